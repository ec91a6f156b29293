"""The page of a handout: its HTML, made from plain values by the template of its kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import msgspec
import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import trainer
from trainer.handouts.document.heading import Brand, Heading
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.kind import Kind
from trainer.handouts.typefaces import unwritable
from trainer.web.colour import accent

TEMPLATES = Path(trainer.__file__).parent.parent / "templates"
STYLE = TEMPLATES / "print" / "print.css"
RULE = TEMPLATES / "print" / "rule.svg"  # the line one writes on
QUIET = 4  # modules of white that a QR code must have around it
_LAYOUTS = {Kind.CARDS: "cut", Kind.CLIENT: "broad", Kind.TERMS: "broad", Kind.POSTER: "large"}
_TEMPLATES = {Kind.WORKSHEET: "lesson"}


class Code(NamedTuple):
    """A QR code as one path, in modules."""

    side: int
    path: str


def html(sheet: Sheet, brand: Brand, heading: Heading | None = None, **more: Any) -> str:
    """The whole page; every value in it stands as text.

    Without a heading its strips stay empty: boxes whose id begins with "strip".
    """
    name = _TEMPLATES.get(sheet.kind, sheet.kind.value)
    values = {
        "sheet": sheet,
        "brand": brand,
        "heading": heading,
        "code": code(heading.link) if heading else None,
        "accent": accent(brand.colour).light,
        "layout": _LAYOUTS.get(sheet.kind, "tall"),
        "paper": sheet.kind.paper(brand.paper),
    }
    return _environment().get_template(f"print/{name}.html").render(values | more)


def unprintable(sheet: Sheet, brand: Brand, heading: Heading | None = None) -> str | None:
    """What we have no letters for and where it stands, or None when all of it can be set."""
    name = heading.name if heading else ""
    for where, text in (
        (f"the name of {name}", name),
        ("the name of the studio", brand.studio),
        (
            "the lesson",
            "\n".join(_texts(msgspec.to_builtins((sheet, heading), builtin_types=(bytes,)))),
        ),
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
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_composed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
