"""Histories to draw: a lesson's editions one after another, and what two people do in each.

A part is there in one of a few versions, or not there; an edition says which of what differs from
the one before counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from lessons.debate import DocketRow
from lessons.exercise import Exercise, Precaution
from lessons.lesson import Section
from quizzes.kinds import AnyQuestion
from quizzes.package import Package
from quizzes.parts import PartRef
from quizzes.quiz import AttemptRules, Quiz
from tests.builders import a_lesson, a_section
from tests.debates import a_claim, a_row, a_verdict, an_exercise
from tests.questions import a_quiz
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.numeric import a_numeric

SECTIONS = ("s1", "s2", "s3")
EXERCISES = ("e1", "e2")
ROWS = ("r1", "r2")
QUESTIONS = ("q1", "q2", "q3")
QUIZ = "feet"
KEYS: tuple[PartRef, ...] = (
    *(PartRef("section", ref) for ref in SECTIONS),
    *(PartRef("exercise", ref) for ref in EXERCISES),
    *(PartRef("docket_row", ref) for ref in ROWS),
    *(PartRef("question", ref) for ref in QUESTIONS),
    PartRef("quiz", QUIZ),
)
PEOPLE = 2
DEEDS = ("read", "practise", "sign", "argue", "argue", "try", "pass", "mark_again", "print")
ABSENT, PLAIN, REWORDED, FORCED, NOT_LIVE = range(5)
_VERSIONS = {
    "section": (ABSENT, PLAIN, PLAIN, REWORDED),
    "exercise": (ABSENT, PLAIN, PLAIN, REWORDED, FORCED),
    "docket_row": (ABSENT, PLAIN, PLAIN, REWORDED, FORCED),
    "question": (ABSENT, PLAIN, PLAIN, REWORDED, FORCED, NOT_LIVE),
    "quiz": (ABSENT, PLAIN, PLAIN, PLAIN, REWORDED, FORCED),
}


@dataclass(frozen=True)
class Release:
    """Which version of each part an edition holds, in the order of KEYS, and what counts."""

    versions: tuple[int, ...]
    counts: frozenset[PartRef] = frozenset()

    def material(self, before: Release | None) -> frozenset[PartRef]:
        """What counts, of what differs from the release before."""
        old = before.versions if before else self.versions
        differs = {
            key for key, was, is_ in zip(KEYS, old, self.versions, strict=True) if was != is_
        }
        return self.counts & differs

    @property
    def package(self) -> Package:
        """What it holds."""
        return _package(self.versions)


@dataclass(frozen=True)
class Deed:
    """What one of the people does, with the part that stands at that place of those there are."""

    what: str
    who: int
    place: int


@dataclass(frozen=True)
class Chapter:
    """A release, and what is done while it is the newest."""

    release: Release
    deeds: tuple[Deed, ...] = ()


History = list[Chapter]


def _with_a_section(versions: tuple[int, ...]) -> tuple[int, ...]:
    """A lesson has a section at least."""
    return versions if any(versions[: len(SECTIONS)]) else (PLAIN, *versions[1:])


_RELEASES = st.builds(
    Release,
    st.tuples(*(st.sampled_from(_VERSIONS[kind]) for kind, _ in KEYS)).map(_with_a_section),
    st.frozensets(st.sampled_from(KEYS), max_size=4),
)
_DEEDS = st.builds(
    Deed, st.sampled_from(DEEDS), st.integers(0, PEOPLE - 1), st.integers(0, len(SECTIONS) - 1)
)
_CHAPTERS = st.builds(Chapter, _RELEASES, st.lists(_DEEDS, max_size=10).map(tuple))
HISTORIES: st.SearchStrategy[History] = st.lists(_CHAPTERS, min_size=1, max_size=4)


@lru_cache(maxsize=4096)
def _package(versions: tuple[int, ...]) -> Package:
    there = {key: version for key, version in zip(KEYS, versions, strict=True) if version}

    def each(kind: str) -> list[tuple[str, int]]:
        return [(ref, version) for (of, ref), version in there.items() if of == kind]

    lesson = a_lesson(
        sections=tuple(_section(*one) for one in each("section")),
        exercises=tuple(_exercise(*one) for one in each("exercise")),
        claims=(a_claim("c1"),),
        docket=tuple(_row(*one) for one in each("docket_row")),
        verdicts=tuple(
            a_verdict(ref, "partly", grade="B" if version == FORCED else "D")
            for ref, version in each("docket_row")
        ),
        terms=(),
        figures=(),
        comments=(),
    )
    questions = tuple(_question(*one) for one in each("question"))
    version = there.get(PartRef("quiz", QUIZ), ABSENT)
    return Package(lesson=lesson, quiz=_quiz(questions, version) if version else None)


def _section(ref: str, version: int) -> Section:
    """The first shows an exercise, and so rests on it."""
    shown = "\n::: exercise e1\n:::\n" if ref == "s1" else ""
    return a_section(ref=ref, title=ref, body=f"Version {version}.\n{shown}")


def _exercise(ref: str, version: int) -> Exercise:
    careful = Precaution(text="Not after a fall.", by="editor", kind="leave_out")
    more: dict[str, Any] = {"precautions": (careful,)} if version == FORCED else {}
    return an_exercise(ref, name=f"{ref}, version {version}", claims=("c1",), **more)


def _row(ref: str, version: int) -> DocketRow:
    words = {"wording": "In other words."} if version == REWORDED else {}
    return a_row(ref, "c1", **words)


def _question(ref: str, version: int) -> AnyQuestion:
    """The first is about a row, and so rests on it."""
    about: dict[str, Any] = {"ref": ref, "section": "s2", "rows": ("r1",) if ref == "q1" else ()}
    if version == NOT_LIVE:
        return a_label(**about)
    changes: dict[int, dict[str, Any]] = {
        REWORDED: {"stem": "Which number?"},
        FORCED: {"answer": 7},
    }
    return a_numeric(**about | changes.get(version, {}))


def _quiz(questions: tuple[AnyQuestion, ...], version: int) -> Quiz:
    changes: dict[int, dict[str, Any]] = {
        REWORDED: {"introduction": "In other words."},
        FORCED: {"policy": AttemptRules(pass_share=0.9)},
    }
    return a_quiz(questions=questions, ref=QUIZ, **changes.get(version, {}))
