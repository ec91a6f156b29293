"""The studio's colour, made readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.tenancy.models.studio import SAGE
from trainer.web.colour import PAPER, PAPER_DARK, READABLE, accent, contrast, is_colour

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@given(COLOURS)
def test_every_colour_becomes_readable_on_both_papers(colour: str) -> None:
    shades = accent(colour)

    assert contrast(shades.light, PAPER) >= READABLE
    assert contrast(shades.dark, PAPER_DARK) >= READABLE
    assert contrast(shades.light, shades.ink) >= READABLE
    assert contrast(shades.dark, shades.ink_dark) >= READABLE
    assert is_colour(shades.light)
    assert is_colour(shades.dark)


@given(COLOURS)
def test_a_readable_colour_is_left_as_it_is(colour: str) -> None:
    if contrast(colour, PAPER) >= READABLE:
        assert accent(colour).light == colour
    if contrast(colour, PAPER_DARK) >= READABLE:
        assert accent(colour).dark == colour


@given(COLOURS)
def test_a_shade_once_made_readable_stays(colour: str) -> None:
    assert accent(accent(colour).light).light == accent(colour).light


def test_the_first_colour_of_a_studio_needs_no_help_on_light_paper() -> None:
    assert accent(SAGE).light == SAGE


@pytest.mark.parametrize(
    "text",
    ["", "#fff", "3c6a5a", "#3c6a5", "#3c6a5aa", "#3C6A5A", "#3c6a5g", "#3c6a5a\n", "#３c6a5a"],
)
def test_anything_else_is_no_colour(text: str) -> None:
    assert not is_colour(text)
