"""Quiz: questions of several kinds, each about a claim or a section.

A question about a docket row whose verdict is contested asks who says what on which evidence, and
has ``counts`` false: opinion is never graded.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from lessons.authored import Authored, Number, Ref

Credit = Literal["exact", "balanced"]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class Option(Authored, frozen=True, kw_only=True):
    """A choice. ``feedback`` says what choosing it reveals; a wrong one must have it."""

    ref: Ref
    text: str
    correct: bool = False
    feedback: str | None = None


class Pair(Authored, frozen=True, kw_only=True):
    """A row of a matching question: what is on the left, and the ref of its match."""

    ref: Ref
    text: str
    match: Ref
    feedback: str | None = None


class Gap(Authored, frozen=True, kw_only=True):
    """A gap ``[[ref]]`` in a text, filled from a list of options of its own."""

    ref: Ref
    options: tuple[Option, ...]


class Question(Authored, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind has: the stem, what it is about, and what is said when it is marked.

    ``claims`` and ``rows`` are refs of the debate, ``section`` is where to read again.
    """

    ref: Ref
    stem: str
    section: Ref
    explanation: str
    claims: tuple[Ref, ...] = ()
    rows: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()
    counts: bool = True
    live: bool = True


class Single(Question, frozen=True, kw_only=True, tag="single"):
    """Choose one."""

    options: tuple[Option, ...]


class Vignette(Question, frozen=True, kw_only=True, tag="vignette"):
    """A case from the studio, and one choice."""

    case: str
    options: tuple[Option, ...]


class Multiple(Question, frozen=True, kw_only=True, tag="multiple"):
    """Tick all that hold."""

    options: tuple[Option, ...]
    credit: Credit = "balanced"


class TrueFalse(Question, frozen=True, kw_only=True, tag="true_false"):
    """Say whether it holds, and choose the reason: half for each."""

    answer: bool
    reasons: tuple[Option, ...]
    if_wrong: str


class Numeric(Question, frozen=True, kw_only=True, tag="numeric"):
    """Write a number; ``traps`` are wrong numbers that tell what went wrong."""

    answer: float
    tolerance: Annotated[float, msgspec.Meta(ge=0)]
    unit: str
    if_wrong: str
    traps: tuple[Trap, ...] = ()


class Trap(Authored, frozen=True, kw_only=True):
    """A wrong number that people arrive at, and how."""

    value: float
    feedback: str


class Ordering(Question, frozen=True, kw_only=True, tag="ordering"):
    """Put in order: ``items`` stand in the right order; ``ties`` may change places."""

    items: tuple[Option, ...]
    if_wrong: str
    ties: tuple[tuple[Ref, ...], ...] = ()


class Matching(Question, frozen=True, kw_only=True, tag="matching"):
    """Match each row with one of the ``choices``, which may hold more than are needed."""

    pairs: tuple[Pair, ...]
    choices: tuple[Option, ...]


class Gaps(Question, frozen=True, kw_only=True, tag="gaps"):
    """Fill the gaps in ``text``, each from its list."""

    text: str
    gaps: tuple[Gap, ...]


class Label(Question, frozen=True, kw_only=True, tag="label"):
    """Name the marked structures of a figure. Not live yet: it is kept, and not drawn."""

    figure: Ref
    structures: tuple[Ref, ...]


class Hotspot(Question, frozen=True, kw_only=True, tag="hotspot"):
    """Point at a structure of a figure. Not live yet: it is kept, and not drawn."""

    figure: Ref
    zones: tuple[Option, ...]


AnyQuestion = (
    Single | Vignette | Multiple | TrueFalse | Numeric | Ordering | Matching | Gaps | Label | Hotspot
)


class Policy(Authored, frozen=True, kw_only=True):
    """How often one may try, and what share of the counted questions passes."""

    attempts: Number = 3
    pass_share: Share = 0.8


class Quiz(Authored, frozen=True, kw_only=True):
    """A quiz on one lesson."""

    ref: Ref
    title: str
    introduction: str
    questions: tuple[AnyQuestion, ...]
    policy: Policy = Policy()
