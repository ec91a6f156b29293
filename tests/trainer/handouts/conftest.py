"""What is printed once for all tests of handouts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from tests.once import once
from tests.trainer.handouts.copies import JAPANESE, LONG, STUDIO, Handout, copy, stamped
from trainer.handouts import pdf
from trainer.handouts.press import _ENVIRONMENT, Base
from trainer.handouts.stamp.stack import stack

with pytest.MonkeyPatch.context() as patch:
    # What is printed in this process is set in the fonts of a press, whatever the machine has.
    patch.setenv("FONTCONFIG_FILE", _ENVIRONMENT["FONTCONFIG_FILE"])
    pdf._lettering()


@pytest.fixture(scope="session")
def copies() -> list[Handout]:
    """One on A4 with every row closed, one on Letter half open, one on Letter all open."""
    return [
        copy(0),
        copy(7, paper="Letter", name=JAPANESE, label="Handout 2026-0008"),
        copy(14, paper="Letter", name=LONG, studio=STUDIO, label="Handout 2026-0009"),
    ]


@pytest.fixture(scope="session")
def pressed_bases(tmp_path_factory: pytest.TempPathFactory, copies: list[Handout]) -> list[Base]:
    """Their bases, printed as in a press, but all in one process."""
    names = [f"{number}.base" for number in range(len(copies))]

    def make(folder: Path) -> None:
        with strictly():
            for name, each in zip(names, copies, strict=True):
                base = pdf.base(each.sheet, each.brand)
                (folder / name).write_bytes(msgspec.msgpack.encode(base))

    folder = once(tmp_path_factory, "pressed", make)
    return [msgspec.msgpack.decode((folder / name).read_bytes(), type=Base) for name in names]


@pytest.fixture(scope="session")
def pressed(pressed_bases: list[Base], copies: list[Handout]) -> list[bytes]:
    """The copies as PDFs."""
    pairs = zip(pressed_bases, copies, strict=True)
    return [stamped(base, each.strip) for base, each in pairs]


@pytest.fixture(scope="session")
def together(pressed_bases: list[Base], copies: list[Handout]) -> bytes:
    """All of them in one file for a printer."""
    pairs = zip(pressed_bases, copies, strict=True)
    stacked = [(base.pdf, base.frame, [each.strip]) for base, each in pairs]
    return b"".join(stack(stacked, duplex=False))


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
