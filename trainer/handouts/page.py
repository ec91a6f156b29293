"""The page of a handout: its HTML, made from plain values by the template of its kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import trainer
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cover import Cover, CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.kind import Kind
from trainer.handouts.typefaces import unwritable
from trainer.web.colour import accent

TEMPLATES = Path(trainer.__file__).parent.parent / "templates"
STYLE = TEMPLATES / "print" / "print.css"
RULE = TEMPLATES / "print" / "rule.svg"  # the line one writes on
_BROAD = (Kind.CLIENT, Kind.TERMS, Cover.COVER)
_LAYOUTS: dict[Kind | Cover, str] = {
    Kind.CARDS: "cut",
    **dict.fromkeys(_BROAD, "broad"),
    Kind.POSTER: "large",
}
_TEMPLATES: dict[Kind | Cover, str] = {Kind.WORKSHEET: "lesson"}


def html(sheet: Sheet | CoverSheet, brand: Brand, **more: Any) -> str:
    """The whole page; every value in it stands as text.

    Its strips stay empty: boxes whose id begins with "strip".
    """
    name = _TEMPLATES.get(sheet.kind, sheet.kind.value)
    values = {
        "sheet": sheet,
        "brand": brand,
        "accent": accent(brand.colour).light,
        "layout": _LAYOUTS.get(sheet.kind, "tall"),
        "paper": sheet.kind.paper(brand.paper),
    }
    return _environment().get_template(f"print/{name}.html").render(values | more)


def unprintable(sheet: Sheet | CoverSheet, brand: Brand) -> str | None:
    """What we have no letters for and where it stands, or None when all of it can be set."""
    for where, texts in (
        ("the name of the studio", [brand.studio]),
        ("the lesson", _texts(msgspec.to_builtins(sheet, builtin_types=(bytes,)))),
    ):
        if strange := unwritable("\n".join(texts)):
            return f"we have no letters for {' '.join(strange[:8])} in {where}"
    return None


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
