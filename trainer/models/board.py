"""The board: where everybody of a studio stands with one title, by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.models.attempt import Attempt, Result, Scope
from trainer.models.board_row import BoardRow, Paper, Tally, Tries
from trainer.models.copy import STALE, Copy
from trainer.models.edition import Edition, Part
from trainer.models.membership import Membership, Stay
from trainer.models.person import Person
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.stance import Phase, Stance
from trainer.models.studio import Location
from trainer.models.study import Taught


def board(
    session: Session, taught: Taught, dues: dict[int, dt.date], today: dt.date
) -> list[BoardRow]:
    """Everybody who is here, by name; seven queries, whoever is there.

    ``dues`` are the days by which members are to know the title, by membership.
    """
    asked = {"title": taught.title_id, "edition": taught.edition_id}
    counted = {
        "read": _tallies(session, _READ, asked, len(taught.lesson.sections)),
        "practised": _tallies(session, _PRACTISED, asked, len(taught.lesson.exercises)),
        "argued": _tallies(session, _ARGUED, asked, len(taught.lesson.docket)),
        "quiz": _tries(session, taught),
        "paper": _papers(session, asked),
    }
    return [_row(member, counted, dues.get(member.id), today) for member in session.execute(_HERE)]


def _row(
    member: Any, counted: dict[str, _Counted], due: dt.date | None, today: dt.date
) -> BoardRow:
    return BoardRow(
        id=member.id,
        name=member.name,
        role=member.role,
        location=member.location,
        since=member.since,
        due=due,
        is_overdue=due is not None and due < today,
        **{way: each.of(member.id) for way, each in counted.items()},
    )


class _Counted:
    """What was counted of members, and what stands for those of whom nothing was."""

    def __init__(self, found: dict[int, Any], nothing: Any) -> None:
        self._found, self._nothing = found, nothing

    def of(self, membership_id: int) -> Any:
        """One member's count."""
        return self._found.get(membership_id, self._nothing)


def _tallies(
    session: Session, statement: sa.Select[Any], asked: dict[str, int], total: int
) -> _Counted:
    found = {
        member: Tally(total, done=done, older=ever - done, begun=begun)
        for member, done, ever, begun in session.execute(statement, asked)
    }
    return _Counted(found, Tally(total))


def _tries(session: Session, taught: Taught) -> _Counted:
    """Attempts in order: the newest pass is the one that stands, whole or delta."""
    allowed = taught.quiz.policy.attempts if taught.quiz else 0
    asked = {"title": taught.title_id, "edition": taught.edition_id, "waiting": _waiting(taught)}
    stale = set(session.scalars(_CHANGED, asked))
    found: dict[int, Tries] = {}
    for member, scope, edition_id, number, fraction, passed, at in session.execute(
        _ATTEMPTS, {"title": taught.title_id}
    ):
        before = found.get(member, Tries(allowed=allowed))
        percent = None if fraction is None else int(round(fraction * 100, 7))
        stands = passed or before.passed_in is None
        found[member] = Tries(
            used=before.used + (scope == Scope.WHOLE),
            allowed=allowed,
            percent=percent if stands and percent is not None else before.percent,
            passed_in=number if passed else before.passed_in,
            passed_at=at if passed else before.passed_at,
            stale=edition_id in stale if passed else before.stale,
        )
    return _Counted(found, Tries(allowed=allowed))


def _waiting(taught: Taught) -> list[str]:
    """The refs of questions that are not asked yet: no pass rests on them."""
    quiz = taught.quiz
    return [each.ref for each in quiz.questions if each not in quiz.live] if quiz else []


def _papers(session: Session, asked: dict[str, int]) -> _Counted:
    found = {
        member: Paper(edition, stale) for member, edition, stale in session.execute(_PAPERS, asked)
    }
    return _Counted(found, Paper())


_HERE = (
    sa.select(
        Membership.id,
        Person.name,
        Membership.role,
        Location.name.label("location"),
        Stay.from_.label("since"),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Stay, sa.and_(Stay.membership_id == Membership.id, Stay.until.is_(None)))
    .outerjoin(Location, Location.id == Membership.location_id)
    .order_by(sa.func.lower(Person.name), Membership.id)
)


def _counting(
    record: Any, ref: Any, kind: str, finished: sa.ColumnElement[bool] | None = None
) -> sa.Select[Any]:
    """Of each member: parts done in their current revision, ever done, and begun at all."""
    is_current = record.revision == Part.revision
    is_finished = finished if finished is not None else sa.true()
    return (
        sa.select(
            record.membership_id,
            sa.func.count(sa.distinct(sa.case((sa.and_(is_current, is_finished), ref)))),
            sa.func.count(sa.distinct(sa.case((is_finished, ref)))),
            sa.func.count(sa.distinct(sa.case((is_current, ref)))),
        )
        .join(
            Part,
            sa.and_(
                Part.edition_id == sa.bindparam("edition"),
                Part.kind == kind,
                Part.ref == ref,
                Part.digest != "",
            ),
        )
        .where(record.title_id == sa.bindparam("title"))
        .group_by(record.membership_id)
    )


_READ = _counting(Reading, Reading.section, "section")
_PRACTISED = _counting(Practice, Practice.exercise, "exercise")
_ARGUED = _counting(Stance, Stance.row, "docket_row", Stance.phase == Phase.SECOND)

_ATTEMPTS = (
    sa.select(
        Attempt.membership_id,
        Attempt.scope,
        Attempt.edition_id,
        Edition.number,
        Result.fraction,
        Result.passed,
        Attempt.closed_at,
    )
    .join(Edition, Edition.id == Attempt.edition_id)
    .outerjoin(Result, Result.attempt_id == Attempt.id)
    .where(Attempt.title_id == sa.bindparam("title"))
    .order_by(Attempt.membership_id, Attempt.number, Result.id)
)

_OLD, _NEW = sa.orm.aliased(Part), sa.orm.aliased(Part)
# Editions of a title whose quiz is marked otherwise now.
_CHANGED = (
    sa.select(Edition.id)
    .join(_OLD, sa.and_(_OLD.edition_id == Edition.id, _OLD.kind.in_(("question", "quiz"))))
    .join(
        _NEW,
        sa.and_(
            _NEW.edition_id == sa.bindparam("edition"),
            _NEW.kind == _OLD.kind,
            _NEW.ref == _OLD.ref,
            _NEW.revision != _OLD.revision,
        ),
    )
    .where(
        Edition.title_id == sa.bindparam("title"),
        sa.or_(_OLD.kind == "quiz", _OLD.ref.not_in(sa.bindparam("waiting", expanding=True))),
    )
    .distinct()
)

_NEWEST_COPY = (
    sa.select(sa.func.max(Copy.id))
    .where(Copy.title_id == sa.bindparam("title"))
    .group_by(Copy.membership_id)
)
# A copy of the current edition cannot be stale, so only older ones are looked into.
_PAPERS = (
    sa.select(
        Copy.membership_id,
        Edition.number,
        sa.and_(Copy.edition_id != sa.bindparam("edition"), STALE),
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.id.in_(_NEWEST_COPY))
)
