"""What is printed once for all tests of handouts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.once import once
from tests.trainer.handouts.copies import JAPANESE, LONG, STUDIO, copy
from trainer.handouts import pdf
from trainer.handouts.binding import bound
from trainer.handouts.document.handout import Handout
from trainer.handouts.press import _ENVIRONMENT

with pytest.MonkeyPatch.context() as patch:
    # What is printed in this process is set in the fonts of a press, whatever the machine has.
    patch.setenv("FONTCONFIG_FILE", _ENVIRONMENT["FONTCONFIG_FILE"])
    pdf._lettering()


@pytest.fixture(scope="session")
def copies() -> list[Handout]:
    """One on A4 with every row closed, one on Letter half open, one on Letter all open."""
    return [
        copy(0),
        copy(7, paper="Letter", name=JAPANESE, serial="2026-0008"),
        copy(14, paper="Letter", name=LONG, studio=STUDIO, serial="2026-0009"),
    ]


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory, copies: list[Handout]) -> list[bytes]:
    """The copies as PDFs, printed as in a press, but all in one process."""
    names = [f"{number}.pdf" for number in range(len(copies))]

    def make(folder: Path) -> None:
        with strictly():
            for name, each in zip(names, copies, strict=True):
                (folder / name).write_bytes(pdf.printed(each))

    folder = once(tmp_path_factory, "pressed", make)
    return [(folder / name).read_bytes() for name in names]


@pytest.fixture(scope="session")
def together(pressed: list[bytes]) -> bytes:
    """All of them in one file."""
    return bound(tuple(pressed))


@pytest.fixture
def strict() -> Iterator[None]:
    """WeasyPrint in this process, as strict as in a press."""
    with strictly():
        yield


@contextmanager
def strictly() -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    before = logger.handlers, logger.level
    pdf.be_strict()
    try:
        yield
    finally:
        logger.handlers, logger.level = before
