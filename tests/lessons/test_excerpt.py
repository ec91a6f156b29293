"""Cautions and tables of a section as plain words."""

from __future__ import annotations

from lessons.excerpt import Caution, Passage, Table, cautions, tables

BODY = """\
Before.

::: caution When to refer on
Pain belongs with *a clinician*.[^1] The [arch]{term=arch} too.

**Now:** chest pain;
a numb leg.

**Soon:** weight loss.
:::

::: caution Labels stay
**Never** say it.
:::

| Instead of a claim | Something to notice |
|---|---|
| "It is [tired]{claim=c01}." | "How **far** does it go?" |

[^1]: A book.
"""


def test_a_caution_is_its_title_and_its_paragraphs_without_notes_and_marks() -> None:
    first, second = cautions("s", BODY)

    assert first == Caution(
        "s",
        "When to refer on",
        (
            Passage("", "Pain belongs with a clinician. The arch too."),
            Passage("Now:", "chest pain; a numb leg."),
            Passage("Soon:", "weight loss."),
        ),
    )
    assert second.passages == (Passage("Never", "say it."),)


def test_a_caution_sorts_when_several_paragraphs_say_how_urgent_they_are() -> None:
    first, second = cautions("s", BODY)

    assert (first.sorts, second.sorts) == (True, False)
    assert [each.lead for each in first.urgencies] == ["Now:", "Soon:"]


def test_a_table_is_what_heads_its_columns_and_its_rows() -> None:
    (found,) = tables("s", BODY)

    assert found == Table(
        "s",
        ("Instead of a claim", "Something to notice"),
        (("“It is tired.”", "“How far does it go?”"),),
    )
    assert found.cues


def test_a_table_of_another_kind_has_no_cues() -> None:
    (found,) = tables("s", BODY.replace("Instead of a claim", "Words"))

    assert not found.cues


def test_a_section_without_either_has_none() -> None:
    assert (cautions("s", "Plain."), tables("s", "Plain.")) == ((), ())
