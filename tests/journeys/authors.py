"""New editions of the shipped lesson, as an author publishes them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask

from lessons.debate import Verdict
from quizzes.package import Package
from tests.builders import write_lesson, write_yaml
from tests.journeys.steps import running
from trainer.cli import main
from trainer.clock import now
from trainer.editions.catalogue import packages
from trainer.editions.models.edition import Document, Title
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.studio import Studio

SLUG, PACKAGE = next(iter(packages().items()))


def publish_at_once(site: Flask, studio: str, package: Package) -> None:
    """Let a studio teach a package from now on, without the files that an author writes."""
    with site.app_context(), unscoped(writes=True) as session:
        Document.keep(session, package)
        taught = sa.select(Title).join(Studio, Studio.id == Title.studio_id)
        title = session.scalars(taught.where(Studio.slug == studio, Title.slug == SLUG)).one()
        with session.within(title.studio_id) as rows:
            rows.get_one(Title, title.id).publish(rows, package, now())
        session.commit()


def weighed_again() -> Package:
    """The package with the grade of one verdict on the docket changed."""
    row = PACKAGE.lesson.docket[0].ref

    def weighed(verdict: Verdict) -> Verdict:
        grade = "B" if verdict.grade != "B" else "C"
        return msgspec.structs.replace(verdict, grade=grade) if verdict.on == row else verdict

    verdicts = tuple(map(weighed, PACKAGE.lesson.verdicts))
    return with_lesson(verdicts=verdicts)


def reworded() -> Package:
    """That package, with other words for what it is about."""
    lesson = weighed_again().lesson
    return with_lesson(verdicts=lesson.verdicts, summary="What the muscle does, in short.")


def with_lesson(**changes: object) -> Package:
    """The shipped package with those fields of its lesson changed."""
    lesson = msgspec.structs.replace(PACKAGE.lesson, **changes)
    return msgspec.structs.replace(PACKAGE, lesson=lesson)


def publish(site: Flask, studio: str, folder: Path, package: Package, *options: str) -> None:
    """Publish a package in a studio, as an author has written it down."""
    assert package.quiz
    folder.mkdir()
    lesson, quiz = write_lesson(package.lesson, folder / SLUG), folder / f"{package.quiz.ref}.yaml"
    write_yaml(msgspec.to_builtins(package.quiz), quiz)
    words = ["content", "publish", str(lesson), "--quiz", str(quiz), "--studio", studio]
    done = CliRunner(env=running(site)).invoke(main, [*words, *options])
    assert done.exit_code == 0, done.output
