"""Second factor: the codes of an app, asked for after the password, and codes for without it."""

from __future__ import annotations

import base64
import datetime as dt
import hmac

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound
from trainer.tenancy.models.sign_in import fingerprint

CODES = 10  # to come in without the app, each once
SHOWN_FOR = dt.timedelta(minutes=10)
DRIFT = (0, -1, 1)  # clocks of phones are half a minute early or late
ISSUER = "Trainer"


class SecondFactor(Base):
    """What somebody's app counts with, from ``at`` until ``ended_at``.

    Its secret and its recovery codes are made of ``nonce`` and the site's key, so that the rows
    alone open nothing. ``last_step`` is the newest half minute whose code was used.
    """

    __tablename__ = "second_factor"
    __table_args__ = (
        sa.Index(
            "uq_second_factor_open",
            "person_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    nonce: Mapped[str] = mapped_column(unique=True)
    at: Mapped[dt.datetime]
    last_step: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[dt.datetime | None] = mapped_column(default=None)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """None: an account is its person's, whatever studio they are in."""
        return sa.false()

    @classmethod
    def of(cls, session: Session, person_id: int) -> SecondFactor | None:
        """The one that a person has now."""
        mine = (cls.person_id == person_id, cls.ended_at.is_(None))
        return session.scalars(sa.select(cls).where(*mine)).one_or_none()

    @classmethod
    def offer(cls, session: Session, person_id: int, token: str) -> str:
        """The nonce of the next one, for whoever holds the token of that sign-in."""
        many = session.scalar(sa.select(sa.func.count(cls.id)).where(cls.person_id == person_id))
        return fingerprint(f"second factor {many}: {token}")

    @classmethod
    def end(cls, session: Session, person_id: int, at: dt.datetime) -> None:
        """Ask a person for no code any more."""
        mine = (cls.person_id == person_id, cls.ended_at.is_(None))
        session.execute(sa.update(cls).where(*mine).values(ended_at=at))

    def admits(self, session: Session, code: str, key: str, at: dt.datetime) -> bool:
        """Whether a code lets its person in, now and this once."""
        step = matching_step(self.nonce, key, code, at)
        if step is not None:
            return self._advance(session, step)
        numbers = enumerate(recovery_codes(self.nonce, key))
        matches = (number for number, each in numbers if _same(each, code))
        return any(self._spend(session, number, at) for number in matches)

    def unspent(self, session: Session, key: str) -> list[str]:
        """The recovery codes that are left."""
        spent = set(
            session.scalars(sa.select(SpentCode.number).where(SpentCode.factor_id == self.id))
        )
        codes = enumerate(recovery_codes(self.nonce, key))
        return [code for number, code in codes if number not in spent]

    def _advance(self, session: Session, step: int) -> bool:
        """One statement, so that no code is used by two at once."""
        newer = (SecondFactor.id == self.id, SecondFactor.last_step < step)
        statement = sa.update(SecondFactor).where(*newer).values(last_step=step)
        return session.execute(statement.returning(SecondFactor.id)).first() is not None

    def _spend(self, session: Session, number: int, at: dt.datetime) -> bool:
        session.execute(
            sa.select(SecondFactor.id).where(SecondFactor.id == self.id).with_for_update()
        )
        spent = (SpentCode.factor_id == self.id, SpentCode.number == number)
        if session.execute(sa.select(SpentCode.id).where(*spent)).first():
            return False
        session.add(SpentCode(factor_id=self.id, number=number, at=at))
        session.flush()
        return True


class SpentCode(Base):
    """A recovery code that was used: each lets its person in once."""

    __tablename__ = "spent_code"
    __table_args__ = (sa.UniqueConstraint("factor_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    factor_id: Mapped[int] = mapped_column(sa.ForeignKey("second_factor.id"))
    number: Mapped[int]
    at: Mapped[dt.datetime]

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """None, as the factor that it is of."""
        return sa.false()


def app_secret(nonce: str, key: str) -> str:
    """What is typed or scanned into the app: 32 letters and digits."""
    return base64.b32encode(_made(nonce, key, "app")[:20]).decode()


def app_address(nonce: str, key: str, email: str) -> str:
    """What the drawn code holds."""
    return pyotp.TOTP(app_secret(nonce, key)).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_step(nonce: str, key: str, code: str, at: dt.datetime) -> int | None:
    """The half minute whose code it is, if it is one of about now."""
    counter = pyotp.TOTP(app_secret(nonce, key))
    steps = (counter.timecode(at) + drift for drift in DRIFT)
    return next((step for step in steps if _same(counter.generate_otp(step), code)), None)


def recovery_codes(nonce: str, key: str) -> list[str]:
    """Ten codes of ten letters and digits, in two halves."""
    made = (_made(nonce, key, f"recovery {number}") for number in range(CODES))
    words = (base64.b32encode(each)[:10].decode().lower() for each in made)
    return [f"{word[:5]}-{word[5:]}" for word in words]


def _made(nonce: str, key: str, what: str) -> bytes:
    return hmac.digest(f"second factor:{key}".encode(), f"{what}:{nonce}".encode(), "sha256")


def _same(one: str, typed: str) -> bool:
    return hmac.compare_digest(_plain(one).encode(), _plain(typed).encode())


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").casefold()
