"""Every verdict is said in short, and its first sentence goes the way of its label."""

from __future__ import annotations

from typing import get_args

import pytest

from lessons.checking import problems
from lessons.checks.shorts import LONGEST
from lessons.debate import Label
from tests.debates import SHORTS, a_debated_lesson, a_verdict


def said(label: str, short: str) -> list[str]:
    first, _, *others = a_debated_lesson().verdicts
    lesson = a_debated_lesson(verdicts=(first, a_verdict("d2", label, short=short), *others))
    return [str(problem) for problem in problems(lesson)]


@pytest.mark.parametrize("label", get_args(Label))
def test_a_short_verdict_that_goes_the_way_of_its_label_is_sound(label: Label) -> None:
    assert said(label, SHORTS[label]) == []


@pytest.mark.parametrize("label", get_args(Label))
def test_a_verdict_without_a_short_one_is_named(label: Label) -> None:
    assert said(label, "") == [
        "debate.yaml, verdicts[1].short: is missing; say the verdict in at most 200 characters"
    ]


@pytest.mark.parametrize(("length", "is_named"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_short_verdict_that_is_too_long_is_named(length: int, *, is_named: bool) -> None:
    short = "It depends. ".ljust(length, "x")

    found = said("contested", short)

    long = f"debate.yaml, verdicts[1].short: has {length} characters; 200 is the most, as it is"
    assert [text.startswith(long) for text in found] == [True] * is_named


@pytest.mark.parametrize(
    ("label", "short", "advice"),
    [
        ("contradicted", "It is partly right. It does not hold.", "say what does not hold"),
        ("contradicted", "A knot is tied.", "say what does not hold"),
        ("no_evidence", "A comfortable rest for many. Nobody has looked.", "nobody has looked"),
        ("no_evidence", "The muscle has regions that differ.", "or that nobody has looked"),
        ("supported", "It does not hold. Yet it may.", "say that it holds"),
        ("supported", "It isn’t so.", "say that it holds"),
        ("partly", "It steadies the spine and flexes the hip.", "what of it does not hold"),
        ("contested", "It is so.", "say what it depends on"),
        ("not_testable", "It is a fine thing.", "say that no test can decide it"),
    ],
)
def test_a_short_verdict_that_goes_against_its_label_is_named(
    label: str, short: str, advice: str
) -> None:
    [found] = said(label, short)

    assert found.startswith(f"debate.yaml, verdicts[1].short: goes against its label, {label}; ")
    assert advice in found
