"""The page of a handout: its HTML, made from plain values by our own template."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import msgspec
import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

import trainer
from trainer.handouts.document import Handout
from trainer.handouts.typefaces import unwritable
from trainer.web.colour import accent

TEMPLATES = Path(trainer.__file__).parent.parent / "templates"
STYLE = TEMPLATES / "print" / "handout.css"
DOTS = TEMPLATES / "print" / "dots.svg"  # the line one writes on
QUIET = 4  # modules of white that a QR code must have around it


class Code(NamedTuple):
    """A QR code as one path, in modules."""

    side: int
    path: str


def html(handout: Handout) -> str:
    """The whole page; every value in it stands as text."""
    return _template().render(
        handout=handout,
        heading=handout.heading,
        code=code(handout.heading.link),
        accent=accent(handout.heading.colour).light,
    )


def unprintable(handout: Handout) -> str | None:
    """What we have no letters for and where it stands, or None when all of it can be set."""
    heading = handout.heading
    for where, text in (
        (f"the name of {heading.name}", heading.name),
        ("the name of the studio", heading.studio),
        ("the lesson", "\n".join(_texts(msgspec.to_builtins(handout, builtin_types=(bytes,))))),
    ):
        if strange := unwritable(text):
            return f"we have no letters for {' '.join(strange[:8])} in {where}"
    return None


def code(link: str) -> Code:
    """The QR code of a link, at a level that reads back with a seventh of it lost."""
    rows = segno.make(link, error="m", micro=False, boost_error=False).matrix
    squares = (
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return Code(len(rows) + 2 * QUIET, "".join(squares))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return (
        [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
    )


def _composed(value: Any) -> Any:
    """A value in NFC. The page as a whole could not be: a mark after a tag would change the tag."""
    return normalize("NFC", value) if type(value) is str else value


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_composed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("print/handout.html")
