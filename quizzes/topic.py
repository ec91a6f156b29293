"""Topic: one line of a quiz's blueprint, and how many questions it owes."""

from __future__ import annotations

from lessons.authoring import Authored, Number, Ref


class Topic(Authored, frozen=True, kw_only=True):
    """What a quiz tests under one heading, with the ``least`` number of live questions on it.

    ``objective`` is the number, from 1, of the lesson's objective that it serves, if one names it.
    Where ``counts`` is false, what is asked is open, and none of its questions makes the mark.
    """

    ref: Ref
    title: str
    least: Number
    objective: Number | None = None
    counts: bool = True
