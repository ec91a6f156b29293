"""Print run: handouts that somebody asked for, and the one file of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import Deed
from trainer.handouts.models.print_file import PrintFile
from trainer.storage.base import Base, Owned, Tenant, child_of, one_of, parent
from trainer.storage.job import Job


class Arrangement(StrEnum):
    """The order of the people in the one file."""

    SURNAME = "surname"
    LOCATION = "location"


class Delivery(StrEnum):
    """How the paper reaches its people."""

    FILE = "file"  # one for the printer
    ZIP = "zip"
    MAIL = "mail"


class PrintRun(Owned, Base):
    """Copies of an edition asked for together; ``membership_id`` is who asked.

    ``form_key`` is of the form that it was asked with: sent twice, it leads to the same run.
    """

    __tablename__ = "print_run"
    __table_args__ = (
        parent(),
        child_of("title"),
        child_of("edition"),
        child_of("membership"),
        one_of("arrangement", Arrangement),
        one_of("delivery", Delivery),
        sa.UniqueConstraint("studio_id", "form_key"),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    at: Mapped[dt.datetime]
    arrangement: Mapped[str] = mapped_column(default=Arrangement.SURNAME)
    duplex: Mapped[bool] = mapped_column(default=False)
    cover: Mapped[bool] = mapped_column(default=False)
    delivery: Mapped[str] = mapped_column(default=Delivery.FILE)
    form_key: Mapped[str | None] = mapped_column(default=None)

    @classmethod
    def of_form(cls, session: Session, form_key: str) -> PrintRun | None:
        """The run that was asked for with that form, if it was sent before."""
        return session.scalars(sa.select(cls).where(cls.form_key == form_key)).one_or_none()

    def ask(
        self,
        session: Session,
        members: Sequence[int],
        at: dt.datetime,
        kinds: Sequence[Kind] = (Kind.LESSON,),
    ) -> None:
        """Ask for those kinds for those people, in that order."""
        self.ask_for(session, [(each, kind) for each in members for kind in kinds], at)

    def ask_for(
        self, session: Session, wanted: Iterable[tuple[int, Kind]], at: dt.datetime
    ) -> None:
        """Ask for a kind for each of those members, in that order: a worker takes it up from there.

        Raises IntegrityError when whoever asks has a run open already, or has sent the form before.
        """
        session.add(self)
        session.flush()
        session.add(Job.of_run(self.id, self.membership_id, at))
        session.flush()
        session.add_all(
            Ticket(print_run_id=self.id, membership_id=member, kind=kind) for member, kind in wanted
        )
        session.flush()  # which keeps the order in which they were added

    def tickets(self, session: Session) -> list[Ticket]:
        """Who is on it and with what, in order."""
        mine = sa.select(Ticket).where(Ticket.print_run_id == self.id).order_by(Ticket.id)
        return list(session.scalars(mine))

    def bundle(self, session: Session) -> str | None:
        """The hash of its one file, or None when there is none, or none yet."""
        mine = sa.select(Bundle.sha256).where(Bundle.print_run_id == self.id)
        return session.scalars(mine).one_or_none()


class Ticket(Owned, Base):
    """A kind for a person on a print run; the ids count up in the order of the file.

    ``kind`` is what was asked for. Its base, once that is laid out, says what it has become.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        child_of("membership"),
        child_of("print_run"),
        child_of("print_base"),
        one_of("kind", Kind),
        sa.UniqueConstraint("print_run_id", "membership_id", "kind"),
    )

    print_run_id: Mapped[int]
    kind: Mapped[str]
    print_base_id: Mapped[int | None] = mapped_column(default=None)

    @classmethod
    def stand_on(cls, session: Session, print_base_id: int, tickets: Sequence[int]) -> None:
        """Give those tickets, as far as they have none, that base."""
        mine = sa.update(cls).where(cls.id.in_(tickets), cls.print_base_id.is_(None))
        session.execute(mine.values(print_base_id=print_base_id))


class Ticketed(Protocol):
    """Whose ticket it is, and for what."""

    @property
    def membership_id(self) -> int: ...

    @property
    def kind(self) -> str: ...


class Misprint(Owned, Base):
    """A kind that could not be made for a person on a print run: why, and what to do, in words."""

    __tablename__ = "misprint"
    __table_args__ = (
        child_of("membership"),
        child_of("print_run"),
        one_of("kind", Kind),
        sa.UniqueConstraint("print_run_id", "membership_id", "kind"),
    )

    print_run_id: Mapped[int]
    kind: Mapped[str]
    reason: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def record(
        cls,
        session: Session,
        run: PrintRun,
        tickets: Iterable[Ticketed],
        reason: str,
        at: dt.datetime,
    ) -> None:
        """Say of those tickets of a run why there is no copy."""
        session.add_all(
            cls(
                print_run_id=run.id,
                membership_id=each.membership_id,
                kind=each.kind,
                reason=reason,
                at=at,
            )
            for each in tickets
        )
        session.flush()


class Bundle(Tenant, Base):
    """All copies of a print run in one file, in order: the hash of its bytes."""

    __tablename__ = "bundle"
    __table_args__ = (child_of("print_run"), sa.UniqueConstraint("print_run_id"))

    print_run_id: Mapped[int]
    sha256: Mapped[str]
    at: Mapped[dt.datetime]


def withdraw(copy: Copy, session: Session, deed: Deed) -> bool:
    """Call a copy back for good, and take back the one file that it is in with others."""
    if not copy.withdraw(session, deed):
        return False
    mine = sa.select(Bundle.sha256).where(Bundle.print_run_id == copy.print_run_id)
    sha256 = session.scalars(mine).one_or_none()
    session.execute(sa.delete(PrintFile).where(PrintFile.sha256 == sha256))
    return True


# Two kinds that come to the same base are one copy.
_COPY = sa.and_(
    Copy.print_run_id == Ticket.print_run_id,
    Copy.membership_id == Ticket.membership_id,
    Copy.print_base_id == Ticket.print_base_id,
)
_MISPRINT = sa.and_(
    Misprint.print_run_id == Ticket.print_run_id,
    Misprint.membership_id == Ticket.membership_id,
    Misprint.kind == Ticket.kind,
)
TICKETS = (
    sa.select(Ticket.membership_id, Ticket.kind)
    .outerjoin(Copy, _COPY)
    .outerjoin(Misprint, _MISPRINT)
    .order_by(Ticket.id)
)
