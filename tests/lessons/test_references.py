"""References: what a section refers to, and what in it would not be shown as meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.references import Note, references
from tests.builders import BODY


def test_references_are_found_wherever_they_stand() -> None:
    body = """\
The [arch]{term=arch} and *the [heel]{term="heel"}*.[^1]

- see [this](#term-arch) and [that](https://a.example/x)

::: note
[Arches]{term=arch claim=c05}

::: figure foot
:::

::: exercise stand
:::

::: recall What springs?
The arch.
:::

[^1]: A [toe]{term=toe},
    seen twice.
"""
    found = references(body.replace("::: note\n", "").replace("claim=c05}", "claim=c05}\n"))

    assert found.terms == ("arch", "heel", "arch", "toe")
    assert found.figures == ("foot",)
    assert found.exercises == ("stand",)
    assert found.claims == ("c05",)
    assert found.recalls == ("What springs?",)
    assert found.notes == (Note("1", "A [toe]{term=toe}, seen twice."),)
    assert found.anchors == ("term-arch",)
    assert found.faults == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("an [arch]{trem=arch}", "{trem=…}"),
        ("an [arch] {term=arch}", "{term="),
        ("an [arch]{term=}", "]{term=}"),
        ("::: figrue foot\n:::", "::: figrue foot"),
        ("a\n\n:::", ":::"),
        ("::: note Mind\nwords", "::: note Mind"),
        ("::: note\n::: try\na\n:::\n:::", ":::"),
        ("::: recall\nThe arch.\n:::", "::: recall"),
        ("::: recall What springs?\n:::", "::: recall What springs?"),
        ("::: recall Why?\n[It]{claim=c1}\n:::", "::: recall Why?"),
        (":::: recall Why?\n::: note\na\n:::\n::::", ":::: recall Why?"),
        ("words[^lost]", "[^lost]"),
        ("words\n\n[^lost]: A note.", "[^lost]:"),
        ("# Title", "#"),
        ("#### Detail", "####"),
        ("[there](/elsewhere)", "](/elsewhere)"),
        ("[there](ftp://a.example)", "](ftp://a.example)"),
    ],
)
def test_what_no_page_would_show_as_meant_is_a_fault(written: str, words: str) -> None:
    faults = references(written).faults

    assert [fault.words for fault in faults] == [words]


@pytest.mark.parametrize(
    "written",
    [
        BODY,
        "## Two\n\n### Three",
        "Two\n---",
        "::: note\na\n:::",
        "> ::: try\n> a\n> :::",
        "::: recall Why?\nBecause.\n:::",
        "[a] {b}",
    ],
)
def test_what_is_shown_as_meant_is_no_fault(written: str) -> None:
    assert references(written).faults == ()


PIECES = [
    "[a]",
    "{term=b}",
    "::: note\n",
    "::: recall Why?\n",
    ":::\n",
    "[^1]",
    "[^1]: ",
    "\n\n",
    "# ",
    "    ",
    "> ",
    "- ",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join))
def test_any_text_has_marks(body: str) -> None:
    found = references(body)

    assert "{term=" in body or found.terms == ()
