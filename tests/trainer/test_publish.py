"""`content publish`: the next edition of what a studio teaches, and what goes stale by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from msgspec.structs import replace

from lessons.exercise import Precaution
from quizzes.package import Package
from tests.builders import write_lesson, write_yaml
from tests.debates import an_exercise
from tests.trainer.conftest import Look
from tests.trainer.study_records import Study
from tests.trainer.syllabus import a_package, verdicts
from tests.trainer.world import member_of
from trainer.cli import main
from trainer.config import Config
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.storage.job import Job, JobKind
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

Publish = Callable[..., Result]
HARBOUR = sa.select(Edition).join(Title).join(Studio).where(Studio.slug == "harbour")


@pytest.fixture
def run(config: Config, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Run a command on the world's database."""
    for name, value in {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }.items():
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def publish(run: Publish, tmp_path: Path) -> Publish:
    """Publish a package for Harbour, as an author has written it down."""

    def written(package: Package, *options: str, studio: str = "harbour") -> Result:
        folder = write_lesson(package.lesson, tmp_path / package.lesson.ref)
        quiz = tmp_path / f"{package.lesson.ref}.yaml"
        write_yaml(msgspec.to_builtins(package.quiz), quiz)
        command = ("content", "publish", "--studio", studio, folder, "--quiz", quiz)
        return run(*command, *options)

    return written


def a_release(**changes: Any) -> Package:
    """What Harbour teaches, but for those fields of the lesson."""
    return a_package(**{"title": "Feet in Harbour"} | changes)


def reworded() -> Package:
    sections = a_release().lesson.sections
    body = f"{sections[0].body}\nOne word more.\n"
    return a_release(sections=(replace(sections[0], body=body), *sections[1:]))


def revisions(look: Look) -> set[str]:
    """The parts of Harbour's newest edition that are no longer in their first revision."""
    newest = look(HARBOUR.order_by(Edition.number.desc()))[0]
    parts = look(sa.select(Part).where(Part.edition_id == newest.id, Part.revision > 1))
    return {f"{part.kind}:{part.ref}" for part in parts}


def test_what_has_not_changed_is_not_published(publish: Publish, look: Look) -> None:
    result = publish(a_release())

    assert (result.exit_code, result.output) == (0, "feet: nothing changed since edition 1.\n")
    assert len(look(HARBOUR)) == 1
    assert look(sa.select(Job)) == []


def test_what_is_published_is_laid_out_before_anybody_prints(publish: Publish, look: Look) -> None:
    publish(reworded(), "--minor")

    assert look(sa.select(Job.kind)) == [JobKind.BASES]


def test_what_may_be_minor_is_not_published_until_somebody_says(
    publish: Publish, look: Look
) -> None:
    result = publish(reworded())

    assert result.exit_code == 2
    assert "section:the-spring  section “The spring”, changed: material or minor?" in result.output
    assert "Nothing was published." in result.output
    assert "--minor" in result.output
    assert len(look(HARBOUR)) == 1


def test_a_minor_change_raises_no_revision(publish: Publish, look: Look) -> None:
    result = publish(reworded(), "--minor")

    assert result.exit_code == 0, result.output
    assert "changed: minor\n" in result.output
    assert (
        "edition 2 is published. Stale by it: 0 readings, 0 practices, 0 stances, "
        "0 passed attempts, 0 copies."
    ) in result.output
    assert revisions(look) == set()


@pytest.mark.parametrize("ref", ["the-spring", "section:the-spring"])
def test_a_material_change_takes_along_what_rests_on_it(
    publish: Publish, look: Look, ref: str
) -> None:
    result = publish(reworded(), "--material", ref)

    assert result.exit_code == 0, result.output
    assert "material, because you say so" in result.output
    assert "1 reading," in result.output
    assert {"section:the-spring", "question:single"} <= revisions(look)
    assert "section:shoes" not in revisions(look)


def test_a_changed_verdict_is_material_unasked(
    publish: Publish, look: Look, every: StudioSession
) -> None:
    edition = every.scalars(HARBOUR).one()
    study = Study(every, edition, member_of(every, "harbour", "bruno"))
    for row in ("d1", "d2"):
        study.argue(row, "I saw it.")
    attempt = study.begin()
    study.answer(attempt)
    study.hand_in(attempt)
    every.commit()

    changed = verdicts(reason="Weighed again.")
    first = tuple(
        each if each.on == "d1" else old for each, old in zip(changed, verdicts(), strict=True)
    )
    result = publish(a_release(verdicts=first))

    assert result.exit_code == 0, result.output
    assert "material, because its verdict changed" in result.output
    assert "0 readings, 0 practices, 2 stances, 1 passed attempt, 0 copies." in result.output
    assert {"docket_row:d1", "question:single"} <= revisions(look)
    assert {"docket_row:d2", "wording:d1"}.isdisjoint(revisions(look))


def test_changed_precautions_are_material_unasked(publish: Publish, look: Look) -> None:
    careful = (Precaution(text="Not after a fall.", by="editor", kind="leave_out"),)
    exercises = (an_exercise("stand", precautions=careful), *a_release().lesson.exercises[1:])

    result = publish(a_release(exercises=exercises))

    assert result.exit_code == 0, result.output
    assert "material, because its precautions changed" in result.output
    assert {"exercise:stand", "section:the-spring"} <= revisions(look)
    assert "exercise:walk" not in revisions(look)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--material", "shoes"), "“shoes” names no part that changed."),
        (("--material", "nothing"), "“nothing” names no part that changed."),
        (("--minor", "--material", "the-spring"), "leave --material out"),
        (("--title", "hands"), "name what it teaches with --title"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    publish: Publish, look: Look, options: tuple[str, ...], said: str
) -> None:
    result = publish(reworded(), *options)

    assert result.exit_code == 2
    assert said in result.output
    assert len(look(HARBOUR)) == 1


def test_an_unknown_studio_is_named(publish: Publish) -> None:
    result = publish(a_release(), studio="quay")

    assert result.exit_code == 2
    assert "There is no studio at /quay/." in result.output


def test_what_does_not_hold_together_is_not_published(publish: Publish, look: Look) -> None:
    sections = a_release().lesson.sections
    broken = replace(sections[0], body=f"{sections[0].body}\n\n{{{{figure:none}}}}\n", minutes=1)

    result = publish(a_release(sections=(broken, *sections[1:]), docket=()), "--minor")

    assert result.exit_code == 1
    assert len(look(HARBOUR)) == 1


def test_a_database_without_its_tables_is_said_to_be_so(
    run: Publish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    result = run("content", "publish", "--studio", "harbour")

    assert result.exit_code == 1
    assert result.output == (
        "Error: The database is not up to date. Run `python -m trainer database upgrade`, "
        "then try again.\n"
    )
