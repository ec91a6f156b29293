"""Exercise: what to do, on what, how it is cued, and what to take care of."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec

from lessons.authoring import Authored, Ref

By = Literal["source", "editor"]
Kind = Literal["stop", "leave_out", "adapt", "setup"]
KINDS: tuple[Kind | None, ...] = (None, *get_args(Kind))
Some = Annotated[int, msgspec.Meta(ge=1)]


class Remark(Authored, frozen=True, kw_only=True):
    """One statement, and whether the source makes it or an editor added it."""

    text: str
    by: By


class Precaution(Remark, frozen=True, kw_only=True):
    """What to take care of, and what it asks of whoever it concerns.

    An edition from before there were kinds has none: it is read as strictly as the strictest.
    """

    kind: Kind | None = None

    @property
    def is_firm(self) -> bool:
        """Whether it ends the exercise or rules it out: no copy of the card may lack it."""
        return self.kind not in {"adapt", "setup"}


class Step(Authored, frozen=True, kw_only=True):
    """One step, with how long it takes in seconds or in breaths where that is said."""

    text: str
    by: By
    seconds: Some | None = None
    breaths: Some | None = None


class Cue(Authored, frozen=True, kw_only=True):
    """What a teacher says, touches or calls to mind."""

    kind: Literal["verbal", "tactile", "imagery"]
    text: str
    by: By


class Exercise(Authored, frozen=True, kw_only=True):
    """An exercise card. ``after`` names the exercises that come before it.

    What an editor added waits for a qualified teacher's signature, which a studio records; the
    card itself claims none.
    """

    ref: Ref
    name: str
    minutes: Some
    purpose: Remark
    apparatus: tuple[Remark, ...]
    position: Remark
    level: Remark
    precautions: tuple[Precaution, ...]
    steps: tuple[Step, ...]
    cues: tuple[Cue, ...]
    notice: tuple[Remark, ...]
    claims: tuple[Ref, ...]
    after: tuple[Ref, ...] = ()

    @property
    def care(self) -> tuple[Precaution, ...]:
        """The precautions in the order they are read in: what to stop for comes first."""
        return tuple(sorted(self.precautions, key=lambda each: KINDS.index(each.kind)))

    @property
    def firm(self) -> tuple[Precaution, ...]:
        """Those of them that end the exercise or rule it out."""
        return tuple(each for each in self.care if each.is_firm)
