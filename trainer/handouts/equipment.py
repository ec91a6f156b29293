"""Equipment: what a press prints with, besides what it is told. With new equipment what was laid
out before is laid out anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from trainer.handouts.page import TEMPLATES
from trainer.handouts.typefaces import FONTS

_HERE = Path(__file__).parent
_PROGRAM = ("pdf.py", "page.py", "deck.py", "artifacts.py", "letter_maps.py", "preview.py")
_ROOMS = ("document", "stamp", "typefaces")
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "uharfbuzz", "pypdfium2")


@cache
def equipment() -> str:
    """The hash of templates, fonts, programs and the versions of libraries."""
    digest = hashlib.sha256()
    for file in sorted(_files()):
        digest.update(b"%b %b\n" % (file.name.encode(), hashlib.sha256(file.read_bytes()).digest()))
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    yield from (TEMPLATES / "print").iterdir()
    yield TEMPLATES / "_partials" / "shapes.html"
    yield from FONTS.glob("*.?tf")
    yield from (_HERE / name for name in _PROGRAM)
    for room in _ROOMS:
        yield from (_HERE / room).glob("*.py")
