"""Person: one sign-in for every studio they work in."""

from __future__ import annotations

import unicodedata

from sqlalchemy.orm import Mapped, mapped_column

from trainer.models.base import Base


class Person(Base):
    """Somebody who signs in. ``email`` is in its canonical form and unique."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]


def canonical_email(text: str) -> str:
    """One spelling for one address, so that no second account can hide behind another."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
