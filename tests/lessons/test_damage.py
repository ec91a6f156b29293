"""One id damaged anywhere in the files of a lesson is found, with its file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_lesson, write_lesson
from tests.lessons.damage import apply, damages, found, is_named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lesson(a_lesson(), tmp_path / "feet")


def test_every_damaged_id_is_found(folder: Path, tmp_path: Path) -> None:
    every = list(damages(folder))

    missed = [
        damage.was
        for number, damage in enumerate(every)
        if not is_named(damage, found(apply(damage, folder, tmp_path / str(number))))
    ]

    assert len(every) == 33
    assert missed == []


def test_an_undamaged_folder_is_sound(folder: Path) -> None:
    assert found(folder) == []
