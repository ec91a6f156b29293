"""The colours of verdicts on paper, in words and in shapes."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from lessons.debate import Label
from tests.trainer.handouts.copies import copy, html, part, streams
from trainer.handouts.pdf import rendered


def inks(page: str) -> dict[str, str]:
    """The colour of each label, as the style of a page has it."""
    return dict(re.findall(r"\.(\w+) \{ color: (#\w{6}); \}", page))


def drawn(page: str) -> set[str]:
    """The colours in which lines of a page are drawn, as #rrggbb."""
    pdf = streams(rendered(page).write_pdf() or b"")
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) RG\b", pdf)
    return {f"#{bytes(round(float(part) * 255) for part in each).hex()}" for each in found}


@pytest.mark.parametrize("label", get_args(Label))
def test_every_verdict_has_its_own_colour_on_paper_and_what_is_contradicted_is_red(
    label: Label,
) -> None:
    colours = inks(html(copy(14)))

    red, green, blue = bytes.fromhex(colours[label][1:])
    assert [colours[each] for each in get_args(Label)].count(colours[label]) == 1
    assert (red > 1.5 * max(green, blue)) == (label == "contradicted")
    assert (green > max(red, blue)) == (label == "supported")


def test_the_shape_of_a_verdict_is_drawn_in_the_colour_of_its_word() -> None:
    made = copy(14, part("docket"))
    page = html(made)
    labels = {each.label for each in (*made.sheet.known, *made.sheet.unsettled)}

    assert len(labels) > 2
    assert {inks(page)[label] for label in labels} <= drawn(page)


def test_a_shape_that_leaves_its_colour_to_the_text_around_it_would_be_black() -> None:
    page = html(copy(14, part("docket")))
    ink = inks(page)["contradicted"]

    left = page.replace(f'color="{ink}" stroke="{ink}"', 'stroke="currentColor"')

    assert ink not in drawn(left)
