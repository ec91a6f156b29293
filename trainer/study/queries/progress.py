"""How far members are through what their studio teaches: derived from readings, never stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lessons.lesson import Section
from lessons.pace import doing
from trainer.editions.queries.current import CurrentEdition
from trainer.study.queries.study import Study


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
class ReadingProgress:
    """One member's reading of one title; ``resume_ref`` is the section to go on with."""

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

    @classmethod
    def of(
        cls,
        taught: CurrentEdition,
        read: int,
        last_at: dt.datetime | None,
        resume: Section | None = None,
    ) -> ReadingProgress:
        """So many sections read, the last of them then; it goes on where told, or at the start."""
        lesson, resume = taught.lesson, resume or taught.lesson.sections[0]
        return cls(
            title=lesson.title,
            slug=taught.slug,
            summary=lesson.summary,
            reading=lesson.minutes,
            doing=lesson.doing,
            edition=taught.edition,
            read=read,
            total=len(lesson.sections),
            last_at=last_at,
            resume_ref=resume.ref,
            resume_title=resume.title,
        )

    @property
    def state(self) -> State:
        """The word for it."""
        return State.of(self.read, self.total)

    def mentions(self, query: str) -> bool:
        """Whether the title or the summary holds those words."""
        return query.casefold() in f"{self.title} {self.summary}".casefold()


def progress(study: Study) -> ReadingProgress:
    """How far one member's study of one title has come: it goes on at what is not read yet."""
    unread = (section for section in study.lesson.sections if section.ref not in study.read)
    last_at = max(study.read.values(), default=None)
    return ReadingProgress.of(study.taught, len(study.read), last_at, next(unread, None))


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
