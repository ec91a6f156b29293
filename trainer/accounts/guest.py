"""Guest: whoever has come by the link of an invitation, and the account that they may have."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainer.accounts.models.invitation import Invitation
from trainer.accounts.models.proof import Proof, Recovery
from trainer.accounts.models.reset import Reset
from trainer.accounts.models.second_factor import SecondFactor
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.scope import StudioSession

# One answer for all that does not fit: whoever merely holds the link learns of no account.
NO_FIT = (
    "This does not fit the address. If you have signed in here before, use the password you have; "
    "if you have not, choose one under “I am new here”. If neither works, ask the studio’s owner."
)
NOT_PROVEN = (
    "Nobody has shown yet that this address is yours, so a copied link does not let you in. Ask "
    "the owner of the studio to invite you: they can give their word that it is."
)


class GuestRefused(Exception):
    """Somebody who may not come in by this link: the message is for them."""


@dataclass(frozen=True)
class Known:
    """Somebody who says that they have an account; the hash is the one that their password fits."""

    password_hash: str | None

    def account(self, session: StudioSession, invitation: Invitation, at: dt.datetime) -> Person:
        """Their account, if it is that of the address, and may be trusted here."""
        person = Person.hold(session, invitation.email)
        if person is None or person.password_hash != self.password_hash:
            raise GuestRefused(NO_FIT)
        if not (invitation.proves or _is_trusted(session, invitation.studio_id, person.id)):
            raise GuestRefused(NOT_PROVEN)
        return person


@dataclass(frozen=True)
class Newcomer:
    """Somebody who says that they are new, with the name and password that they chose."""

    name: str
    password_hash: str

    def account(self, session: StudioSession, invitation: Invitation, at: dt.datetime) -> Person:
        """A new account, or the one that another has made of their address, taken back."""
        person = Person.hold(session, invitation.email)
        if person is None:
            return self._made(session, invitation.email)
        if not invitation.proves or Proof.covers(session, person.id):
            raise GuestRefused(NO_FIT)
        person.name, person.password_hash = self.name, self.password_hash
        SignIn.end_all(session, person.id, at)
        Reset.end_all(session, person.id, at)
        SecondFactor.end(session, person.id, at)
        Recovery.note(session, person.id, at)
        return person

    def _made(self, session: Session, email: str) -> Person:
        person = Person(email=email, name=self.name, password_hash=self.password_hash)
        session.add(person)
        try:
            session.flush()
        except IntegrityError:  # made in this very moment, by another studio's link
            raise GuestRefused(NO_FIT) from None
        return person


def _is_trusted(session: Session, studio_id: int, person_id: int) -> bool:
    """Whether the address is proven, or the studio has taken the account in before."""
    statement = sa.select(Membership.id).where(
        Membership.studio_id == studio_id, Membership.person_id == person_id
    )
    was_here = session.execute(statement).first() is not None
    return was_here or Proof.covers(session, person_id)
