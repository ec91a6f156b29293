"""The docket and the verdicts: each row is argued on both sides and judged once."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.checks.references import Place
from lessons.debate import DocketRow, Verdict
from lessons.lesson import Lesson
from lessons.problem import Problem


def docket(lesson: Lesson) -> Iterator[Problem]:
    """Rows that cover the wrong claims, or lack a side or a verdict."""
    claims = {claim.ref for claim in lesson.claims}
    covered: set[str] = set()
    for index, row in enumerate(lesson.docket):
        place = Place("debate.yaml", f"docket[{index}]")
        yield from place.dangling("claims", row.claims, claims, "claim")
        yield from _covered(place, row, covered)
        yield from _argued(place, row, lesson)
        yield from _asked(place, row)
        covered.update(row.claims)


def verdicts(lesson: Lesson) -> Iterator[Problem]:
    """Verdicts on nothing, on what is judged already, or on a claim whose row is judged."""
    known = {claim.ref for claim in lesson.claims} | {row.ref for row in lesson.docket}
    sources = {evidence.ref for evidence in lesson.evidence}
    judged: set[str] = set()
    for index, verdict in enumerate(lesson.verdicts):
        place = Place("debate.yaml", f"verdicts[{index}]")
        yield from place.dangling("on", [verdict.on], known, "docket row or claim")
        yield from place.dangling("evidence", verdict.evidence, sources, "evidence")
        yield from _judged(place, verdict, lesson, judged)
        judged.add(verdict.on)


def _covered(place: Place, row: DocketRow, covered: set[str]) -> Iterator[Problem]:
    if not row.claims:
        yield place.problem("is empty; name the claims that the row covers", "claims")
    for ref in sorted(covered.intersection(row.claims)):
        yield place.problem(f"names {ref}, which a row covers already; leave it to one", "claims")


def _argued(place: Place, row: DocketRow, lesson: Lesson) -> Iterator[Problem]:
    if not lesson.arguments_on(row.ref, "for"):
        yield place.problem(f"is {row.ref}, which has no argument for it; write one", "ref")
    if not lesson.arguments_on(row.ref, "against"):
        yield place.problem(f"is {row.ref}, which has no argument against it; write one", "ref")
    if not lesson.verdict(row.ref):
        yield place.problem(f"is {row.ref}, which has no verdict; write one", "ref")


def _asked(place: Place, row: DocketRow) -> Iterator[Problem]:
    if not row.question:
        yield place.problem(
            "is missing; ask the wording, so that it can stand undecided", "question"
        )
    elif not row.question.endswith("?"):
        yield place.problem("does not end with a question mark; ask the wording", "question")


def _judged(place: Place, verdict: Verdict, lesson: Lesson, judged: set[str]) -> Iterator[Problem]:
    if verdict.on in judged:
        yield place.problem(f"is {verdict.on}, which is judged already; keep one verdict", "on")
    if row := lesson.row_of(verdict.on):
        text = f"is {verdict.on}, which docket row {row.ref} covers; let the row's verdict do"
        yield place.problem(text, "on")
