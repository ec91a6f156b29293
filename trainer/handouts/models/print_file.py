"""PrintFile: the bytes of a PDF."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from trainer.storage.base import Base, Tenant


class PrintFile(Tenant, Base):
    """The bytes of a PDF, kept under their own hash."""

    __tablename__ = "print_file"
    __table_args__ = (sa.UniqueConstraint("studio_id", "sha256"),)

    sha256: Mapped[str]
    pdf: Mapped[bytes]

    @classmethod
    def keep(cls, session: Session, pdf: bytes) -> str:
        """Keep the bytes once, and give the hash by which they are found."""
        sha256 = hashlib.sha256(pdf).hexdigest()
        # The one file of a print run of one handout is that handout.
        if session.scalar(sa.select(cls.id).where(cls.sha256 == sha256)) is None:
            session.add(cls(sha256=sha256, pdf=pdf))
        return sha256

    @classmethod
    def fetch(cls, session: Session, sha256: str) -> bytes | None:
        """The bytes with that hash, or None when they are gone."""
        return session.scalars(sa.select(cls.pdf).where(cls.sha256 == sha256)).one_or_none()
