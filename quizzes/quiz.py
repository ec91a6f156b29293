"""Quiz: questions of several kinds, each about claims or a section.

A question about a docket row whose verdict is contested asks who says what on which evidence, and
has ``counts`` false: opinion is never graded.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Annotated, Literal, TypeGuard

import msgspec

from lessons.authored import Authored, Number, Ref
from quizzes.percent import percent
from quizzes.topic import Topic

Credit = Literal["exact", "balanced"]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]
LARGEST = 1e12
Bounded = Annotated[float, msgspec.Meta(ge=-LARGEST, le=LARGEST)]

_GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Item(Authored, frozen=True, kw_only=True):
    """One entry of a list that is shown in an order of its own."""

    ref: Ref
    text: str


class Option(Item, frozen=True, kw_only=True):
    """A choice. ``feedback`` says what choosing it reveals; a wrong one must have it."""

    correct: bool = False
    feedback: str | None = None


class Pair(Item, frozen=True, kw_only=True):
    """A row of a matching question: what is on the left, and the ref of its match."""

    match: Ref
    feedback: str | None = None


class Gap(Authored, frozen=True, kw_only=True):
    """A gap ``[[ref]]`` in a text, filled from a list of options of its own."""

    ref: Ref
    options: tuple[Option, ...]


class Question(Authored, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind has: the stem, what it is about, and what is said when it is marked.

    ``claims`` and ``rows`` are refs of the debate, ``section`` is where to read again, ``topic`` is
    its line of the blueprint.
    """

    ref: Ref
    stem: str
    section: Ref
    explanation: str
    claims: tuple[Ref, ...] = ()
    rows: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()
    counts: bool = True
    topic: Ref | None = None

    @property
    def kind(self) -> str:
        """The name of its kind, as an author writes it."""
        return str(self.__struct_config__.tag)

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        """The lists it shows, each in an order of its own, by name."""
        return {}


class Choice(Question, frozen=True, kw_only=True):
    """A question with options to choose from."""

    options: tuple[Option, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"options": self.options}


class Single(Choice, frozen=True, kw_only=True, tag="single"):
    """Choose one."""


class Vignette(Choice, frozen=True, kw_only=True, tag="vignette"):
    """A case from the studio, and one choice."""

    case: str


class Multiple(Choice, frozen=True, kw_only=True, tag="multiple"):
    """Tick all that hold."""

    credit: Credit = "balanced"


class TrueFalse(Question, frozen=True, kw_only=True, tag="true_false"):
    """Say whether it holds, and choose the reason: half for each.

    One of the ``reasons`` is why the ``answer`` is what it is; a reason earns nothing by itself.
    """

    answer: bool
    reasons: tuple[Option, ...]
    if_wrong: str

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"reasons": self.reasons}


class Numeric(Question, frozen=True, kw_only=True, tag="numeric"):
    """Write a number; ``traps`` are wrong numbers that tell what went wrong."""

    answer: Bounded
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=LARGEST)]
    if_wrong: str
    unit: str = ""
    traps: tuple[Trap, ...] = ()


class Trap(Authored, frozen=True, kw_only=True):
    """A wrong number that people arrive at, and how."""

    value: Bounded
    feedback: str


class Ordering(Question, frozen=True, kw_only=True, tag="ordering"):
    """Put in order: ``items`` stand in the right order; ``ties`` may change places."""

    items: tuple[Item, ...]
    if_wrong: str
    ties: tuple[tuple[Ref, ...], ...] = ()

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"items": self.items}


class Matching(Question, frozen=True, kw_only=True, tag="matching"):
    """Match each row with one of the ``choices``, which may hold more than are needed."""

    pairs: tuple[Pair, ...]
    choices: tuple[Item, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"pairs": self.pairs, "choices": self.choices}


class Gaps(Question, frozen=True, kw_only=True, tag="gaps"):
    """Fill the gaps in ``text``, each from its list."""

    text: str
    gaps: tuple[Gap, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {gap.ref: gap.options for gap in self.gaps}

    @property
    def blanks(self) -> tuple[str, ...]:
        """The refs of the gaps, as they follow each other in the text."""
        return tuple(_GAP.findall(self.text))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text around the gaps: one piece more than there are gaps."""
        return tuple(_GAP.split(self.text)[::2])


class Label(Question, frozen=True, kw_only=True, tag="label"):
    """Name the marked structures of a figure. Not live yet: it is kept, and not drawn."""

    figure: Ref
    structures: tuple[Ref, ...]


class Hotspot(Question, frozen=True, kw_only=True, tag="hotspot"):
    """Point at a structure of a figure. Not live yet: it is kept, and not drawn."""

    figure: Ref
    zones: tuple[Option, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"zones": self.zones}


LiveQuestion = Single | Vignette | Multiple | TrueFalse | Numeric | Ordering | Matching | Gaps
AnyQuestion = LiveQuestion | Label | Hotspot


def is_live(question: AnyQuestion) -> TypeGuard[LiveQuestion]:
    """Whether questions of its kind are drawn; the others are kept, and nobody is told of them."""
    return not isinstance(question, (Label, Hotspot))


class Policy(Authored, frozen=True, kw_only=True):
    """How often one may try, and what share of the counted questions passes."""

    attempts: Number = 3
    pass_share: Share = 0.8

    @property
    def pass_percent(self) -> int:
        """The share that passes in whole per cent."""
        return percent(self.pass_share)


class Quiz(Authored, frozen=True, kw_only=True):
    """A quiz on one lesson; its ``blueprint`` says what it tests, and how often at least."""

    ref: Ref
    title: str
    introduction: str
    questions: tuple[AnyQuestion, ...]
    policy: Policy = Policy()
    blueprint: tuple[Topic, ...] = ()

    @property
    def live(self) -> tuple[LiveQuestion, ...]:
        """The questions that can be drawn."""
        return tuple(question for question in self.questions if is_live(question))

    @property
    def waiting(self) -> frozenset[str]:
        """The refs of the others: nobody was asked them yet, so no pass rests on one."""
        return frozenset(each.ref for each in self.questions if not is_live(each))

    @property
    def counting(self) -> int:
        """How many of the questions that can be drawn count."""
        return sum(question.counts for question in self.live)

    @property
    def needed(self) -> int:
        """How many of those pass if each is wholly right or wrong."""
        return math.ceil(round(self.policy.pass_share * self.counting, 9))

    @property
    def kinds(self) -> dict[str, int]:
        """How many questions there are of each kind."""
        return dict(Counter(question.kind for question in self.questions))
