"""Every kind is whole and keeps its promises; one that does not is found."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answer_form import AnswerForm
from quizzes.choice import Picks
from quizzes.kind import Kind
from quizzes.kinds import KINDS, AnyAnswer, IncompleteKind, LiveQuestion, complete
from quizzes.kinds import single as single_module
from quizzes.kinds.numeric import Amount
from quizzes.kinds.single import PublicSingle, Single
from quizzes.layout import lay_out_question
from quizzes.mark import Earned
from quizzes.question import Question
from quizzes.question_layout import QuestionLayout
from tests.quizzes import promises
from tests.quizzes.canaries import with_canaries
from tests.quizzes.promises import Promise
from tests.quizzes.samples.single import a_single
from tests.quizzes.strategies import SAMPLES, answers, live_questions, rekeyed

TEMPLATES = Path(__file__).parents[2] / "templates" / "answers"
SEEDS = st.integers(0, 1000)
PROMISES: list[Promise] = [
    promises.the_key_earns_everything,
    promises.a_blank_earns_nothing,
    promises.a_mark_is_within_bounds,
    promises.shuffling_changes_nothing,
    promises.what_is_foreign_is_refused,
    promises.a_page_names_the_kind,
]


def marked(question: LiveQuestion) -> LiveQuestion:
    """The question with canaries, as its sample says what a page shows."""
    return with_canaries(question, SAMPLES[question.kind].shown)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@given(data=st.data())
def test_every_kind_keeps_its_promises(promise: Promise, data: st.DataObject) -> None:
    question = data.draw(live_questions())

    promise(question, data.draw(answers(question)), data.draw(SEEDS))


@given(live_questions().map(marked), SEEDS)
def test_no_kind_shows_a_ref_a_feedback_or_an_explanation(
    question: LiveQuestion, seed: int
) -> None:
    promises.a_page_tells_no_key(question, question.key, seed)


@given(live_questions(), SEEDS)
def test_another_key_gives_the_same_page_to_the_byte(question: LiveQuestion, seed: int) -> None:
    layout = lay_out_question(question, seed)

    page = msgspec.json.encode(question.public_view(layout))

    assert msgspec.json.encode(rekeyed(question).public_view(layout)) == page


@given(st.data())
def test_an_answer_is_the_same_after_json(data: st.DataObject) -> None:
    answer = data.draw(answers(data.draw(live_questions())))

    assert msgspec.json.decode(msgspec.json.encode(answer), type=AnyAnswer) == answer


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_of_its_name(kind: str) -> None:
    assert (TEMPLATES / f"_{kind}.html").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_words_is_a_field(kind: str) -> None:
    assert KINDS[kind].words <= set(KINDS[kind].__struct_fields__)


class Stingy(Single, frozen=True, kw_only=True, tag="single"):
    """Gives half for the right answer."""

    def earned(self, answer: Picks) -> Earned:
        return 0.5, []


class Guessing(Single, frozen=True, kw_only=True, tag="single"):
    """Takes a form left empty for an answer."""

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Picks:
        read = super().read(layout, form)
        return self.key if read.blank else read


class Lavish(Single, frozen=True, kw_only=True, tag="single"):
    """Gives more than there is."""

    def earned(self, answer: Picks) -> Earned:
        return 1.5, []


class ByAuthor(Single, frozen=True, kw_only=True, tag="single"):
    """Counts positions as the author does, and not as they were shown."""

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Picks:
        shown = {str(place): option.ref for place, option in enumerate(self.options)}
        pick = form.one("choice", shown)
        return Picks(options=() if pick is None else (pick,))


class Trusting(Single, frozen=True, kw_only=True, tag="single"):
    """Passes over what it does not know."""

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Picks:
        form.refuse_the_rest = lambda: None  # type: ignore[method-assign]  # that is its fault
        return Picks(options=(layout.orders["options"][0],))


class Telling(Single, frozen=True, kw_only=True, tag="single"):
    """Shows the refs of its options."""

    def public_view(self, layout: QuestionLayout) -> PublicSingle:
        options = layout.orders["options"]
        return PublicSingle(stem=self.stem, counts=self.counts, options=options)


class Misnamed(Single, frozen=True, kw_only=True, tag="single-one"):
    """Is of one kind, and shown as another."""


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (Stingy, promises.the_key_earns_everything),
        (Guessing, promises.a_blank_earns_nothing),
        (Lavish, promises.a_mark_is_within_bounds),
        (ByAuthor, promises.shuffling_changes_nothing),
        (Trusting, promises.what_is_foreign_is_refused),
        (Telling, promises.a_page_tells_no_key),
        (Misnamed, promises.a_page_names_the_kind),
    ],
)
def test_a_kind_that_breaks_a_promise_is_found(kind: type[Single], promise: Promise) -> None:
    sound = with_canaries(a_single())
    planted = kind(**msgspec.structs.asdict(sound))

    assert keeps(promise, sound)
    assert not keeps(promise, planted)


def keeps(promise: Promise, question: LiveQuestion) -> bool:
    """Whether a question keeps a promise, however it is shuffled."""
    try:
        for seed in range(9):
            promise(question, question.key, seed)
    except (AssertionError, pytest.fail.Exception):
        return False
    return True


class Half(Kind[Amount], frozen=True, kw_only=True, tag="half"):
    """Says what its key is, and nothing else."""

    @property
    def key(self) -> Amount:
        return Amount(number=0.5)


def test_a_kind_that_lacks_anything_is_refused_by_name() -> None:
    kinds: list[type[Question]] = [Single, Half]

    with pytest.raises(IncompleteKind) as refused:
        complete(kinds)

    assert str(refused.value) == (
        "half lacks words, earned, fill, own_faults, public_view, read;"
        " write it in quizzes/kinds/half.py"
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ["words", "key", "earned", "public_view", "read", "fill"])
def test_every_kind_would_be_refused_without_any_of_it(
    monkeypatch: pytest.MonkeyPatch, kind: type[LiveQuestion], name: str
) -> None:
    for each in (kind, *kind.__mro__[1:]):
        if issubclass(each, Kind) and name in vars(each) and each is not Kind:
            monkeypatch.delattr(each, name)

    with pytest.raises(IncompleteKind) as refused:
        complete([kind])

    assert f"lacks {name};" in str(refused.value)


def fresh(name: str) -> ModuleType:
    """A module as it is when a process first imports it."""
    spec = find_spec(name)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_kinds_are_looked_at_when_they_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fresh("quizzes.kinds").KINDS == KINDS

    monkeypatch.setattr(single_module, "Single", Half)

    with pytest.raises(TypeError, match="half lacks words, earned, fill"):
        fresh("quizzes.kinds")


def test_an_answer_to_a_question_of_another_kind_is_not_marked() -> None:
    question, foreign = a_single(), Amount(number=1.0)

    with pytest.raises(TypeError, match="single is answered with Picks, not Amount"):
        question.grade(foreign)
    with pytest.raises(TypeError, match="single is answered with Picks, not Amount"):
        question.form_values(lay_out_question(question, 0), foreign)
