"""What is printed once for all tests of handouts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from tests.once import once
from tests.trainer.handouts.bases import short
from tests.trainer.handouts.copies import JAPANESE, LONG, STUDIO, Handout, copy, stamped
from trainer.handouts import pdf
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.press import _ENVIRONMENT, Base
from trainer.handouts.stamp.stack import stack

with pytest.MonkeyPatch.context() as patch:
    # What is printed in this process is set in the fonts of a press, whatever the machine has.
    patch.setenv("FONTCONFIG_FILE", _ENVIRONMENT["FONTCONFIG_FILE"])
    pdf._lettering()


@pytest.fixture(scope="session")
def copies() -> list[Handout]:
    """One on A4 with every row closed, and of a short lesson on Letter half and all open."""
    return [
        copy(0),
        copy(7, short(), paper="Letter", name=JAPANESE, label="Handout 2026-0008"),
        copy(14, short(), paper="Letter", name=LONG, studio=STUDIO, label="Handout 2026-0009"),
    ]


@pytest.fixture(scope="session")
def pressed_bases(tmp_path_factory: pytest.TempPathFactory, copies: list[Handout]) -> list[Base]:
    """Their bases, printed as in a press, but all in one process."""
    return [pressed_once(tmp_path_factory, each.sheet, each.brand) for each in copies]


def pressed_once(factory: pytest.TempPathFactory, sheet: Sheet, brand: Brand) -> Base:
    """A base, printed once in a run by whoever is first to need it."""
    name = sha256(msgspec.json.encode((sheet, brand))).hexdigest()

    def make(folder: Path) -> None:
        with strictly():
            (folder / "base").write_bytes(msgspec.msgpack.encode(pdf.base(sheet, brand)))

    kept = once(factory, name, make) / "base"
    return msgspec.msgpack.decode(kept.read_bytes(), type=Base)


@pytest.fixture(scope="session")
def pressed(pressed_bases: list[Base], copies: list[Handout]) -> list[bytes]:
    """The copies as PDFs."""
    pairs = zip(pressed_bases, copies, strict=True)
    return [stamped(base, each.strip) for base, each in pairs]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The whole lesson with every row open."""
    made = copy(14)
    return stamped(pressed_once(tmp_path_factory, made.sheet, made.brand), made.strip)


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
