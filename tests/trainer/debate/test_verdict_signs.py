"""Each verdict is told by a shape, a word and a colour, none of them shared with another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

import trainer
from lessons.debate import Label
from trainer.web.colour import READABLE, contrast

CSS = (Path(trainer.__file__).parent / "static" / "css" / "app.css").read_text()
LABELS = get_args(Label)
LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")[:2]


def colour(theme: str, token: str) -> str:
    """What a custom property is in that theme."""
    found = re.search(rf"--{token}: (#\w{{6}});", theme)
    assert found, token
    return found[1]


def of(app: Flask, name: str) -> dict[str, str]:
    """A table of the shapes that pages and paper share."""
    shapes = app.jinja_env.get_template("_partials/shapes.html").make_module()
    table: dict[str, str] = getattr(shapes, name)
    return table


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_verdict_can_be_read_in_its_colour(theme: str, label: str) -> None:
    ink = colour(theme, label.replace("_", "-"))

    assert f".{label} {{ --own: var(--{label.replace('_', '-')}); }}" in CSS
    assert all(contrast(ink, colour(theme, ground)) >= READABLE for ground in ("paper", "raised"))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_two_verdicts_share_a_colour(theme: str) -> None:
    assert len({colour(theme, label.replace("_", "-")) for label in LABELS}) == len(LABELS)


@pytest.mark.parametrize("table", ["shapes", "shape_words"])
def test_no_two_verdicts_share_a_shape_or_a_word(app: Flask, table: str) -> None:
    signs = of(app, table)

    assert len({signs[label] for label in LABELS}) == len(LABELS)


def test_where_nobody_has_looked_the_word_is_not_contested(app: Flask) -> None:
    words = of(app, "shape_words")

    assert (words["no_evidence"], words["contested"]) == ("No evidence found", "Contested")
