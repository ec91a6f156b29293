"""Answer: what a learner answered, canonical: in the author's refs, wherever the page had them."""

from __future__ import annotations

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="as"):
    """What every answer has; one with nothing in it is blank, and valid."""

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return self == type(self)()


class Picks(Answer, frozen=True, kw_only=True, tag="picks"):
    """The options picked, sorted: of a single, a vignette or a multiple."""

    options: tuple[str, ...] = ()


class Judgement(Answer, frozen=True, kw_only=True, tag="judgement"):
    """Whether a statement holds, and the reason chosen for that."""

    holds: bool | None = None
    reason: str | None = None


class Amount(Answer, frozen=True, kw_only=True, tag="amount"):
    """The number written."""

    number: float | None = None


class Order(Answer, frozen=True, kw_only=True, tag="order"):
    """The items by the place they were given; None where a place was left free."""

    items: tuple[str | None, ...] = ()


class Fill(Answer, frozen=True, kw_only=True, tag="fill"):
    """What was chosen for each row of a matching, or for each gap; the rest is left out."""

    rows: dict[str, str] = {}


AnyAnswer = Picks | Judgement | Amount | Order | Fill
