"""Timeline: everything that one member did, the newest first, from one query for each kind.

Words are those of the edition that a thing was done in. Of a stance only its sentence is here: what
somebody holds, how sure they are and why is private to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from quizzes.percent import percent
from trainer.editions.models.edition import package
from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.models.assignment import Assignment
from trainer.quizzing.models.attempt import Scope
from trainer.quizzing.queries.passes import marking
from trainer.staff.queries import activity_sources
from trainer.staff.queries.activity_entry import ActivityEntry, Kind
from trainer.staff.queries.activity_sources import (
    AttemptDeed,
    CopyDeed,
    Deed,
    PartDeed,
    PracticeDeed,
    SignOffDeed,
    StanceDeed,
)
from trainer.storage.base import rows_as

_Asked = Mapping[str, Any]
_ByTitle = Mapping[int, CurrentEdition]


def activity(
    session: Session, titles: Sequence[CurrentEdition], membership_id: int
) -> list[ActivityEntry]:
    """What a member did with those titles, and when they came and went, the newest first."""
    by_id = {each.title_id: each for each in titles}
    asked: _Asked = {
        "member": membership_id,
        "titles": list(by_id),
        "editions": [each.edition_id for each in titles],
    }
    found = [
        *_readings(session, by_id, asked),
        *_practices(session, by_id, asked),
        *_sign_offs(session, by_id, asked),
        *_stances(session, by_id, asked),
        *_attempts(session, by_id, asked),
        *_copies(session, by_id, asked),
        *_assignments(session, by_id, asked),
        *_tries(session, by_id, asked),
        *_stays(session, asked),
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _readings(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in rows_as(PartDeed, session.execute(activity_sources.READINGS, asked)):
        section = _lesson(session, row).section(row.ref)
        yield _of(titles, row, Kind.READ, section.title if section else row.ref)


def _practices(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in rows_as(PracticeDeed, session.execute(activity_sources.PRACTICES, asked)):
        ease = f"Ease {row.ease_before} before, {row.ease_after} after"
        yield _of(titles, row, Kind.PRACTISED, _exercise(session, row), ease)


def _sign_offs(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in rows_as(SignOffDeed, session.execute(activity_sources.SIGN_OFFS, asked)):
        yield _of(titles, row, Kind.SIGNED_OFF, _exercise(session, row), row.qualification)


def _stances(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in rows_as(StanceDeed, session.execute(activity_sources.STANCES, asked)):
        argued = _lesson(session, row).row(row.ref)
        wording = argued.wording if argued else row.ref
        yield _of(titles, row, Kind.STANCE, wording, f"{row.phase.capitalize()} stance")


def _attempts(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    found = session.execute(activity_sources.ATTEMPTS, {**asked, **marking(titles.values())})
    newest = {row.id: row for row in rows_as(AttemptDeed, found)}
    for row in newest.values():
        title = "Answered again" if row.scope == Scope.DELTA else f"Attempt {row.number}"
        yield _of(titles, row, Kind.QUIZ, title, _came_to(row))


def _copies(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in rows_as(CopyDeed, session.execute(activity_sources.COPIES, asked)):
        printed = _of(titles, row, Kind.HANDOUT, f"Handout {row.serial}")
        yield replace(printed, copy_id=row.copy_id)


def _assignments(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in session.execute(activity_sources.ASSIGNMENTS, asked):
        assignment: Assignment = row.Assignment
        taught = titles[assignment.title_id]
        # An instructor sees no colleague, so whoever assigned it has no name for them.
        yield ActivityEntry(
            at=max(assignment.at, row.since),
            kind=Kind.ASSIGNED,
            title=f"Due {assignment.due_day(row.since, row.time_zone):%-d %B %Y}",
            lesson=taught.lesson.title,
            slug=taught.slug,
            note=f"By {row.by}" if row.by else "",
        )


def _tries(session: Session, titles: _ByTitle, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in session.execute(activity_sources.PLEAS, asked):
        lesson, slug = titles[row.title_id].lesson.title, titles[row.title_id].slug
        yield ActivityEntry(row.at, Kind.PLEADED, "Asked for another try", lesson, slug)
    for given in session.execute(activity_sources.EXTRA_TRIES, asked):
        lesson, slug = titles[given.title_id].lesson.title, titles[given.title_id].slug
        by = f"By {given.by}" if given.by else ""
        yield ActivityEntry(given.at, Kind.EXTRA_TRY, given.reason, lesson, slug, note=by)


def _stays(session: Session, asked: _Asked) -> Iterator[ActivityEntry]:
    for row in session.execute(activity_sources.STAYS, asked):
        yield ActivityEntry(row.since, Kind.JOINED, row.name)
        if row.until is not None:
            yield ActivityEntry(row.until, Kind.LEFT, row.name)


def _of(
    titles: _ByTitle,
    row: Deed,
    kind: Kind,
    title: str,
    note: str = "",
) -> ActivityEntry:
    """What a row of a title says, with the lesson's name as it is now."""
    taught = titles[row.title_id]
    return ActivityEntry(
        at=row.at,
        kind=kind,
        title=title,
        lesson=taught.lesson.title,
        slug=taught.slug,
        edition=row.edition,
        note=note,
        is_stale=bool(row.is_stale),
    )


def _lesson(session: Session, row: Deed) -> Lesson:
    """The lesson as it was in the edition of that row: decoded once a process."""
    return package(session, row.edition_id, row.document).lesson


def _exercise(session: Session, row: PartDeed) -> str:
    exercise = _lesson(session, row).exercise(row.ref)
    return exercise.name if exercise else row.ref


def _came_to(row: AttemptDeed) -> str:
    if row.fraction is None:
        return "Handed in" if row.closed_at else "Begun, not handed in"
    return f"{percent(row.fraction)}%, {'passed' if row.passed else 'not passed'}"
