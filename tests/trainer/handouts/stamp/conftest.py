"""Bases, each laid out once for all tests of stamping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.once import once
from tests.trainer.handouts.stamp.bases import Base, cards, cover, pages, read

_MADE: dict[str, Callable[[], Base]] = {
    "a4": pages,
    "letter": lambda: pages("Letter"),
    "cards": cards,
    "sheet": lambda: cards(1),
    "cover": cover,
}


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Base]:
    """Each base by its name."""

    def make(folder: Path) -> None:
        for name, made in _MADE.items():
            file, frame = made()
            (folder / f"{name}.pdf").write_bytes(file)
            (folder / f"{name}.json").write_bytes(msgspec.json.encode(frame))

    return {name: read(once(tmp_path_factory, "small-bases", make), name) for name in _MADE}


@pytest.fixture(scope="session")
def a4(bases: dict[str, Base]) -> Base:
    """Two pages of A4."""
    return bases["a4"]
