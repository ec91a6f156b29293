"""The grades: none is above what the kind of a source, or what a verdict cites, allows."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.checks.references import Place
from lessons.debate import HIGHEST, UNTRACED, Evidence, Grade, Verdict
from lessons.lesson import Lesson
from lessons.problem import Problem

UNCITED: Grade = "D"  # the most a verdict can have that cites nothing, or found nothing


def grades(lesson: Lesson) -> Iterator[Problem]:
    """Grades that promise more than there is; A is the highest letter and E the lowest."""
    for index, each in enumerate(lesson.evidence):
        yield from _source(Place("debate.yaml", f"evidence[{index}]"), each)
    for index, verdict in enumerate(lesson.verdicts):
        yield from _verdict(Place("debate.yaml", f"verdicts[{index}]"), verdict, lesson)


def _source(place: Place, each: Evidence) -> Iterator[Problem]:
    if each.kind is None:
        yield place.problem("is missing; say what kind of source it is", "kind")
    elif each.grade < HIGHEST[each.kind]:
        text = f"is {each.grade}, and a {each.kind} allows {HIGHEST[each.kind]} at most; lower it"
        yield place.problem(text, "grade")
    elif each.grade < UNTRACED and (each.unsigned or each.undated):
        text = f"is {each.grade}, and without an author or a year {UNTRACED} is the most; lower it"
        yield place.problem(text, "grade")


def _verdict(place: Place, verdict: Verdict, lesson: Lesson) -> Iterator[Problem]:
    cited = [each.grade for each in lesson.evidence_of(verdict)]
    best = UNCITED if verdict.label == "no_evidence" else min(cited, default=UNCITED)
    if verdict.grade < best:
        text = f"is {verdict.grade}, and what it rests on allows {best} at most; lower it"
        yield place.problem(text, "grade")
