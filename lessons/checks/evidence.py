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
_PART = re.compile(r"(?<=[.?!]) ")  # author, title and place each end with a stop
_AUTHOR = re.compile(r"\A(?:\w[\w’'-]* )+[A-Z]{1,3}(?:,|\.|;| \()")  # Keller A. or van Keller AB,
_PUBLISHED = {"page", "scheme"}  # what an institution signs


def evidence(lesson: Lesson) -> Iterator[Problem]:
    """Evidence that cannot be found, bearing on nothing that there is, or not linked at all."""
    claims = {claim.ref for claim in lesson.claims}
    cited = {ref for argument in lesson.arguments for ref in argument.evidence}
    cited |= {ref for verdict in lesson.verdicts for ref in verdict.evidence}
    for index, each in enumerate(lesson.evidence):
        place = Place("debate.yaml", f"evidence[{index}]")
        named = Counter(bearing.claim for bearing in each.bearings)
        yield from place.dangling("bearings", named, claims, "claim")
        for ref in sorted(ref for ref, times in named.items() if times > 1):
            yield place.problem(f"name {ref} twice; give it one weight", "bearings")
        yield from _traced(place, each)
        if not (each.bearings or each.ref in cited):
            text = f"is {each.ref}, which bears on nothing and is not cited; link it or remove it"
            yield place.problem(text, "ref")


def _traced(place: Place, each: Evidence) -> Iterator[Problem]:
    parts = _PART.split(each.citation)
    signed = bool(_AUTHOR.match(each.citation)) or each.kind in _PUBLISHED
    yield from _either(place, "author", "unsigned", each.unsigned, given=signed)
    dated = bool(_YEAR.search(each.citation))
    yield from _either(place, "year", "undated", each.undated, given=dated)
    if len(parts) < 3 - (each.unsigned is not None):
        text = "has no place; write author, title, and journal or publisher with a stop after each"
        yield place.problem(text, "citation")


def _either(
    place: Place, what: str, field: str, excuse: str | None, *, given: bool
) -> Iterator[Problem]:
    """Either the citation has it, or the field says why there is none."""
    if not given and excuse is None:
        text = f"has no {what}; add it, or say in {field} why there is none"
        yield place.problem(text, "citation")
    if given and excuse is not None:
        yield place.problem(f"goes with a citation that has no {what}; remove one of them", field)
