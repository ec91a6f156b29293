"""One id damaged anywhere in the files of a lesson is found, with its file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons import checking
from lessons.checking import problems
from lessons.loading import load_lesson
from tests.builders import write_lesson
from tests.debates import a_debated_lesson
from tests.lessons.damage import Damaged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lesson(a_debated_lesson(), tmp_path / "feet")


def test_every_damaged_id_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = Damaged(folder, tmp_path / "scratch", monkeypatch)

    assert len(list(damaged.damages())) == 112
    assert damaged.missed(every=1) == []


def test_damage_is_missed_where_nothing_checks(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_CHECKS", ())

    missed = Damaged(folder, tmp_path / "scratch", monkeypatch).missed(every=1)

    assert "debate.yaml, ('arguments', 2, 'target'): d1-for" in missed
    assert "exercises.yaml, ('exercises', 1, 'after', 0): stand" in missed


def test_an_undamaged_folder_is_sound(folder: Path) -> None:
    assert problems(load_lesson(folder)) == []
