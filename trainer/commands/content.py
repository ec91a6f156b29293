"""`content check`: whether the lessons, as they are written, hold together."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, get_args

import click

from lessons.checking import problems
from lessons.debate import Kind, Publish
from lessons.lesson import Lesson
from lessons.loading import SHIPPED, load_lesson
from lessons.problem import ContentError
from lessons.sourcing import source_problems


@click.group()
def content() -> None:
    """Check the lessons as they are written."""


@content.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--source",
    type=click.File("rb"),
    help="The article the lesson was made from, to compare the lesson with.",
)
def check(folder: Path | None, source: BinaryIO | None) -> None:
    """Check the lesson in FOLDER, or every lesson that comes with Trainer.

    Prints what each holds. Problems go to standard error, one a line, and end in exit code 1.
    """
    article = source.read() if source else None
    folders = [folder] if folder else sorted(path for path in SHIPPED.iterdir() if path.is_dir())
    sound = [_check(each, article) for each in folders]
    sys.exit(0 if all(sound) else 1)


def _check(folder: Path, article: bytes | None) -> bool:
    try:
        lesson = load_lesson(folder)
    except ContentError as error:
        found = [error.problem]
    else:
        click.echo("\n".join(_counts(lesson)))
        found = problems(lesson)
        found += source_problems(lesson, article) if article is not None else []
    for problem in found:
        click.echo(f"{folder.resolve().name}/{problem}", err=True)
    return not found


def _counts(lesson: Lesson) -> Iterator[str]:
    words = sum(len(section.body.split()) for section in lesson.sections)
    paragraphs = {paragraph.number for paragraph in lesson.source.paragraphs}
    restated = {number for section in lesson.sections for number in section.paragraphs}
    yield f"{lesson.ref}: {lesson.title}"
    yield (
        f"  sections {len(lesson.sections)}, words {words}, "
        f"terms {len(lesson.terms)}, figures {len(lesson.figures)}"
    )
    yield f"  paragraphs restated {len(paragraphs & restated)} of {len(paragraphs)}"
    yield f"  comments {len(lesson.comments)} = {_became(lesson)}"


def _became(lesson: Lesson) -> str:
    """What became of the comments: what is accounted for counts by its kind."""
    became = Counter(
        comment.kind if comment.publish == "accounted" else comment.publish
        for comment in lesson.comments
    )
    order = sorted(became, key=[*get_args(Publish), *get_args(Kind)].index)
    return " + ".join(f"{became[word]} {word}" for word in order)
