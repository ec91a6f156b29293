"""`content check`: whether the lessons and quizzes, as they are written, hold together."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, get_args

import click

from lessons import checking, loading
from lessons.debate import Kind, Label, Publish, Side
from lessons.lesson import Lesson
from lessons.loading import load_lesson
from lessons.pace import words
from lessons.problem import ContentError, Problem
from lessons.sourcing import source_problems
from quizzes import checking as quiz_checking
from quizzes import loading as quiz_loading
from quizzes.loading import load_quiz
from quizzes.package import Package
from quizzes.quiz import Quiz
from quizzes.texts import texts


@click.group()
def content() -> None:
    """Check the lessons and quizzes as they are written."""


@content.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--quiz", type=click.Path(path_type=Path), help="The quiz on the lesson in FOLDER.")
@click.option(
    "--source",
    type=click.File("rb"),
    help="The article the lesson was made from, to compare the lesson with.",
)
def check(folder: Path | None, quiz: Path | None, source: BinaryIO | None) -> None:
    """Check the lesson in FOLDER, or every lesson and quiz that comes with Trainer.

    Prints what each holds. Problems go to standard error, one a line, and end in exit code 1.
    """
    if quiz and not folder:
        raise click.UsageError("--quiz goes with a FOLDER: name both.")
    article = source.read() if source else None
    written = [(folder, quiz)] if folder else _shipped()
    sound = [_check(*each, article) for each in written]
    sys.exit(0 if all(sound) else 1)


def _shipped() -> Iterator[tuple[Path, Path | None]]:
    for folder in sorted(path for path in loading.SHIPPED.iterdir() if path.is_dir()):
        yield shipped_as(folder.name)


def shipped_as(name: str) -> tuple[Path, Path | None]:
    """The folder of a shipped lesson, and the file of the quiz on it if there is one."""
    quiz = quiz_loading.SHIPPED / f"{name}.yaml"
    return loading.SHIPPED / name, quiz if quiz.exists() else None


def _check(folder: Path, quiz: Path | None, article: bytes | None) -> bool:
    package, found = written(folder, quiz, article)
    if package:
        click.echo("\n".join(_counts(package)))
    complain(folder, quiz, found)
    return not found


def written(
    folder: Path, quiz: Path | None, article: bytes | None = None
) -> tuple[Package | None, list[Problem]]:
    """What is written there, as far as it can be read, and what is wrong with it."""
    try:
        package = Package(load_lesson(folder), load_quiz(quiz) if quiz else None)
    except ContentError as error:
        return None, [error.problem]
    return package, list(_problems(package, article))


def complain(folder: Path, quiz: Path | None, found: Iterable[Problem]) -> None:
    """Say what is wrong, one problem a line, on standard error."""
    for problem in found:
        of_quiz = quiz is not None and problem.file == quiz.name
        click.echo(problem if of_quiz else f"{folder.resolve().name}/{problem}", err=True)


def _problems(package: Package, article: bytes | None) -> Iterator[Problem]:
    lesson, quiz = package.lesson, package.quiz
    yield from checking.problems(lesson)
    if quiz:
        yield from quiz_checking.problems(quiz, lesson)
    if article is not None:
        yield from source_problems(lesson, article, texts(quiz) if quiz else ())


def _counts(package: Package) -> Iterator[str]:
    lesson = package.lesson
    read = sum(words(section.body) for section in lesson.sections)
    paragraphs = {paragraph.number for paragraph in lesson.source.paragraphs}
    restated = {number for section in lesson.sections for number in section.paragraphs}
    yield f"{lesson.ref}: {lesson.title}"
    yield (
        f"  sections {len(lesson.sections)}, words {read}, "
        f"terms {len(lesson.terms)}, figures {len(lesson.figures)}"
    )
    yield f"  paragraphs restated {len(paragraphs & restated)} of {len(paragraphs)}"
    yield from _debated(lesson)
    yield f"  exercises {len(lesson.exercises)}"
    if package.quiz:
        yield from _asked(package.quiz)


def _debated(lesson: Lesson) -> Iterator[str]:
    sides = [argument.side for argument in lesson.arguments]
    labels = [verdict.label for verdict in lesson.verdicts]
    became = [
        comment.kind if comment.publish == "accounted" else comment.publish
        for comment in lesson.comments
    ]
    yield f"  claims {len(lesson.claims)}, docket {len(lesson.docket)}"
    yield f"  arguments {_tally(sides, get_args(Side))}"
    yield f"  evidence {len(lesson.evidence)}"
    yield f"  verdicts {_tally(labels, get_args(Label))}"
    yield f"  comments {_tally(became, (*get_args(Publish), *get_args(Kind)))}"


def _asked(quiz: Quiz) -> Iterator[str]:
    live, counting = len(quiz.live), quiz.counting
    yield f"  questions {_tally(question.kind for question in quiz.questions)}"
    yield (
        f"    {counting} count, {live - counting} do not, {len(quiz.questions) - live} are not live"
    )


def _tally(words: Iterable[str], order: tuple[str, ...] = ()) -> str:
    """How many there are, and of which: "3 = 2 for + 1 against"."""
    counted = Counter(words)
    known = [word for word in order or counted if counted[word]]
    summands = " + ".join(f"{counted[word]} {word}" for word in known)
    return f"{counted.total()} = {summands}" if counted else "0"
