"""Copy: one printed handout, for one person. What was printed never changes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from quizzes.parts import PartRef
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy_event import HELD, CopyEvent, CopyState, Deed, OutOfTurn
from trainer.handouts.models.print_base import Ground, PrintBase
from trainer.storage.base import Base, Owned, Tenant, child_of, one_of, parent


class Damaged(Exception):
    """The bytes of a copy are not those that were printed: nobody is given them."""


class Copy(Owned, Base):
    """A printed handout: who it is for, which edition, and the hash of its bytes.

    ``serial`` counts without a gap in its studio and year; ``code`` is what its link carries, and
    nobody can guess it. Its bytes are its base's, and then ``tail``, which is None once it is taken
    back; ``sha256`` is of the whole.
    """

    __tablename__ = "copy"
    __table_args__ = (
        parent(),
        child_of("membership"),
        child_of("membership", "printed_by"),
        child_of("title"),
        child_of("edition"),
        child_of("print_run"),
        child_of("print_base"),
        one_of("kind", Kind),
        sa.UniqueConstraint("studio_id", "serial"),
        sa.Index(None, "membership_id", "title_id"),
        # Whatever crashes in a print run, nobody gets two of a kind of it.
        sa.Index(
            "uq_copy_print_run_id_membership_id_kind",
            *("print_run_id", "membership_id", "kind"),
            unique=True,
        ),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    kind: Mapped[str]
    serial: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    print_base_id: Mapped[int] = mapped_column(index=True)
    tail: Mapped[bytes | None] = mapped_column(deferred=True)
    sha256: Mapped[str]
    printed_by: Mapped[int]
    at: Mapped[dt.datetime]
    print_run_id: Mapped[int | None] = mapped_column(default=None)

    def whole(self, session: Session) -> bytes | None:
        """The same bytes every time; None once they are taken back."""
        tail = session.scalar(sa.select(Copy.tail).where(Copy.id == self.id))
        base = session.get_one(PrintBase, self.print_base_id).pdf(session)
        if tail is None or base is None:
            return None
        pdf = base + tail
        if hashlib.sha256(pdf).hexdigest() != self.sha256:
            raise Damaged(f"copy {self.serial}")
        return pdf

    def state(self, session: Session) -> CopyState:
        """What happened to it last."""
        return CopyState(session.execute(sa.select(STATE).where(Copy.id == self.id)).scalar_one())

    def hand_over(self, session: Session, deed: Deed) -> bool:
        """Give the paper to its person. This and what follows: False when it is so already."""
        return self._become(session, CopyState.HANDED_OVER, deed)

    def acknowledge(self, session: Session, deed: Deed) -> bool:
        """Its person says that they have it."""
        return self._become(session, CopyState.ACKNOWLEDGED, deed)

    def give_back(self, session: Session, deed: Deed) -> bool:
        """The paper is with the studio again."""
        return self._become(session, CopyState.RETURNED, deed)

    def lose(self, session: Session, deed: Deed) -> bool:
        """Nobody knows where the paper is."""
        return self._become(session, CopyState.LOST, deed)

    def destroy(self, session: Session, deed: Deed) -> bool:
        """The paper is no more."""
        return self._become(session, CopyState.DESTROYED, deed)

    def withdraw(self, session: Session, deed: Deed) -> bool:
        """Call it back for good, and take back its bytes."""
        if not self._become(session, CopyState.WITHDRAWN, deed):
            return False
        session.execute(sa.update(Copy).where(Copy.id == self.id).values(tail=None))
        return True

    @classmethod
    def replace_older(
        cls, session: Session, newer: Sequence[int], deed: Deed, asked: str = ""
    ) -> int:
        """Let each of these copies replace what its person has of the same kind and title.

        ``asked`` is what was asked for where that has become another kind: it is replaced, too.
        """
        told = {"newer": newer, "asked": asked}
        pairs = {older: rest for older, *rest in session.execute(_OLDER, told)}
        replaceable = sa.select(cls.id).where(cls.id.in_(pairs), STATE.in_(_REPLACEABLE))
        replaced = session.scalars(replaceable).all()
        for each in replaced:
            membership_id, newer_id = pairs[each]
            event = deed.event(CopyState.REPLACED, each, membership_id)
            event.newer_id = newer_id
            session.add(event)
        session.flush()
        return len(replaced)

    def _become(self, session: Session, state: CopyState, deed: Deed) -> bool:
        """Add the event, unless it is the newest already; whoever comes second waits here."""
        session.execute(sa.select(Copy.id).where(Copy.id == self.id).with_for_update())
        now = self.state(session)
        if now is state:
            return False
        if not now.may_become(state):
            raise OutOfTurn(now)
        session.add(deed.event(state, self.id, self.membership_id))
        session.flush()
        return True


# What happened last to the copy that a statement is about.
STATE = (
    sa.select(CopyEvent.kind)
    .where(CopyEvent.copy_id == Copy.id)
    .order_by(CopyEvent.id.desc())
    .limit(1)
    .correlate(Copy)
    .scalar_subquery()
)
IS_HELD = STATE.in_(sorted(HELD))
# What an instructor holds of a lesson itself; cards, posters and the rest come beside it.
IS_OF_LESSON = Copy.kind.in_((Kind.LESSON, Kind.WORKSHEET))
_REPLACEABLE = sorted(state for state in CopyState if state.may_become(CopyState.REPLACED))

_newer = aliased(Copy)
# The older copies come in the order of their ids, so that no two transactions wait for each other.
_OLDER = (
    sa.select(Copy.id, Copy.membership_id, _newer.id)
    .join(
        _newer,
        sa.and_(
            _newer.membership_id == Copy.membership_id,
            _newer.title_id == Copy.title_id,
            sa.or_(_newer.kind == Copy.kind, Copy.kind == sa.bindparam("asked")),
            _newer.id > Copy.id,
        ),
    )
    .where(_newer.id.in_(sa.bindparam("newer", expanding=True)))
    .order_by(Copy.id)
    .with_for_update(of=Copy)
)


class Sighting(Tenant, Base):
    """Somebody opened the link of a copy: when, and nothing about whom."""

    __tablename__ = "sighting"
    __table_args__ = (child_of("copy"), sa.Index(None, "copy_id"))

    copy_id: Mapped[int]
    at: Mapped[dt.datetime]


@dataclass(frozen=True)
class Issue:
    """What copies that are recorded together share; ``revisions`` are those of the edition's parts.

    ``parts`` are named as "kind:ref".
    """

    title_id: int
    edition_id: int
    printed_by: int
    at: dt.datetime
    print_run_id: int | None
    revisions: dict[PartRef, int]
    kind: Kind = Kind.LESSON

    def record(
        self,
        session: Session,
        membership_id: int,
        named: CopyNumber,
        parts: Iterable[PartRef],
        pdf: bytes,
    ) -> Copy:
        """Record one copy for a member, a whole file by itself, with the parts it shows."""
        # An edition from before there was such a part has it in its first revision.
        shown = {part: self.revisions.get(part, 1) for part in parts}
        base = Ground(self.title_id, self.edition_id, self.kind, shown).base(session)
        copy = self.copy(membership_id, named, base, pdf)
        session.add(copy)
        session.flush()
        printed = Deed(self.printed_by, self.at)
        session.add(printed.event(CopyState.PRINTED, copy.id, membership_id))
        session.flush()
        return copy

    def copy(self, membership_id: int, named: CopyNumber, base: PrintBase, pdf: bytes) -> Copy:
        """A copy that is a whole file by itself."""
        return Copy(
            membership_id=membership_id,
            title_id=self.title_id,
            edition_id=self.edition_id,
            kind=self.kind,
            serial=named.serial,
            code=named.code,
            print_base_id=base.id,
            tail=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            printed_by=self.printed_by,
            print_run_id=self.print_run_id,
            at=self.at,
        )


class CopyNumber(NamedTuple):
    """What a copy is known by: its serial, and the code in its link."""

    serial: str
    code: str
