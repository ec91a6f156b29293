"""How far members are through what their studio teaches: derived from readings, never stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson, Section
from trainer.models.edition import Edition, Part, Title
from trainer.models.reading import Reading


class State(StrEnum):
    """Where somebody stands with a lesson."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    READ = "read"

    @classmethod
    def of(cls, read: int, total: int) -> State:
        """From how many of the sections are read."""
        if read == 0:
            return cls.NOT_STARTED
        return cls.READ if read >= total else cls.DOING

    @classmethod
    def together(cls, states: list[State]) -> State:
        """One word for several lessons: read when all are, not started when none is."""
        if not states or set(states) == {cls.NOT_STARTED}:
            return cls.NOT_STARTED
        return cls.READ if set(states) == {cls.READ} else cls.DOING


@dataclass(frozen=True)
class Taught:
    """A title with its current edition and what that holds."""

    title: Title
    edition: Edition
    lesson: Lesson


@dataclass(frozen=True)
class SectionRow:
    """A section in a list, with whether it has been read."""

    ref: str
    title: str
    minutes: int
    number: int
    is_read: bool
    is_current: bool = False


@dataclass(frozen=True)
class Progress:
    """One member's progress through one title; ``resume_ref`` is the first section not yet read."""

    title: str
    slug: str
    summary: str
    minutes: int
    edition: int
    read: int
    total: int
    last_at: dt.datetime | None
    resume_ref: str
    resume_title: str

    @property
    def state(self) -> State:
        """The word for it."""
        return State.of(self.read, self.total)

    def mentions(self, query: str) -> bool:
        """Whether the title or the summary holds those words."""
        return query.casefold() in f"{self.title} {self.summary}".casefold()


@dataclass(frozen=True)
class Tally:
    """How many current sections a member has read, and when last."""

    read: int = 0
    last_at: dt.datetime | None = None


def everything_taught(session: Session) -> list[Taught]:
    """Every title of the studio in its current edition, by name."""
    taught = [_taught(session, row) for row in session.execute(_CURRENT)]
    return sorted(taught, key=lambda each: each.lesson.title)


def taught(session: Session, slug: str) -> Taught | None:
    """The title with that slug in its current edition, or None."""
    row = session.execute(_CURRENT.where(Title.slug == slug)).one_or_none()
    return _taught(session, row) if row else None


def _taught(session: Session, row: tuple[Title, Edition]) -> Taught:
    title, edition = row
    return Taught(title, edition, edition.package(session).lesson)


def sections_read(
    session: Session, membership_id: int, title_id: int | None = None
) -> dict[int, dict[str, dt.datetime]]:
    """Which current sections a member has read and when, by title and ref."""
    statement = _READ.add_columns(Reading.section, Reading.at)
    statement = statement.where(Reading.membership_id == membership_id)
    if title_id is not None:
        statement = statement.where(Reading.title_id == title_id)
    read: dict[int, dict[str, dt.datetime]] = defaultdict(dict)
    for _, title, section, at in session.execute(statement):
        read[title][section] = at
    return read


def tallies(session: Session) -> dict[tuple[int, int], Tally]:
    """How many current sections are read, by membership and title, for all the session sees."""
    counted = _READ.add_columns(sa.func.count(), sa.func.max(Reading.at, type_=Reading.at.type))
    counted = counted.group_by(Reading.membership_id, Reading.title_id)
    return {(member, title): Tally(*rest) for member, title, *rest in session.execute(counted)}


def progress(taught: Taught, read: dict[str, dt.datetime]) -> Progress:
    """One member's progress through one title, from the sections they have read."""
    tally = Tally(len(read), max(read.values(), default=None))
    return _progress(taught, tally, _first_unread(taught.lesson, read))


def outline(lesson: Lesson, read: dict[str, dt.datetime], current: str = "") -> list[SectionRow]:
    """The lesson's sections in order, numbered from 1."""
    return [
        SectionRow(
            ref=section.ref,
            title=section.title,
            minutes=section.minutes,
            number=number,
            is_read=section.ref in read,
            is_current=section.ref == current,
        )
        for number, section in enumerate(lesson.sections, start=1)
    ]


def own_progress(session: Session, membership_id: int) -> list[Progress]:
    """One member's progress through every title of the studio."""
    read = sections_read(session, membership_id)
    return [progress(each, read[each.title.id]) for each in everything_taught(session)]


def tallied(
    everything: list[Taught], tallies: dict[tuple[int, int], Tally], membership_id: int
) -> list[Progress]:
    """A member's progress through every title, from tallies made for all members at once."""
    return [
        _progress(
            each, tallies.get((membership_id, each.title.id), Tally()), each.lesson.sections[0]
        )
        for each in everything
    ]


def _first_unread(lesson: Lesson, read: dict[str, dt.datetime]) -> Section:
    unread = (section for section in lesson.sections if section.ref not in read)
    return next(unread, lesson.sections[0])


def _progress(taught: Taught, tally: Tally, resume: Section) -> Progress:
    lesson = taught.lesson
    return Progress(
        title=lesson.title,
        slug=taught.title.slug,
        summary=lesson.summary,
        minutes=lesson.minutes,
        edition=taught.edition.number,
        read=tally.read,
        total=len(lesson.sections),
        last_at=tally.last_at,
        resume_ref=resume.ref,
        resume_title=resume.title,
    )


_NEWEST = (
    sa.select(sa.func.max(Edition.number))
    .where(Edition.title_id == Title.id)
    .correlate(Title)
    .scalar_subquery()
)

_CURRENT = (
    sa.select(Title, Edition)
    .join(Edition, Edition.title_id == Title.id)
    .where(Edition.number == _NEWEST)
)

# A reading counts while the current edition has its section in the same revision.
_READ = (
    sa.select(Reading.membership_id, Reading.title_id)
    .join(Title, Title.id == Reading.title_id)
    .join(Edition, Edition.title_id == Title.id)
    .join(Part, sa.and_(Part.edition_id == Edition.id, Part.kind == "section"))
    .where(
        Edition.number == _NEWEST,
        Part.ref == Reading.section,
        Part.revision == Reading.revision,
    )
)
