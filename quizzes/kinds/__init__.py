"""The kinds of question, one module each: a kind that is not listed here is not there.

Whoever asks a question for anything calls the question itself; nothing else lists kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard, TypeVar, get_args

from quizzes.choice import Picks
from quizzes.kind import Kind
from quizzes.kinds.gaps import Gaps
from quizzes.kinds.hotspot import Hotspot
from quizzes.kinds.label import Label
from quizzes.kinds.matching import Matching
from quizzes.kinds.multiple import Multiple
from quizzes.kinds.numeric import Amount, Numeric
from quizzes.kinds.ordering import Order, Ordering
from quizzes.kinds.single import Single
from quizzes.kinds.true_false import Judgement, TrueFalse
from quizzes.kinds.vignette import Vignette
from quizzes.question import Question
from quizzes.rows import Fill

LiveQuestion = Single | Vignette | Multiple | TrueFalse | Numeric | Ordering | Matching | Gaps
AnyQuestion = LiveQuestion | Label | Hotspot
AnyAnswer = Picks | Judgement | Amount | Order | Fill

K = TypeVar("K", bound=Question)


class IncompleteKind(TypeError):
    """A kind does not say all that is asked of one: the message names what is missing."""


def is_live(question: AnyQuestion) -> TypeGuard[LiveQuestion]:
    """Whether questions of its kind are drawn; the others are kept, and nobody is told of them."""
    return isinstance(question, Kind)


def complete(kinds: Iterable[type[K]]) -> dict[str, type[K]]:
    """Those kinds by name; raises IncompleteKind for one that lacks anything."""
    named = {str(kind.__struct_config__.tag): kind for kind in kinds}
    for name, kind in named.items():
        if lacking := [each for each in _ASKED if not _has(kind, each)]:
            missing = ", ".join(lacking)
            raise IncompleteKind(f"{name} lacks {missing}; write it in quizzes/kinds/{name}.py")
    return named


def _is_abstract(kind: type[Question], name: str) -> bool:
    return getattr(getattr(kind, name, None), "__isabstractmethod__", False)


def _has(kind: type[Question], name: str) -> bool:
    return hasattr(kind, name) and not _is_abstract(kind, name)


_ASKED = ("words", *(name for name in sorted(vars(Kind)) if _is_abstract(Kind, name)))

KINDS: dict[str, type[LiveQuestion]] = complete(get_args(LiveQuestion))
