"""SignIn: a revocable session on one device."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound

LASTS = dt.timedelta(days=14)


class SignIn(Base):
    """One device signed in by one person, until it ends. Only the token's hash is kept."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    started_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None] = mapped_column(default=None)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """None: devices are their person's, whatever studio they are in."""
        return sa.false()

    @classmethod
    def start(
        cls, session: Session, person_id: int, device: str, at: dt.datetime
    ) -> tuple[SignIn, str]:
        """Begin on a device; the second value is the token, which is not kept anywhere else."""
        token = secrets.token_urlsafe(32)
        row = cls(
            person_id=person_id,
            token_sha256=fingerprint(token),
            device=device,
            started_at=at,
            expires_at=at + LASTS,
        )
        session.add(row)
        return row, token

    @classmethod
    def open_of(cls, session: Session, person_id: int, at: dt.datetime) -> list[SignIn]:
        """Where a person is signed in, the newest first."""
        statement = (
            sa.select(cls)
            .where(cls.person_id == person_id)
            .where(cls.ended_at.is_(None), cls.expires_at > at)
            .order_by(cls.started_at.desc())
        )
        return list(session.scalars(statement))

    @classmethod
    def of(cls, session: Session, person_id: int, sign_in_id: int) -> SignIn | None:
        """The sign-in of that id, if it is that person's."""
        statement = sa.select(cls).where(cls.id == sign_in_id, cls.person_id == person_id)
        return session.scalars(statement).one_or_none()

    @classmethod
    def end(cls, session: Session, sign_in_id: int, at: dt.datetime) -> None:
        """End one sign-in."""
        session.execute(sa.update(cls).where(cls.id == sign_in_id).values(ended_at=at))

    @classmethod
    def end_all(
        cls, session: Session, person_id: int, at: dt.datetime, keep: int | None = None
    ) -> None:
        """End every open sign-in of a person, but for the one to ``keep``."""
        session.execute(
            sa.update(cls)
            .where(cls.person_id == person_id, cls.ended_at.is_(None), cls.id != (keep or 0))
            .values(ended_at=at)
        )


def fingerprint(token: str) -> str:
    """What is stored instead of a token. A token is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
