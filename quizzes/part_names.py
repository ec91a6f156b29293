"""Names of the parts of a package, as a person would call them."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.changes import Key
from quizzes.package import Package

_SHORT = 60


def names(package: Package) -> dict[Key, str]:
    """The name of every part, by kind and ref."""
    return dict([*_text(package), *_debate(package), *_quiz(package)])


def _text(package: Package) -> Iterator[tuple[Key, str]]:
    lesson = package.lesson
    yield ("lesson", lesson.ref), f"the outline of “{_short(lesson.title)}”"
    yield ("source", lesson.ref), f"the source “{_short(lesson.source.title)}”"
    for section in lesson.sections:
        yield ("section", section.ref), f"section “{_short(section.title)}”"
    for term in lesson.terms:
        yield ("term", term.ref), f"term “{_short(term.name)}”"
    for figure in lesson.figures:
        yield ("figure", figure.ref), f"figure “{_short(figure.title)}”"
    for exercise in lesson.exercises:
        yield ("exercise", exercise.ref), f"exercise “{_short(exercise.name)}”"
    for comment in lesson.comments:
        yield ("comment", str(comment.number)), f"comment {comment.number}"


def _debate(package: Package) -> Iterator[tuple[Key, str]]:
    lesson = package.lesson
    for claim in lesson.claims:
        yield ("claim", claim.ref), f"claim “{_short(claim.text)}”"
    for row in lesson.docket:
        yield ("docket_row", row.ref), f"sentence “{_short(row.title)}”"
        yield ("wording", row.ref), f"wording of “{_short(row.title)}”"
    for argument in lesson.arguments:
        yield ("argument", argument.ref), f"argument “{_short(argument.text)}”"
    for evidence in lesson.evidence:
        yield ("evidence", evidence.ref), f"evidence “{_short(evidence.short)}”"


def _quiz(package: Package) -> Iterator[tuple[Key, str]]:
    if quiz := package.quiz:
        yield ("quiz", quiz.ref), f"quiz “{_short(quiz.title)}”"
        for question in quiz.questions:
            yield ("question", question.ref), f"question “{_short(question.stem)}”"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
