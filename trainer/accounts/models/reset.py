"""Reset: a link by which somebody who has forgotten their password chooses a new one."""

from __future__ import annotations

import datetime as dt
import secrets
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from trainer.accounts.models.proof import How, Proof
from trainer.storage.base import Base, Bound, one_of
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.scope import StudioSession

LASTS = dt.timedelta(hours=1)


class Route(StrEnum):
    """How a link comes to its person: by mail, by a manager, or from whoever runs the site."""

    MAIL = "mail"
    HAND = "hand"
    SITE = "site"


class Reset(Base):
    """A link for one account, good for an hour and one use.

    ``nonce`` is what the link carries, signed. ``made_by`` is the membership of the manager who
    hands it over, upon whom it rests until it is used.
    """

    __tablename__ = "reset"
    __table_args__ = (one_of("route", Route),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    route: Mapped[str]
    nonce: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("membership.id"), default=None)
    ended_at: Mapped[dt.datetime | None] = mapped_column(default=None)

    person: Mapped[Person] = relationship(init=False, lazy="raise", viewonly=True)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """None: an account is its person's, whatever studio they are in."""
        return sa.false()

    @classmethod
    def make(
        cls, person_id: int, route: Route, at: dt.datetime, made_by: int | None = None
    ) -> Reset:
        """A new link with a nonce nobody can guess, for an hour."""
        nonce, end = secrets.token_urlsafe(24), at + LASTS
        return cls(
            person_id=person_id,
            route=route,
            nonce=nonce,
            made_at=at,
            expires_at=end,
            made_by=made_by,
        )

    @classmethod
    def at(cls, session: Session, nonce: str, *, hold: bool = False) -> Reset | None:
        """The one that a link carries, with its person; nobody else uses it while it is held."""
        if hold:
            session.execute(sa.select(cls.id).where(cls.nonce == nonce).with_for_update())
        statement = sa.select(cls).options(joinedload(cls.person)).where(cls.nonce == nonce)
        again = {"populate_existing": True}
        return session.scalars(statement, execution_options=again).one_or_none()

    @classmethod
    def open_by(
        cls, session: Session, made_by: int, person_id: int, at: dt.datetime
    ) -> Reset | None:
        """The newest open one that a manager has made for somebody."""
        statement = sa.select(cls).where(
            cls.made_by == made_by,
            cls.person_id == person_id,
            cls.ended_at.is_(None),
            cls.expires_at > at,
        )
        return session.scalars(statement.order_by(cls.id.desc())).first()

    @classmethod
    def end_all(cls, session: Session, person_id: int, at: dt.datetime) -> None:
        """End every open one for a person: they know their password, or another chose it."""
        mine = (cls.person_id == person_id, cls.ended_at.is_(None))
        session.execute(sa.update(cls).where(*mine).values(ended_at=at))

    def is_open(self, session: StudioSession, at: dt.datetime) -> bool:
        """Whether it may be used still; the session sees every studio."""
        if self.ended_at is not None or at >= self.expires_at:
            return False
        return self.made_by is None or may_hand_over(session, self.made_by, self.person_id)

    def use(self, session: StudioSession, password_hash: str, at: dt.datetime) -> None:
        """Set the password, and end all that knew the old one; it must be held and loaded."""
        person = session.get_one(Person, self.person_id, with_for_update=True)
        person.password_hash = password_hash
        SignIn.end_all(session, person.id, at)
        Reset.end_all(session, person.id, at)
        if self.route == Route.MAIL and not Proof.covers(session, person.id):
            _prove(session, person.id, at)


def may_hand_over(session: StudioSession, by: int, person_id: int) -> bool:
    """Whether somebody may be trusted with a link into an account; the session sees every studio.

    Whoever holds it can take the account: so it must open nothing but their own studio, now or as
    a record of before, and there nobody who may do as much as they.
    """
    giver = session.get(Membership, by)
    theirs = list(session.scalars(sa.select(Membership).where(Membership.person_id == person_id)))
    if giver is None or [each.studio_id for each in theirs] != [giver.studio_id]:
        return False
    (taker,) = theirs
    is_lower = Role(taker.role).rank < Role(giver.role).rank
    return is_lower and giver.is_here(session) and taker.is_here(session)


def _prove(session: StudioSession, person_id: int, at: dt.datetime) -> None:
    """The link went to the address alone, so whoever came by it has shown that it is theirs."""
    of_person = sa.select(Membership).where(Membership.person_id == person_id)
    if member := session.scalars(of_person.order_by(Membership.id)).first():
        with session.within(member.studio_id) as rows:
            rows.add(Proof(membership_id=member.id, how=How.LETTER, at=at))
