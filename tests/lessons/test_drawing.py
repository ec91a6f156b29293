"""Drawings: plain shapes alone, with ids of their own in every page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.drawing import Drawing, DrawingError
from tests.builders import SVG
from tests.html import active

START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'


def svg(inside: str = "", attributes: str = "") -> str:
    return f"{START} {attributes}>{inside}</svg>"


def refusal(text: str) -> str:
    with pytest.raises(DrawingError) as refused:
        Drawing.read(text)
    return str(refused.value)


def test_a_drawing_knows_its_structures_and_their_titles() -> None:
    drawing = Drawing.read(SVG)

    assert drawing.structures == {"arch": "Arch of the foot", "heel": "Heel bone"}
    assert drawing.spare == []


def test_a_group_without_a_title_is_no_structure() -> None:
    drawing = Drawing.read(svg('<g id="a"/><g id="b"><title> </title></g><g><title>c</title></g>'))

    assert drawing.structures == {}


def test_an_id_that_nothing_uses_is_spare() -> None:
    drawing = Drawing.read(
        svg('<path id="lost"/><g id="half"/><use href="#half"/><g id="labels"/>')
    )

    assert drawing.spare == ["lost"]


def test_a_shape_can_be_drawn_again_but_not_a_thousandfold() -> None:
    once = '<path id="a"/><g id="b"><use href="#a" x="4"/></g>'

    html = Drawing.read(svg(once)).inline("s--1", "T", "D")

    assert '<use href="#s--1--a" x="4"></use>' in html
    assert refusal(svg(once + '<use href="#b"/>')).startswith("has a <use> inside what a <use>")


def test_every_id_in_a_page_carries_the_prefix() -> None:
    shape = '<g id="title" fill="url(#b)"><title>T</title></g>'
    gradients = '<linearGradient id="a"/><linearGradient id="b" href="#a"/>'

    html = Drawing.read(svg(gradients + shape)).inline("s--1", "T", "D")

    assert '<linearGradient id="s--1--a"></linearGradient>' in html
    assert '<linearGradient id="s--1--b" href="#s--1--a">' in html
    assert '<g id="s--1--title" fill="url(#s--1--b)" data-structure="title"><title>T' in html
    assert '<title id="s--1-title">T</title>' in html


def test_a_drawing_is_an_image_with_a_title_and_a_description() -> None:
    own = "<title>Draft</title><desc>Draft</desc>"

    html = Drawing.read(svg(own)).inline("s--1", "A <foot>", "Seen from “within”")

    assert html == (
        '<svg viewBox="0 0 9 9" role="img" aria-labelledby="s--1-title s--1-description">'
        '<title id="s--1-title">A &lt;foot&gt;</title>'
        '<desc id="s--1-description">Seen from “within”</desc></svg>'
    )


def test_text_and_colours_of_a_drawing_are_kept() -> None:
    place = 'x="1" fill="#abc" transform="rotate(-4.5, 1 1) scale(2)"'
    label = f"<text {place}>A &amp; <tspan>B</tspan> c</text>"

    html = Drawing.read(svg(label)).inline("s--1", "T", "D")

    assert label in html


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>*{fill:url(//x)}</style>",
        "<foreignObject/>",
        "<image href='#a'/>",
        "<a href='#a'/>",
        "<animate/>",
        "<set/>",
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        "<p xmlns=''/>",
    ],
)
def test_an_element_that_is_no_shape_is_refused(inside: str) -> None:
    assert refusal(svg(inside)).startswith("has an element <")


@pytest.mark.parametrize(
    "attribute",
    ['onload="x"', 'style="fill:red"', 'xml:base="//x"', 'tabindex="0"', 'data-x="1"'],
)
def test_an_attribute_that_draws_nothing_is_refused(attribute: str) -> None:
    assert refusal(svg(attributes=attribute)).startswith("has an attribute ")


@pytest.mark.parametrize(
    "attribute",
    [
        'fill="url(https://a.example/x)"',
        'fill="url(#a) url(//x)"',
        r'fill="\75rl(//x)"',
        'mask="image(//x)"',
        'transform="url(//x)"',
    ],
)
def test_a_reference_to_anything_outside_is_refused(attribute: str) -> None:
    assert refusal(svg(attributes=attribute)).endswith("refer to nothing outside the drawing")


@pytest.mark.parametrize(
    "href", ["https://a.example/", "javascript:x", "other.svg#a", "", "a", "url(#a)"]
)
def test_a_link_that_leaves_the_drawing_is_refused(href: str) -> None:
    assert refusal(svg(f'<use href="{href}"/>')).startswith("has href=")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "declares a document type or entities"),
        (svg("&nothing;"), "is not well-formed XML"),
        (svg("<g>"), "is not well-formed XML"),
        ("\ud800", "is not well-formed XML"),
        ("<svg viewBox='0 0 1 1'/>", "is not an SVG"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "has no viewBox"),
        (svg("<g>" * 20 + "</g>" * 20), "is nested more than 20 deep"),
        (svg('<g id="a"/><g id="a"/>'), "has the id a twice"),
        (svg('<g id="a b"/>'), "has the id 'a b'"),
        (svg('<path fill="url(#sky)"/>'), "refers to #sky, which it does not hold"),
    ],
)
def test_a_damaged_drawing_is_refused_in_one_sentence(text: str, said: str) -> None:
    assert refusal(text).startswith(said)


PIECES = [
    "<g>",
    "</g>",
    '<g id="a">',
    "<title>",
    "</title>",
    "<path/>",
    '<text fill="',
    '"/>',
    "<!--",
]
PIECES += [
    "<script>",
    "</script>",
    "-->",
    "<?x?>",
    "<![CDATA[",
    "]]>",
    "url(#a)",
    "url(",
    ")",
    "&lt;",
]
PIECES += [' onload="', ' href="#a"', " style=", "</text>", "<text>", "&#60;script&#62;"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map("".join))
def test_any_text_is_a_drawing_in_which_nothing_runs_or_a_refusal(inside: str) -> None:
    try:
        html = Drawing.read(svg(inside)).inline("s--1", inside, inside)
    except DrawingError:
        return

    assert active(html) == []
