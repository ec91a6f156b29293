"""The arguments: each belongs to a row, and rests on what a reader can look up."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.checks.references import Place, looped
from lessons.debate import Argument
from lessons.lesson import Lesson
from lessons.problem import Problem


def arguments(lesson: Lesson) -> Iterator[Problem]:
    """Arguments that belong to no row, or name what is not there."""
    rows = {row.ref for row in lesson.docket}
    shown = {comment.number for comment in lesson.comments if comment.publish == "shown"}
    sources = {evidence.ref for evidence in lesson.evidence}
    for index, argument in enumerate(lesson.arguments):
        place = Place("debate.yaml", f"arguments[{index}]")
        yield from place.dangling("row", [argument.row], rows, "docket row")
        yield from place.dangling("comments", argument.comments, shown, "shown comment")
        yield from place.dangling("evidence", argument.evidence, sources, "evidence")
        if argument.unnumbered and argument.comments:
            text = "is true, and comments are named; an unnumbered argument names none"
            yield place.problem(text, "unnumbered")
    yield from _targets(lesson)


def _targets(lesson: Lesson) -> Iterator[Problem]:
    """What undercuts has a target in its row, and no chain of undercuts bites its tail."""
    rows = {argument.ref: argument.row for argument in lesson.arguments}
    leads = {each.ref: [each.target] if each.target else [] for each in lesson.arguments}
    circles = looped(leads)
    for index, argument in enumerate(lesson.arguments):
        place = Place("debate.yaml", f"arguments[{index}]")
        if text := _mistargeted(argument, rows, circles):
            yield place.problem(text, "target")


def _mistargeted(argument: Argument, rows: dict[str, str], circles: set[str]) -> str:
    target = argument.target
    if (target is not None) != (argument.side == "undercuts"):
        return "goes with the side undercuts, and with no other; correct one of them"
    if target is not None and rows.get(target) != argument.row:
        return f"is {target}, which is no argument in {argument.row}; correct the ref"
    if argument.ref in circles:
        return f"is {target}, which leads back to {argument.ref}; correct the ref"
    return ""
