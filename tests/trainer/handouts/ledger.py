"""Copies to put into a ledger: Harbour's people hold what a test gives them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

import sqlalchemy as sa

from quizzes.parts import PartRef
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.models.edition import Title
from trainer.editions.models.part import part_revisions
from trainer.handouts.code import new_code
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy, CopyNumber, Issue
from trainer.handouts.models.copy_event import CopyState, Deed
from trainer.tenancy.scope import StudioSession

STAND = PartRef("exercise", "stand")
_numbers = itertools.count(1)


def give(
    every: StudioSession,
    who: str,
    *parts: PartRef,
    kind: Kind = Kind.LESSON,
    at: dt.datetime = LONG_AGO,
) -> Copy:
    """A copy of what Harbour teaches, for somebody: it shows an exercise unless told."""
    member = member_of(every, "harbour", who)
    with every.within(member.studio_id) as rows:
        title = rows.scalars(sa.select(Title)).one()
        edition = title.newest(rows)
        assert edition is not None
        revisions = part_revisions(rows, edition.id)
        issue = Issue(title.id, edition.id, member.id, at, None, revisions, kind)
        serial = (
            f"2025-{next(_numbers):04}"  # the year before: what is printed meanwhile counts anew
        )
        named = CopyNumber(serial, new_code())
        copy = issue.record(rows, member.id, named, parts or [STAND], serial.encode())
    every.commit()
    return copy


VERBS: dict[CopyState, Callable[[Copy, StudioSession, Deed], bool]] = {
    CopyState.HANDED_OVER: Copy.hand_over,
    CopyState.ACKNOWLEDGED: Copy.acknowledge,
    CopyState.RETURNED: Copy.give_back,
    CopyState.LOST: Copy.lose,
    CopyState.WITHDRAWN: Copy.withdraw,
    CopyState.DESTROYED: Copy.destroy,
}


def become(every: StudioSession, copy: Copy, *path: str) -> list[bool]:
    """Let Mia record all of that, one after another; whether each was new."""
    did = Deed(member_of(every, "harbour", "mia").id, LONG_AGO)
    with every.within(copy.studio_id) as rows:
        mine = rows.get_one(Copy, copy.id)
        done = [VERBS[CopyState(state)](mine, rows, did) for state in path]
    every.commit()
    return done


def replace(every: StudioSession, *newer: Copy) -> int:
    """Let these replace what is older."""
    did = Deed(member_of(every, "harbour", "mia").id, LONG_AGO)
    ids, studio_id = [copy.id for copy in newer], newer[0].studio_id
    with every.within(studio_id) as rows:
        many = Copy.replace_older(rows, ids, did)
    every.commit()
    return many
