"""How far members are through what their studio teaches: derived from readings, never stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson, Section
from lessons.pace import doing
from trainer.models.edition import Edition, Title
from trainer.models.part import Part
from trainer.models.reading import Reading
from trainer.models.study import NEWEST, Study, Taught


class State(StrEnum):
    """Where somebody stands with a lesson."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    READ = "read"
    STALE = "stale"

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
class SectionRow:
    """A section in a list, with the minutes it takes and whether it has been read."""

    ref: str
    title: str
    reading: float
    doing: int
    number: int
    is_read: bool
    is_current: bool = False


@dataclass(frozen=True)
class Progress:
    """One member's progress through one title; ``resume_ref`` is the first section not yet read."""

    title: str
    slug: str
    summary: str
    reading: float
    doing: int
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


def progress(study: Study) -> Progress:
    """How far one member's study of one title has come."""
    tally = Tally(len(study.read), max(study.read.values(), default=None))
    return _progress(study.taught, tally, _first_unread(study))


def outline(study: Study, current: str = "") -> list[SectionRow]:
    """The lesson's sections in order, numbered from 1."""
    return [
        SectionRow(
            ref=section.ref,
            title=section.title,
            reading=section.minutes,
            doing=doing(section, study.lesson),
            number=number,
            is_read=section.ref in study.read,
            is_current=section.ref == current,
        )
        for number, section in enumerate(study.lesson.sections, start=1)
    ]


def tallies(session: Session) -> dict[tuple[int, int], Tally]:
    """How many current sections are read, by membership and title, for all the session sees."""
    found = session.execute(_TALLIES)
    return {(member, title): Tally(read, last_at) for member, title, read, last_at in found}


def tallied(
    everything: list[Taught], tallies: dict[tuple[int, int], Tally], membership_id: int
) -> list[Progress]:
    """A member's progress through every title, from tallies made for all members at once."""
    return [
        _progress(each, tallies.get((membership_id, each.title_id), Tally()), _first(each.lesson))
        for each in everything
    ]


def _first_unread(study: Study) -> Section:
    unread = (section for section in study.lesson.sections if section.ref not in study.read)
    return next(unread, _first(study.lesson))


def _first(lesson: Lesson) -> Section:
    return lesson.sections[0]


def _progress(taught: Taught, tally: Tally, resume: Section) -> Progress:
    lesson = taught.lesson
    return Progress(
        title=lesson.title,
        slug=taught.slug,
        summary=lesson.summary,
        reading=lesson.minutes,
        doing=lesson.doing,
        edition=taught.edition,
        read=tally.read,
        total=len(lesson.sections),
        last_at=tally.last_at,
        resume_ref=resume.ref,
        resume_title=resume.title,
    )


_TALLIES = (
    sa.select(
        Reading.membership_id,
        Reading.title_id,
        sa.func.count(),
        sa.func.max(Reading.at, type_=Reading.at.type),
    )
    .join(Title, Title.id == Reading.title_id)
    .join(Edition, Edition.title_id == Title.id)
    .join(Part, sa.and_(Part.edition_id == Edition.id, Part.kind == "section"))
    .where(
        Edition.number == NEWEST,
        Part.ref == Reading.section,
        Part.revision == Reading.revision,
    )
    .group_by(Reading.membership_id, Reading.title_id)
)
