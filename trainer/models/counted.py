"""Counted: what members have done of titles, for all of them at once, by six queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from quizzes.changes import GONE
from trainer.models.attempt import Attempt, Scope
from trainer.models.board_row import Paper, Tally, Tries
from trainer.models.copies import STALE
from trainer.models.copy import Copy
from trainer.models.edition import Edition
from trainer.models.part import Part
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.result import Result
from trainer.models.stance import Phase, Stance
from trainer.models.study import Taught


@dataclass(frozen=True)
class Counted:
    """What one member has done of one title."""

    read: Tally
    practised: Tally
    argued: Tally
    quiz: Tries | None
    paper: Paper


Of = tuple[int, int]  # a member and a title


@dataclass(frozen=True)
class Found:
    """What was counted; of whoever is in none of these, nothing was."""

    read: dict[Of, tuple[int, int, int]]
    practised: dict[Of, tuple[int, int, int]]
    argued: dict[Of, tuple[int, int, int]]
    quiz: dict[Of, Tries]
    paper: dict[Of, Paper]

    def of(self, membership_id: int, title: Taught) -> Counted:
        """What that member has done of that title."""
        key, lesson = (membership_id, title.title_id), title.lesson
        return Counted(
            read=_tally(self.read.get(key), len(lesson.sections)),
            practised=_tally(self.practised.get(key), len(lesson.exercises)),
            argued=_tally(self.argued.get(key), len(lesson.docket)),
            quiz=(self.quiz.get(key) or Tries(allowed=_allowed(title))) if title.quiz else None,
            paper=self.paper.get(key) or Paper(),
        )


def counted(session: Session, titles: Sequence[Taught]) -> Found:
    """Everything that was done of those titles, in their current editions."""
    asked = {
        "titles": [title.title_id for title in titles],
        "editions": [title.edition_id for title in titles],
    }
    return Found(
        read=_tallied(session, _READ, asked),
        practised=_tallied(session, _PRACTISED, asked),
        argued=_tallied(session, _ARGUED, asked),
        quiz=_tries(session, titles, asked),
        paper=_papers(session, asked),
    )


_Asked = dict[str, list[int]]


def _tallied(
    session: Session, statement: sa.Select[Any], asked: _Asked
) -> dict[Of, tuple[int, int, int]]:
    return {
        (member, title): (done, ever, begun)
        for member, title, done, ever, begun in session.execute(statement, asked)
    }


def _tally(found: tuple[int, int, int] | None, total: int) -> Tally:
    done, ever, begun = found or (0, 0, 0)
    return Tally(total, done=done, older=ever - done, begun=begun)


def _allowed(title: Taught) -> int:
    return title.quiz.policy.attempts if title.quiz else 0


def _tries(session: Session, titles: Sequence[Taught], asked: _Asked) -> dict[Of, Tries]:
    allowed = {title.title_id: _allowed(title) for title in titles}
    stale = _stale_editions(session, titles, asked)
    found: dict[Of, Tries] = {}
    for attempt in session.execute(_ATTEMPTS, asked):
        key = (attempt.membership_id, attempt.title_id)
        before = found.get(key) or Tries(allowed=allowed[attempt.title_id])
        found[key] = before.after(
            is_whole=attempt.scope == Scope.WHOLE,
            fraction=attempt.fraction,
            passed_in=attempt.number if attempt.passed else None,
            stale=attempt.edition_id in stale,
        )
    return found


def _stale_editions(session: Session, titles: Sequence[Taught], asked: _Asked) -> set[int]:
    """Editions whose quiz is marked otherwise now; no pass rests on a question not asked yet."""
    waiting = {title.title_id: _waiting(title) for title in titles}
    return {
        edition
        for edition, title, kind, ref in session.execute(_CHANGED, asked)
        if kind == "quiz" or ref not in waiting[title]
    }


def _waiting(title: Taught) -> set[str]:
    quiz = title.quiz
    return {each.ref for each in quiz.questions if each not in quiz.live} if quiz else set()


def _papers(session: Session, asked: _Asked) -> dict[Of, Paper]:
    return {
        (member, title): Paper(edition, stale)
        for member, title, edition, stale in session.execute(_PAPERS, asked)
    }


_TITLES: sa.BindParameter[int] = sa.bindparam("titles", expanding=True)
_EDITIONS: sa.BindParameter[int] = sa.bindparam("editions", expanding=True)


def _counting(
    record: Any, ref: Any, kind: str, finished: sa.ColumnElement[bool] | None = None
) -> sa.Select[Any]:
    """Of each member: parts done in their current revision, ever done, and begun at all."""
    is_current = record.revision == Part.revision
    is_finished = sa.true() if finished is None else finished
    return (
        sa.select(
            record.membership_id,
            record.title_id,
            sa.func.count(sa.distinct(sa.case((sa.and_(is_current, is_finished), ref)))),
            sa.func.count(sa.distinct(sa.case((is_finished, ref)))),
            sa.func.count(sa.distinct(sa.case((is_current, ref)))),
        )
        .join(Edition, sa.and_(Edition.title_id == record.title_id, Edition.id.in_(_EDITIONS)))
        .join(
            Part,
            sa.and_(
                Part.edition_id == Edition.id,
                Part.kind == kind,
                Part.ref == ref,
                Part.digest != GONE,
            ),
        )
        .group_by(record.membership_id, record.title_id)
    )


_READ = _counting(Reading, Reading.section, "section")
_PRACTISED = _counting(Practice, Practice.exercise, "exercise")
_ARGUED = _counting(Stance, Stance.row, "docket_row", Stance.phase == Phase.SECOND)

_ATTEMPTS = (
    sa.select(
        Attempt.membership_id,
        Attempt.title_id,
        Attempt.scope,
        Attempt.edition_id,
        Edition.number,
        Result.fraction,
        Result.passed,
    )
    .join(Edition, Edition.id == Attempt.edition_id)
    .outerjoin(Result, Result.attempt_id == Attempt.id)
    .where(Attempt.title_id.in_(_TITLES))
    .order_by(Attempt.number, Result.id)
)

_was = aliased(Part)
_now = aliased(Edition)
_CHANGED = (
    sa.select(Edition.id, Edition.title_id, _was.kind, _was.ref)
    .join(_was, sa.and_(_was.edition_id == Edition.id, _was.kind.in_(["question", "quiz"])))
    .join(_now, sa.and_(_now.title_id == Edition.title_id, _now.id.in_(_EDITIONS)))
    .join(
        Part,
        sa.and_(
            Part.edition_id == _now.id,
            Part.kind == _was.kind,
            Part.ref == _was.ref,
            Part.revision != _was.revision,
        ),
    )
)

_NEWEST_COPY = (
    sa.select(sa.func.max(Copy.id))
    .where(Copy.title_id.in_(_TITLES))
    .group_by(Copy.membership_id, Copy.title_id)
)
# A copy of the current edition cannot be stale, so only older ones are looked into.
_PAPERS = (
    sa.select(
        Copy.membership_id,
        Copy.title_id,
        Edition.number,
        sa.and_(Copy.edition_id.not_in(_EDITIONS), STALE),
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.id.in_(_NEWEST_COPY))
)
