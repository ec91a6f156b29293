"""Kind: a question that can be drawn, and all that its kind must say of itself.

A kind is one module in ``quizzes.kinds``. What is abstract here it must give; ``quizzes.kinds``
refuses one that does not.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

import msgspec

from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, FormValues, RawForm
from quizzes.faults import Fault
from quizzes.mark import Earned, Mark
from quizzes.question import Question
from quizzes.question_layout import QuestionLayout

A = TypeVar("A", bound=Answer)

# What every kind has in words, which mark nothing.
_WORDS = {
    *("stem", "text", "feedback", "explanation"),
    *("section", "sources", "claims", "rows", "topic"),
}


class Public(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What a page shows of a question of any kind; ``counts`` is whether the pass depends on it.

    Texts stand in the order shown: a form's value is a text's position, from 0.
    """

    stem: str
    counts: bool


class Kind(Question, Generic[A], frozen=True, kw_only=True):
    """A question of some kind that is answered with an A.

    ``words`` are fields of this kind alone that say something and mark nothing: they may change in
    a minor way. Any other field is part of the key.
    """

    words: ClassVar[frozenset[str]]

    @abstractmethod
    def public_view(self, layout: QuestionLayout) -> Public:
        """The question as its page shows it: built field by field, so that no key can slip in."""

    @abstractmethod
    def read(self, layout: QuestionLayout, form: AnswerForm) -> A:
        """The answer in the fields of a form; raises AnswerRefused, and nothing else."""

    @abstractmethod
    def fill(self, layout: QuestionLayout, answer: A) -> FormValues:
        """The fields that are read as that answer."""

    @property
    @abstractmethod
    def key(self) -> A:
        """The answer that earns everything; where several do, the author's."""

    @abstractmethod
    def earned(self, answer: A) -> Earned:
        """What an answer that is not blank earns, and what is said of it."""

    @abstractmethod
    def own_faults(self) -> Iterable[Fault]:
        """What is wrong with it beyond its lists."""

    def read_form(self, layout: QuestionLayout, raw: RawForm) -> A:
        """The answer in a form as it was sent; raises AnswerRefused, and nothing else."""
        form = AnswerForm(raw)
        answer = self.read(layout, form)
        form.refuse_the_rest()
        return answer

    def form_values(self, layout: QuestionLayout, answer: Answer) -> FormValues:
        """The fields of a form that hold an answer: ``read_form`` reads them as that again."""
        return self.fill(layout, self._own(answer))

    def grade(self, answer: Answer) -> Mark:
        """The mark of an answer that was read for this question."""
        if answer.blank:
            return Mark.of_blank(self.section)
        return Mark.of(self.earned(self._own(answer)), self.section)

    @property
    def marking(self) -> object:
        """All of it by which it is marked: what is left when its words are taken away."""
        return _without(_WORDS | self.words, msgspec.to_builtins(self))

    def _own(self, answer: Answer) -> A:
        own = type(self.key)
        if not isinstance(answer, own):
            raise TypeError(f"{self.ref} is answered with {own.__name__}, not {answer!r}")
        return answer


def _without(words: set[str], value: object) -> object:
    if isinstance(value, dict):
        return {name: _without(words, each) for name, each in value.items() if name not in words}
    if isinstance(value, list | tuple):
        return [_without(words, each) for each in value]
    return value
