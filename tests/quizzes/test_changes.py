"""What changed between two editions, what can never be minor, and what goes stale with it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lessons.exercise import Precaution
from quizzes.changes import GONE, Known, Revised, changes, revise
from quizzes.kinds import LiveQuestion
from quizzes.kinds.single import Single
from quizzes.package import Package
from quizzes.parts import Part, PartRef
from quizzes.quiz import AttemptRules
from tests.debates import a_debated_lesson, a_verdict, an_exercise
from tests.questions import a_quiz
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.single import a_single
from tests.quizzes.samples.true_false import a_true_false
from tests.quizzes.strategies import live_questions, rekeyed

NAMES = [PartRef("section", each) for each in "abcdef"]
A, B = NAMES[:2]
KEYS = st.sampled_from(NAMES)
Edition = dict[PartRef, tuple[str, frozenset[PartRef]]]  # a digest, and what it rests on

replace = msgspec.structs.replace


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Parts that rest on each other as they like, in circles too."""
    names = draw(st.sets(KEYS))
    digests = st.sampled_from(["one", "two", "three"])
    return {name: (draw(digests), frozenset(draw(st.sets(KEYS)) - {name})) for name in names}


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Edition, frozenset[PartRef]]]:
    """Several editions, each with what changed materially against the one before."""
    published = draw(st.lists(editions(), min_size=2, max_size=5))
    before: Edition = {}
    history = []
    for edition in published:
        differing = [key for key in NAMES if edition.get(key) != before.get(key)]
        material = draw(st.sets(st.sampled_from(differing))) if differing else set()
        history.append((edition, frozenset(material)))
        before = edition
    return history


def parts(edition: Edition) -> list[Part]:
    """An edition as parts."""
    return [
        Part("section", ref, digest, tuple(sorted(rests)))
        for (_, ref), (digest, rests) in edition.items()
    ]


def known(revised: list[Revised]) -> dict[PartRef, Known]:
    """What the next edition knows of this one."""
    return {
        PartRef(each.kind, each.ref): Known(each.revision, each.digest, each.rests_on)
        for each in revised
    }


def published(history: list[tuple[Edition, frozenset[PartRef]]]) -> list[dict[PartRef, Known]]:
    """Every edition in its revisions."""
    listed: list[dict[PartRef, Known]] = [{}]
    for edition, material in history:
        listed.append(known(revise(listed[-1], parts(edition), material)))
    return listed[1:]


def is_touched(key: PartRef, before: Edition, after: Edition, material: frozenset[PartRef]) -> bool:
    """The slow way to say it: some path of rests, old or new, leads to a material part."""
    seen: set[PartRef] = set()

    def reaches(at: PartRef) -> bool:
        if at in material:
            return True
        if at in seen:
            return False
        seen.add(at)
        below = before.get(at, ("", frozenset()))[1] | after.get(at, ("", frozenset()))[1]
        return any(reaches(each) for each in below)

    return reaches(key)


@given(histories())
def test_stale_is_exactly_what_rests_on_a_materially_changed_part(
    history: list[tuple[Edition, frozenset[PartRef]]],
) -> None:
    revised = published(history)

    for ((before, _), known_before), ((after, material), known_after) in pairwise(
        zip(history, revised, strict=True)
    ):
        stale = {key for key in before if known_after[key].revision != known_before[key].revision}
        kept = {key for key in before if key in after}
        assert stale & kept == {key for key in kept if is_touched(key, before, after, material)}
        assert stale - kept == material & (before.keys() - after.keys())


@given(editions(), editions())
def test_what_changes_in_a_minor_way_disturbs_nobody(one: Edition, other: Edition) -> None:
    first, second = published([(one, frozenset()), (other, frozenset())])

    assert all(second[key].revision == first[key].revision for key in first.keys() & second.keys())
    assert {key for key, each in second.items() if each.digest != GONE} == other.keys()


@given(editions(), editions(), st.sets(KEYS))
def test_revisions_go_up_by_one_and_never_down(
    one: Edition, other: Edition, material: set[PartRef]
) -> None:
    differing = frozenset(key for key in material if one.get(key) != other.get(key))

    first, second = published([(one, frozenset()), (other, differing)])

    steps = {second[key].revision - first[key].revision for key in first.keys() & second.keys()}
    assert steps <= {0, 1}


def test_what_is_removed_materially_leaves_its_name() -> None:
    one: Edition = {A: ("one", frozenset()), B: ("x", frozenset())}
    less: Edition = {B: ("x", frozenset())}

    _, gone, still_gone = published(
        [(one, frozenset()), (less, frozenset({A})), (less, frozenset())]
    )

    assert gone[A] == still_gone[A] == Known(2, GONE)


def test_what_comes_back_is_not_what_it_was() -> None:
    one: Edition = {A: ("one", frozenset())}

    first, _, again = published([(one, frozenset()), ({}, frozenset()), (one, frozenset())])

    assert again[A].revision > first[A].revision


BEFORE = Package(a_debated_lesson(), a_quiz(a_single(), a_numeric(), a_true_false()))


def with_lesson(**fields: Any) -> Package:
    """The same package with other fields in its lesson."""
    return replace(BEFORE, lesson=replace(BEFORE.lesson, **fields))


def with_question(question: Any) -> Package:
    """The same package with another question in the place of the one of that ref."""
    assert BEFORE.quiz is not None
    others = (question if each.ref == question.ref else each for each in BEFORE.quiz.questions)
    return replace(BEFORE, quiz=replace(BEFORE.quiz, questions=tuple(others)))


def single_with(*options: Any) -> Single:
    """The single question with other options."""
    return replace(a_single(), options=options)


def _swapped() -> Single:
    """Words of a right and a wrong option that have changed places."""
    first, second, *rest = a_single().options
    return single_with(replace(first, text=second.text), replace(second, text=first.text), *rest)


STAND = an_exercise(
    "stand", precautions=(Precaution(text="Stop at once.", by="editor", kind="stop"),)
)


@pytest.mark.parametrize(
    ("after", "key"),
    [
        (
            with_lesson(verdicts=(a_verdict("d1", "partly"), *BEFORE.lesson.verdicts[1:])),
            ("docket_row", "d1"),
        ),
        (
            with_lesson(exercises=(STAND, *BEFORE.lesson.exercises[1:])),
            ("exercise", "stand"),
        ),
        (with_question(replace(a_numeric(), answer=7.0)), ("question", "numeric")),
        (with_question(replace(a_numeric(), tolerance=9.0)), ("question", "numeric")),
        (with_question(replace(a_true_false(), answer=False)), ("question", "true-false")),
        (with_question(replace(a_single(), counts=False)), ("question", "single")),
        (with_question(_swapped()), ("question", "single")),
    ],
)
def test_a_changed_verdict_key_or_precaution_is_never_minor(after: Package, key: PartRef) -> None:
    found = {change.part: change for change in changes(BEFORE, after)}

    assert found[key].forced
    assert [each.part for each in found.values() if each.forced] == [key]


def test_what_passes_is_never_a_minor_change() -> None:
    assert BEFORE.quiz is not None
    strict = replace(BEFORE, quiz=replace(BEFORE.quiz, policy=AttemptRules(pass_share=0.9)))

    (change,) = changes(BEFORE, strict)

    assert (change.kind, change.forced) == ("quiz", "what passes changed")


@pytest.mark.parametrize(
    "after",
    [
        with_question(replace(a_single(), stem="The same, asked in other words?")),
        with_question(replace(a_numeric(), explanation="Because.", if_wrong="No.")),
        with_question(replace(a_single(), topic="feet")),
        with_question(
            single_with(*(replace(each, text=f"{each.text}!") for each in a_single().options))
        ),
        with_lesson(summary="Another summary."),
    ],
)
def test_other_words_may_be_minor(after: Package) -> None:
    found = changes(BEFORE, after)

    assert len(found) == 1
    assert found[0].forced is None


def test_nothing_differs_from_itself() -> None:
    assert changes(BEFORE, BEFORE) == []


@given(live_questions())
def test_another_key_of_any_question_is_never_minor_and_another_stem_may_be(
    question: LiveQuestion,
) -> None:
    assume(rekeyed(question).key != question.key)  # rows may all have one match
    before = Package(a_debated_lesson(), a_quiz(question))
    reworded = replace(question, stem="Else?", explanation="In other words.")

    def forced(after: LiveQuestion) -> list[str | None]:
        package = Package(before.lesson, a_quiz(after))
        return [each.forced for each in changes(before, package)]

    assert forced(reworded) == [None]
    assert forced(rekeyed(question)) == ["its key changed"]


def test_no_change_of_a_question_that_is_not_drawn_yet_is_minor() -> None:
    before = Package(a_debated_lesson(), a_quiz(a_single(), a_label()))
    after = Package(a_debated_lesson(), a_quiz(a_single(), a_label(stem="Which is which?")))

    (change,) = changes(before, after)

    assert (change.part, change.forced) == (PartRef("question", "label"), "its key changed")
