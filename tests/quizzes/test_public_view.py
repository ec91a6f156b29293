"""What a page shows of a question: all that is asked, and nothing of the key."""

from __future__ import annotations

from quizzes.kinds.gaps import PublicGaps
from quizzes.kinds.matching import PublicMatching
from quizzes.kinds.multiple import PublicMultiple
from quizzes.kinds.numeric import PublicNumeric
from quizzes.kinds.ordering import PublicOrdering
from quizzes.kinds.single import PublicSingle
from quizzes.kinds.true_false import PublicTrueFalse
from quizzes.kinds.vignette import PublicVignette
from quizzes.question_layout import QuestionLayout
from tests.quizzes.samples.gaps import a_gaps
from tests.quizzes.samples.matching import a_matching
from tests.quizzes.samples.multiple import a_multiple
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.ordering import an_ordering
from tests.quizzes.samples.single import a_single
from tests.quizzes.samples.true_false import a_true_false
from tests.quizzes.samples.vignette import a_vignette


def test_options_are_shown_in_the_order_of_the_layout() -> None:
    layout = QuestionLayout("q", {"options": ("c", "a", "b")})
    options = ("Text of c", "Text of a", "Text of b")
    stem = "What springs?"

    assert a_single().public_view(layout) == PublicSingle(stem=stem, counts=True, options=options)
    assert a_vignette().public_view(layout) == PublicVignette(
        stem=stem, counts=True, case="Ada limps.", options=options
    )


def test_a_multiple_does_not_say_how_many_are_right() -> None:
    layout = QuestionLayout("q", {"options": ("e", "a", "b", "d", "c")})

    asked = a_multiple().public_view(layout)

    assert asked == PublicMultiple(
        stem="What springs?", counts=True, options=tuple(f"Text of {ref}" for ref in "eabdc")
    )


def test_a_true_or_false_shows_its_reasons() -> None:
    layout = QuestionLayout("q", {"reasons": ("b", "a", "c")})

    asked = a_true_false(counts=False).public_view(layout)

    assert asked == PublicTrueFalse(
        stem="What springs?", counts=False, reasons=("Text of b", "Text of a", "Text of c")
    )


def test_a_numeric_shows_its_unit_alone() -> None:
    asked = a_numeric().public_view(QuestionLayout("q", {}))

    assert asked == PublicNumeric(stem="What springs?", counts=True, unit="%")


def test_an_ordering_shows_its_items_shuffled() -> None:
    asked = an_ordering().public_view(QuestionLayout("q", {"items": ("d", "b", "a", "c")}))

    assert asked == PublicOrdering(
        stem="What springs?", counts=True, items=tuple(f"Text of {ref}" for ref in "dbac")
    )


def test_a_matching_shows_rows_and_choices_apart() -> None:
    asked = a_matching().public_view(
        QuestionLayout("q", {"pairs": ("q", "p"), "choices": ("b", "c", "a")})
    )

    assert asked == PublicMatching(
        stem="What springs?",
        counts=True,
        rows=("Row q", "Row p"),
        choices=("Text of b", "Text of c", "Text of a"),
    )


def test_gaps_are_shown_in_the_order_of_the_text() -> None:
    asked = a_gaps().public_view(QuestionLayout("q", {"x": ("b", "a"), "y": ("c", "b", "a")}))

    assert asked == PublicGaps(
        stem="What springs?",
        counts=True,
        pieces=("Feet ", " and ", "."),
        gaps=(("Text of c", "Text of b", "Text of a"), ("Text of b", "Text of a")),
    )
