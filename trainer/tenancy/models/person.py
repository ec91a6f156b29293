"""Person: one sign-in for every studio they work in."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound


class Person(Base):
    """Somebody who signs in. ``email`` is in its canonical form and unique."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]

    @classmethod
    def at(cls, session: Session, email: str) -> Person | None:
        """Whoever has that address."""
        return session.scalars(sa.select(cls).where(cls.email == email)).one_or_none()

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """Whoever has a membership in the studio."""
        of = cls.metadata.tables["membership"].c
        here = sa.select(of.person_id).where(of.studio_id == studio)
        return cls.id.in_(here if member is None else here.where(of.id == member))

    @classmethod
    def hold(cls, session: Session, email: str) -> Person | None:
        """Whoever has that address; nobody else changes them until the transaction ends."""
        statement = sa.select(cls).where(cls.email == email).with_for_update(key_share=True)
        return session.scalars(
            statement, execution_options={"populate_existing": True}
        ).one_or_none()


def canonical_email(text: str) -> str:
    """One spelling for one address, so that no second account can hide behind another.

    A domain is written in ASCII as mail servers know it: "straße.example" must not become
    "strasse.example", which is somebody else's. What is no address is only tidied.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        found = validate_email(tidy, check_deliverability=False)
    except EmailNotValidError:
        return tidy
    return f"{found.local_part}@{found.ascii_domain}"
