"""The evidence: cited so that a reader can find it, and linked to what it speaks to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lessons.checks.references import Place
from lessons.debate import Evidence
from lessons.lesson import Lesson
from lessons.problem import Problem

_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")


def evidence(lesson: Lesson) -> Iterator[Problem]:
    """Evidence without a year, bearing on nothing that there is, or not linked at all."""
    claims = {claim.ref for claim in lesson.claims}
    cited = {ref for argument in lesson.arguments for ref in argument.evidence}
    cited |= {ref for verdict in lesson.verdicts for ref in verdict.evidence}
    for index, each in enumerate(lesson.evidence):
        place = Place("debate.yaml", f"evidence[{index}]")
        named = Counter(bearing.claim for bearing in each.bearings)
        yield from place.dangling("bearings", named, claims, "claim")
        for ref in sorted(ref for ref, times in named.items() if times > 1):
            yield place.problem(f"name {ref} twice; give it one weight", "bearings")
        yield from _year(place, each)
        if not (each.bearings or each.ref in cited):
            text = f"is {each.ref}, which bears on nothing and is not cited; link it or remove it"
            yield place.problem(text, "ref")


def _year(place: Place, each: Evidence) -> Iterator[Problem]:
    if each.undated is None and not _YEAR.search(each.citation):
        yield place.problem("has no year; add it, or say in undated why there is none", "citation")
    if each.undated is not None and _YEAR.search(each.citation):
        yield place.problem("goes with a citation without a year; remove one of them", "undated")
