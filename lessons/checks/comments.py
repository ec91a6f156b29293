"""The comments: all there, each with what became of it, and what they argue taken up."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.checks.outline import misnumbered
from lessons.debate import Comment
from lessons.lesson import Lesson
from lessons.problem import Problem

_ACCOUNTED = {"pingback", "spam", "duplicate"}


def comments(lesson: Lesson) -> Iterator[Problem]:
    """What is wrong with the comments; plain support is the one thing a debate may leave out."""
    numbers = [comment.number for comment in lesson.comments]
    yield from misnumbered("debate.yaml", "comments", numbers)
    declared = lesson.source.declared_comments
    if len(numbers) != declared:
        text = f"is {declared}, and debate.yaml has {len(numbers)} comments; make them agree"
        yield Problem("lesson.yaml", "source.declared_comments", text)
    taken_up = _taken_up(lesson)
    shown = {each.number: each for each in lesson.comments if each.publish == "shown"}
    for index, comment in enumerate(lesson.comments):
        for field, text in (
            *_fate(comment, set(numbers)),
            *_unheard(comment, taken_up),
            *_one_person(comment, shown),
        ):
            yield Problem("debate.yaml", f"comments[{index}].{field}", text)


def _taken_up(lesson: Lesson) -> set[int]:
    """The numbers that a claim or an argument comes from; without a docket, all of them."""
    if not lesson.docket:
        return {comment.number for comment in lesson.comments}
    numbers = {number for claim in lesson.claims for number in claim.comments}
    return numbers | {number for argument in lesson.arguments for number in argument.comments}


def _fate(comment: Comment, numbers: set[int]) -> Iterator[tuple[str, str]]:
    shown = comment.publish == "shown"
    if shown and (comment.point is None or comment.reason is not None):
        yield "point", "is what a shown comment has, and no reason; state its point alone"
    if not shown and (comment.reason is None or comment.point is not None):
        yield "reason", f"is what a comment that is {comment.publish} has, and no point; say why"
    if comment.kind in _ACCOUNTED and comment.publish != "accounted":
        yield "publish", f"is {comment.publish}; a {comment.kind} is accounted"
    yield from _duplicate(comment, numbers)


def _duplicate(comment: Comment, numbers: set[int]) -> Iterator[tuple[str, str]]:
    original = comment.duplicate_of
    if (original is not None) != (comment.kind == "duplicate"):
        yield "duplicate_of", "goes with the kind duplicate, and with no other; correct one of them"
    elif original is not None and not (original in numbers and original < comment.number):
        yield "duplicate_of", f"is {original}, which is no earlier comment; correct the number"


def _unheard(comment: Comment, taken_up: set[int]) -> Iterator[tuple[str, str]]:
    argues = comment.publish == "shown" and comment.kind != "support"
    if argues and comment.number not in taken_up:
        text = f"is {comment.number}, a {comment.kind} that no claim or argument takes up; use it"
        yield "number", text


def _one_person(comment: Comment, shown: dict[int, Comment]) -> Iterator[tuple[str, str]]:
    """All comments of one person number each other, and only shown ones tell of one another."""
    person = {comment.number, *comment.same_as}
    for number in comment.same_as:
        other = shown.get(number)
        if other is None or number == comment.number:
            yield "same_as", f"names {number}, which is no other shown comment; correct the number"
        elif {number, *other.same_as} != person:
            text = (
                f"names {number}, which does not name the same in return; let both name each other"
            )
            yield "same_as", text
    if comment.same_as and comment.number not in shown:
        yield "same_as", f"goes with a shown comment, and {comment.number} is not; remove it"
