"""What is wrong inside one question is found, and named by its field."""

from __future__ import annotations

import pytest
from hypothesis import given

from quizzes.faults import faults
from quizzes.quiz import AnyQuestion, Gap, LiveQuestion, Pair, Trap
from tests.questions import (
    a_gaps,
    a_hotspot,
    a_matching,
    a_multiple,
    a_numeric,
    a_single,
    a_true_false,
    a_vignette,
    an_option,
    an_ordering,
    items,
    one_of_each_kind,
    options,
)
from tests.quizzes.strategies import live_questions

TWO_RIGHT = options("a", "b", "c", right=("a", "b"))
SILENT = (an_option("a", correct=True), an_option("b", feedback=None))
X, Y = Gap(ref="x", options=options("a", "b")), Gap(ref="y", options=options("a", "b"))


def found(question: AnyQuestion) -> list[str]:
    return [f"{field}: {text}" for field, text in faults(question)]


@pytest.mark.parametrize("question", one_of_each_kind(), ids=lambda question: question.kind)
def test_a_sound_question_has_no_fault(question: AnyQuestion) -> None:
    assert found(question) == []


@given(live_questions())
def test_the_questions_of_property_tests_are_sound(question: LiveQuestion) -> None:
    assert not [fault for fault in found(question) if not fault.startswith("traps")]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (a_single(options=TWO_RIGHT), "options: has 2 that are correct; mark one as correct"),
        (a_vignette(options=options("a", "b", right=())), "options: has 0 that are correct;"),
        (a_true_false(reasons=TWO_RIGHT), "reasons: has 2 that are correct;"),
        (a_gaps(gaps=(X, Gap(ref="y", options=TWO_RIGHT))), "gaps[1].options: has 2 that are"),
        (a_hotspot(zones=TWO_RIGHT), "zones: has 2 that are correct;"),
        (a_multiple(options=options("a", "b", right=())), "options: has 0 of 2 that are correct;"),
        (a_multiple(options=options("a", right=("a",))), "options: has 1; give it two or more"),
        (a_single(options=()), "options: has 0; give it two or more"),
        (a_single(options=SILENT), "options[1].feedback: is missing; say what choosing it"),
        (a_multiple(options=SILENT), "options[1].feedback: is missing"),
        (a_true_false(reasons=SILENT), "reasons[1].feedback: is missing"),
        (a_gaps(gaps=(Gap(ref="x", options=SILENT), Y)), "gaps[0].options[1].feedback: is missing"),
        (a_single(options=options("a", "b", "b")), "options[2].ref: is 'b' again; choose another"),
        (
            a_single(options=(*options("a"), an_option("b", text="text  OF a"))),
            "options[1].text: is 'text of a' again",
        ),
        (a_numeric(traps=(Trap(value=41, feedback="?"),)), "traps[0].value: is within the"),
        (an_ordering(ties=(("a", "z"),)), "ties: names z, which is no item; correct the ref"),
        (an_ordering(ties=(("a", "b"), ("b", "c"))), "ties: names b twice; an item is in one tie"),
        (an_ordering(ties=(("a", "b", "c", "d"),)), "ties: tie every item, so that any order is"),
        (an_ordering(items=items(*"abcdefg"), ties=(tuple("abcdef"),)), "ties: allow 720 orders;"),
        (an_ordering(items=items("a")), "items: has 1; give it two or more"),
        (
            a_matching(
                pairs=(Pair(ref="p", text="P", match="z"), Pair(ref="q", text="Q", match="a"))
            ),
            "pairs[0].match: is z, which is no choice; correct the ref",
        ),
        (a_matching(choices=items("a", "b", "b")), "choices[2].ref: is 'b' again"),
        (a_gaps(text="[[x]]"), "gaps[1].ref: is y, and the text has no [[y]]; put it there"),
        (a_gaps(text="[[x]] [[y]] [[z]]"), "text: has [[z]], which is no gap; correct the ref"),
        (a_gaps(text="[[x]] [[y]] [[x]]"), "text: has [[x]] twice; a gap stands in one place"),
        (a_gaps(gaps=(X, X, Y)), "gaps[1].ref: is 'x' again; choose another"),
        (a_gaps(text="None.", gaps=()), "gaps: is empty; give it one or more"),
    ],
)
def test_a_fault_is_named(question: AnyQuestion, said: str) -> None:
    assert [fault for fault in found(question) if fault.startswith(said)]
