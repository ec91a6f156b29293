"""What a page shows of a question: all that is asked, and nothing of the key."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quizzes.asked import (
    AskedGaps,
    AskedMatching,
    AskedMultiple,
    AskedNumeric,
    AskedOrdering,
    AskedSingle,
    AskedTrueFalse,
    AskedVignette,
    ask,
)
from quizzes.layout import Placing, place
from quizzes.quiz import LiveQuestion
from tests.questions import (
    a_gaps,
    a_matching,
    a_multiple,
    a_numeric,
    a_single,
    a_true_false,
    a_vignette,
    an_ordering,
    one_of_each_live_kind,
)
from tests.quizzes.strategies import live_questions, rekeyed

SHOWN = {"stem", "case", "text", "unit", "kind", "credit"}
CANARY = b"canary"


def with_canaries(question: LiveQuestion) -> LiveQuestion:
    """The question with a canary in every ref, feedback and explanation."""
    marked = msgspec.convert(_marked(msgspec.to_builtins(question), ""), type(question))
    assert not isinstance(marked, str)
    return marked


def _marked(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {field: _marked(inside, field) for field, inside in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(inside, name) for inside in value]
    if isinstance(value, str):
        return value.replace("[[", "[[canary-") if name in SHOWN else f"canary-{slug(value)}"
    return value


def slug(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def leaks(content: object) -> bool:
    return CANARY in msgspec.json.encode(content)


@given(live_questions().map(with_canaries), st.integers(0, 1000))
def test_a_page_holds_no_ref_feedback_or_explanation(question: LiveQuestion, seed: int) -> None:
    asked = ask(question, place(question, seed))

    assert not leaks(asked)


@given(live_questions().map(with_canaries), st.integers(0, 1000))
def test_a_page_that_held_one_would_be_found_out(question: LiveQuestion, seed: int) -> None:
    placing = place(question, seed)
    asked = ask(question, placing)

    assert leaks(msgspec.structs.replace(asked, stem=question.explanation))
    assert leaks(placing)


@given(live_questions(), st.integers(0, 1000))
def test_another_key_gives_the_same_page_to_the_byte(question: LiveQuestion, seed: int) -> None:
    placing = place(question, seed)

    page = msgspec.json.encode(ask(question, placing))

    assert msgspec.json.encode(ask(rekeyed(question), placing)) == page


def test_options_are_shown_in_the_order_of_the_layout() -> None:
    placing = Placing("q", {"options": ("c", "a", "b")})
    options = ("Text of c", "Text of a", "Text of b")
    stem = "What springs?"

    assert ask(a_single(), placing) == AskedSingle(stem=stem, counts=True, options=options)
    assert ask(a_vignette(), placing) == AskedVignette(
        stem=stem, counts=True, case="Ada limps.", options=options
    )


def test_a_multiple_does_not_say_how_many_are_right() -> None:
    placing = Placing("q", {"options": ("e", "a", "b", "d", "c")})

    asked = ask(a_multiple(), placing)

    assert asked == AskedMultiple(
        stem="What springs?", counts=True, options=tuple(f"Text of {ref}" for ref in "eabdc")
    )


def test_a_true_or_false_shows_its_reasons() -> None:
    placing = Placing("q", {"reasons": ("b", "a", "c")})

    asked = ask(a_true_false(counts=False), placing)

    assert asked == AskedTrueFalse(
        stem="What springs?", counts=False, reasons=("Text of b", "Text of a", "Text of c")
    )


def test_a_numeric_shows_its_unit_alone() -> None:
    asked = ask(a_numeric(), Placing("q", {}))

    assert asked == AskedNumeric(stem="What springs?", counts=True, unit="%")


def test_an_ordering_shows_its_items_shuffled() -> None:
    asked = ask(an_ordering(), Placing("q", {"items": ("d", "b", "a", "c")}))

    assert asked == AskedOrdering(
        stem="What springs?", counts=True, items=tuple(f"Text of {ref}" for ref in "dbac")
    )


def test_a_matching_shows_rows_and_choices_apart() -> None:
    asked = ask(a_matching(), Placing("q", {"pairs": ("q", "p"), "choices": ("b", "c", "a")}))

    assert asked == AskedMatching(
        stem="What springs?",
        counts=True,
        rows=("Row q", "Row p"),
        choices=("Text of b", "Text of c", "Text of a"),
    )


def test_gaps_are_shown_in_the_order_of_the_text() -> None:
    asked = ask(a_gaps(), Placing("q", {"x": ("b", "a"), "y": ("c", "b", "a")}))

    assert asked == AskedGaps(
        stem="What springs?",
        counts=True,
        pieces=("Feet ", " and ", "."),
        gaps=(("Text of c", "Text of b", "Text of a"), ("Text of b", "Text of a")),
    )


def test_a_page_names_the_kind_as_its_author_does() -> None:
    for question in one_of_each_live_kind():
        asked = msgspec.to_builtins(ask(question, place(question, 0)))

        assert asked["kind"] == question.kind
