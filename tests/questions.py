"""Valid questions of every kind to test with: a test overrides what it is about."""

from __future__ import annotations

from typing import Any

from quizzes.quiz import (
    AnyQuestion,
    Gap,
    Gaps,
    Hotspot,
    Item,
    Label,
    LiveQuestion,
    Matching,
    Multiple,
    Numeric,
    Option,
    Ordering,
    Pair,
    Quiz,
    Single,
    Trap,
    TrueFalse,
    Vignette,
)


def an_option(ref: str, **changes: Any) -> Option:
    """A wrong option, with what choosing it reveals; or a right one, with ``correct`` set."""
    fields = {"ref": ref, "text": f"Text of {ref}", "feedback": f"You chose {ref}"}
    return Option(**fields | changes)


def options(*refs: str, right: tuple[str, ...] = ("a",)) -> tuple[Option, ...]:
    """Options with those refs, of which some are right."""
    return tuple(an_option(ref, correct=ref in right) for ref in refs)


def items(*refs: str) -> tuple[Item, ...]:
    """Items with those refs."""
    return tuple(Item(ref=ref, text=f"Text of {ref}") for ref in refs)


def _asked(ref: str, changes: dict[str, Any], **fields: Any) -> dict[str, Any]:
    common = {"ref": ref, "stem": "What springs?", "section": "the-spring", "explanation": "So."}
    return common | fields | changes


def a_single(**changes: Any) -> Single:
    """The first of three options is right."""
    return Single(**_asked("single", changes, options=options("a", "b", "c")))


def a_vignette(**changes: Any) -> Vignette:
    """The first of three options is right."""
    return Vignette(**_asked("case", changes, case="Ada limps.", options=options("a", "b", "c")))


def a_multiple(**changes: Any) -> Multiple:
    """The first three of five options are right."""
    ticks = options("a", "b", "c", "d", "e", right=("a", "b", "c"))
    return Multiple(**_asked("multiple", changes, options=ticks))


def a_true_false(**changes: Any) -> TrueFalse:
    """It holds, for the first of three reasons."""
    fields = {"answer": True, "reasons": options("a", "b", "c"), "if_wrong": "It does hold."}
    return TrueFalse(**_asked("true-false", changes, **fields))


def a_numeric(**changes: Any) -> Numeric:
    """40 per cent, or one more or less; 60 is a trap."""
    fields: dict[str, Any] = {"answer": 40.0, "tolerance": 1.0, "unit": "%", "if_wrong": "Count."}
    traps = (Trap(value=60.0, feedback="That is those without."),)
    return Numeric(**_asked("numeric", changes, traps=traps, **fields))


def an_ordering(**changes: Any) -> Ordering:
    """Four items in order."""
    fields = {"items": items("a", "b", "c", "d"), "if_wrong": "From above."}
    return Ordering(**_asked("ordering", changes, **fields))


def a_matching(**changes: Any) -> Matching:
    """Two rows and three choices."""
    pairs = (
        Pair(ref="p", text="Row p", match="a", feedback="Not so p"),
        Pair(ref="q", text="Row q", match="b"),
    )
    return Matching(**_asked("matching", changes, pairs=pairs, choices=items("a", "b", "c")))


def a_gaps(**changes: Any) -> Gaps:
    """Two gaps, which stand in the text the other way round than they are listed."""
    gaps = (Gap(ref="x", options=options("a", "b")), Gap(ref="y", options=options("a", "b", "c")))
    return Gaps(**_asked("gaps", changes, text="Feet [[y]] and [[x]].", gaps=gaps))


def a_label(**changes: Any) -> Label:
    """Two structures of a figure; the kind is not live."""
    return Label(**_asked("label", changes, figure="foot", structures=("arch", "heel")))


def a_hotspot(**changes: Any) -> Hotspot:
    """Two structures of a figure, of which one is right; the kind is not live."""
    return Hotspot(
        **_asked("hotspot", changes, figure="foot", zones=options("arch", "heel", right=("arch",)))
    )


def one_of_each_live_kind() -> tuple[LiveQuestion, ...]:
    """A question of every kind that is drawn."""
    return (
        a_single(),
        a_vignette(),
        a_multiple(),
        a_true_false(),
        a_numeric(),
        an_ordering(),
        a_matching(),
        a_gaps(),
    )


def one_of_each_kind() -> tuple[AnyQuestion, ...]:
    """A question of every kind."""
    return (*one_of_each_live_kind(), a_label(), a_hotspot())


def a_quiz(*questions: AnyQuestion, **changes: Any) -> Quiz:
    """A quiz of those questions, or of one of each kind."""
    fields: dict[str, Any] = {"ref": "feet", "title": "Feet", "introduction": "Say what springs."}
    return Quiz(**fields | {"questions": questions or one_of_each_kind()} | changes)
