"""Person: one sign-in for every studio they work in."""

from __future__ import annotations

import string
import unicodedata

import idna
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
    """One spelling for one address, by what mail servers take for one.

    A domain is written in ASCII by IDNA 2008: "straße.example" must not become "strasse.example",
    which is somebody else's. What stands before the @ is a name that its server alone can read:
    no letter of it is changed but the case of A to Z. What is no address is only tidied.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if "@" not in tidy:
        tidy = tidy.replace(_WIDE_AT, "@")
    try:
        found = validate_email(tidy, check_deliverability=False)
    except EmailNotValidError:
        return tidy
    return f"{found.local_part.translate(_SMALL)}@{found.ascii_domain}"


def readable_email(email: str) -> str:
    """A canonical address with its domain in the letters that people know it by."""
    before, _, domain = email.rpartition("@")
    if "xn--" not in domain:
        return email
    try:
        return f"{before}@{idna.decode(domain)}"
    except idna.IDNAError:
        return email


_WIDE_AT = "\N{FULLWIDTH COMMERCIAL AT}"  # of an East Asian keyboard
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
