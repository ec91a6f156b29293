"""What comes with Trainer is adopted once, and never publishes itself again."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from quizzes.package import Package
from tests.builders import a_lesson, a_section
from tests.trainer.world import LONG_AGO
from trainer.editions import catalogue
from trainer.editions.models.edition import Document, Edition, Origin, Title, package
from trainer.editions.models.part import Part
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

FEET = Package(lesson=a_lesson())
HANDS = Package(lesson=a_lesson(ref="hands", title="Hands"))


@pytest.fixture
def studio(every: StudioSession, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """A studio that teaches nothing, while one lesson is shipped."""
    ship(monkeypatch, FEET)
    studio = Studio(slug="quay", name="Quay")
    every.add(studio)
    every.flush()
    return studio


def ship(monkeypatch: pytest.MonkeyPatch, *packages: Package) -> None:
    """From now on these come with Trainer."""
    by_name = {package.lesson.ref: package for package in packages}
    monkeypatch.setattr(catalogue, "packages", lambda: by_name)


def adopt(every: StudioSession, studio: Studio) -> list[Edition]:
    """What adopting makes."""
    return catalogue.adopt(every, studio.id, LONG_AGO)


def held(every: StudioSession, edition: Edition) -> Package:
    """What an edition holds."""
    return package(every, edition.id, edition.document_sha256)


def test_a_lesson_is_adopted_as_edition_one(every: StudioSession, studio: Studio) -> None:
    (edition,) = adopt(every, studio)

    title = every.get_one(Title, edition.title_id)
    assert (title.slug, title.origin, title.upstream) == ("feet", Origin.SHIPPED, "feet")
    assert (edition.number, edition.published_by) == (1, None)
    assert held(every, edition) == FEET


def test_an_edition_has_every_part_in_its_first_revision(
    every: StudioSession, studio: Studio
) -> None:
    (edition,) = adopt(every, studio)

    parts = every.scalars(sa.select(Part).where(Part.edition_id == edition.id)).all()
    assert {(part.kind, part.ref, part.digest) for part in parts} == {
        (part.kind, part.ref, part.digest) for part in FEET.parts
    }
    assert {part.revision for part in parts} == {1}


def test_adopting_again_without_a_change_makes_no_edition(
    every: StudioSession, studio: Studio
) -> None:
    adopt(every, studio)

    assert adopt(every, studio) == []


def test_a_newer_release_does_not_publish_itself(
    every: StudioSession, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    (edition,) = adopt(every, studio)
    ship(monkeypatch, Package(lesson=a_lesson(title="Feet, revised")))

    assert adopt(every, studio) == []
    assert held(every, edition).lesson.title == "Feet"


def test_a_lesson_new_in_a_release_is_adopted_beside_the_old(
    every: StudioSession, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(every, studio)
    ship(monkeypatch, FEET, HANDS)

    (edition,) = adopt(every, studio)

    assert held(every, edition) == HANDS


def test_two_studios_share_the_bytes_and_not_the_edition(
    every: StudioSession, studio: Studio
) -> None:
    other = Studio(slug="mill", name="Mill")
    every.add(other)
    every.flush()

    (mine,), (theirs,) = adopt(every, studio), adopt(every, other)

    assert mine.document_sha256 == theirs.document_sha256
    assert mine.id != theirs.id
    kept = every.scalars(sa.select(Document).where(Document.sha256 == FEET.sha256))
    assert len(kept.all()) == 1


def test_a_title_that_was_renamed_is_still_the_same(every: StudioSession, studio: Studio) -> None:
    (edition,) = adopt(every, studio)
    every.get_one(Title, edition.title_id).slug = "our-feet"
    every.flush()

    assert adopt(every, studio) == []


def test_a_lesson_of_many_sections_keeps_their_order(
    every: StudioSession, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = tuple(a_section(ref=f"part-{n}") for n in (3, 1, 2))
    ship(monkeypatch, Package(lesson=a_lesson(ref="parts", sections=sections)))

    (edition,) = adopt(every, studio)

    kept = held(every, edition).lesson.sections
    assert [section.ref for section in kept] == ["part-3", "part-1", "part-2"]


def test_everything_that_is_shipped_can_be_adopted(every: StudioSession) -> None:
    studio = Studio(slug="quay", name="Quay")
    every.add(studio)
    every.flush()

    adopted = adopt(every, studio)

    assert "psoas" in catalogue.packages()
    assert [held(every, edition) for edition in adopted] == list(catalogue.packages().values())
