"""Exercise: what to do, on what, how it is cued, and what to take care of."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from lessons.authored import Authored, Ref

By = Literal["source", "editor"]
Some = Annotated[int, msgspec.Meta(ge=1)]


class Remark(Authored, frozen=True, kw_only=True):
    """One statement, and whether the source makes it or an editor added it."""

    text: str
    by: By


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
    precautions: tuple[Remark, ...]
    steps: tuple[Step, ...]
    cues: tuple[Cue, ...]
    notice: tuple[Remark, ...]
    claims: tuple[Ref, ...]
    after: tuple[Ref, ...] = ()
