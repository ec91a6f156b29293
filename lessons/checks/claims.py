"""The claims: each is stated somewhere, and judged once."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.checks.prose import references_in
from lessons.checks.references import Place
from lessons.debate import Claim
from lessons.lesson import Lesson
from lessons.problem import Problem


def claims(lesson: Lesson) -> Iterator[Problem]:
    """Claims without an origin, a passage or a verdict."""
    passages = {ref for named in references_in(lesson).values() for ref in named.claims}
    paragraphs = {paragraph.number for paragraph in lesson.source.paragraphs}
    shown = {comment.number for comment in lesson.comments if comment.publish == "shown"}
    for index, claim in enumerate(lesson.claims):
        place = Place("debate.yaml", f"claims[{index}]")
        yield from place.dangling(
            "paragraphs", claim.paragraphs, paragraphs, "paragraph of the source"
        )
        yield from place.dangling("comments", claim.comments, shown, "shown comment")
        yield from _origin(place, claim)
        yield from _passage(place, claim, passages)
        yield from _verdict(place, claim, lesson)


def _origin(place: Place, claim: Claim) -> Iterator[Problem]:
    if bool(claim.paragraphs) == bool(claim.comments):
        yield place.problem("needs paragraphs or comments that make it, and not both; name them")
    if not claim.types:
        yield place.problem("is empty; name what sort of claim it is", "types")


def _passage(place: Place, claim: Claim, passages: set[str]) -> Iterator[Problem]:
    if not claim.comments and claim.ref not in passages:
        text = f"is {claim.ref}, which no section marks; write [words]{{claim={claim.ref}}}"
        yield place.problem(text, "ref")


def _verdict(place: Place, claim: Claim, lesson: Lesson) -> Iterator[Problem]:
    if not (lesson.row_of(claim.ref) or lesson.verdict(claim.ref)):
        text = f"is {claim.ref}, which nothing judges; write its verdict, or cover it by a row"
        yield place.problem(text, "ref")
