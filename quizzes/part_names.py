"""Names of the parts of a package, as a person would call them."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.package import Package
from quizzes.parts import PartRef

_SHORT = 60


def part_names(package: Package) -> dict[PartRef, str]:
    """The name of every part."""
    return dict([*_text(package), *_debate(package), *_quiz(package)])


def _text(package: Package) -> Iterator[tuple[PartRef, str]]:
    lesson = package.lesson
    yield PartRef("lesson", lesson.ref), f"the outline of “{_short(lesson.title)}”"
    yield PartRef("source", lesson.ref), f"the source “{_short(lesson.source.title)}”"
    for section in lesson.sections:
        yield PartRef("section", section.ref), f"section “{_short(section.title)}”"
    for term in lesson.terms:
        yield PartRef("term", term.ref), f"term “{_short(term.name)}”"
    for figure in lesson.figures:
        yield PartRef("figure", figure.ref), f"figure “{_short(figure.title)}”"
    for exercise in lesson.exercises:
        yield PartRef("exercise", exercise.ref), f"exercise “{_short(exercise.name)}”"
    for comment in lesson.comments:
        yield PartRef("comment", str(comment.number)), f"comment {comment.number}"


def _debate(package: Package) -> Iterator[tuple[PartRef, str]]:
    lesson = package.lesson
    for claim in lesson.claims:
        yield PartRef("claim", claim.ref), f"claim “{_short(claim.text)}”"
    for row in lesson.docket:
        yield PartRef("docket_row", row.ref), f"sentence “{_short(row.title)}”"
        yield PartRef("wording", row.ref), f"wording of “{_short(row.title)}”"
    for argument in lesson.arguments:
        yield PartRef("argument", argument.ref), f"argument “{_short(argument.text)}”"
    for evidence in lesson.evidence:
        yield PartRef("evidence", evidence.ref), f"evidence “{_short(evidence.short)}”"


def _quiz(package: Package) -> Iterator[tuple[PartRef, str]]:
    if quiz := package.quiz:
        yield PartRef("quiz", quiz.ref), f"quiz “{_short(quiz.title)}”"
        for question in quiz.questions:
            yield PartRef("question", question.ref), f"question “{_short(question.stem)}”"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
