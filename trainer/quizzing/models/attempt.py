"""Attempt at a quiz, and its AnswerEvents. All append-only."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.kinds import AnyAnswer
from quizzes.layout import Layout, lay_out
from quizzes.package import Package
from quizzes.quiz import Quiz
from trainer.editions.models.edition import Edition, Title, package
from trainer.storage.base import Base, Owned, child_of, parent

# Made here, once: msgspec crashes when threads meet a type for the first time together.
_LAYOUT = msgspec.json.Decoder(Layout)
_ANSWER: msgspec.json.Decoder[AnyAnswer] = msgspec.json.Decoder(AnyAnswer)


class Scope(StrEnum):
    """What an attempt asks: the whole quiz, or what has changed since it was passed."""

    WHOLE = "whole"
    DELTA = "delta"


class Attempt(Owned, Base):
    """One try at a title's quiz, laid out once for good; open while ``closed_at`` is empty."""

    __tablename__ = "attempt"
    __table_args__ = (
        parent(),
        child_of("membership"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("membership_id", "title_id", "number"),
        sa.Index(
            "uq_attempt_open",
            "membership_id",
            "title_id",
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        ),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    number: Mapped[int]
    layout_json: Mapped[str]
    started_at: Mapped[dt.datetime]
    scope: Mapped[str] = mapped_column(default=Scope.WHOLE, server_default=Scope.WHOLE)
    closed_at: Mapped[dt.datetime | None] = mapped_column(default=None)

    @classmethod
    def start(
        cls, quiz: Quiz, number: int, only: Collection[str] | None = None, **where: Any
    ) -> Attempt:
        """A new attempt at all or ``only`` some questions, in a layout that nobody can foretell."""
        layout = lay_out(quiz, secrets.randbits(63), only)
        return cls(number=number, layout_json=msgspec.json.encode(layout).decode(), **where)

    @property
    def layout(self) -> Layout:
        """Where everything is shown."""
        return _LAYOUT.decode(self.layout_json)

    @classmethod
    def at(
        cls, session: Session, slug: str, attempt_id: int, *, hold: bool = False
    ) -> tuple[Attempt, Package] | None:
        """The attempt of that id at a title's quiz, with what its edition holds; or None.

        With ``hold`` nobody else writes to it before this transaction ends.
        """
        asked = {"attempt": attempt_id, "slug": slug}
        found = session.execute(_HELD if hold else _ATTEMPT, asked).one_or_none()
        if found is None:
            return None
        attempt, document = found
        return attempt, package(session, attempt.edition_id, document)

    def answer(self, session: Session, question: str) -> AnyAnswer | None:
        """The newest answer to one question, or None."""
        asked = {"attempt": self.id, "question": question}
        found = session.execute(_NEWEST, asked).first()
        return _ANSWER.decode(found[1]) if found else None

    def answers(self, session: Session) -> dict[str, AnyAnswer]:
        """The newest answer to each question, by ref: the highest sequence wins."""
        newest = dict(session.execute(_ANSWERS, {"attempt": self.id}).all())
        return {question: _ANSWER.decode(answer) for question, answer in newest.items()}

    def hand_in(self, session: Session, at: dt.datetime) -> bool:
        """Close it, once: False when it was closed already, perhaps by a second tap."""
        statement = (
            sa.update(Attempt)
            .where(Attempt.id == self.id, Attempt.closed_at.is_(None))
            .values(closed_at=at)
            .returning(Attempt.id)
        )
        return session.execute(statement).first() is not None


class AnswerEvent(Owned, Base):
    """One answer as it was sent. Nothing is changed: a later one counts instead."""

    __tablename__ = "answer_event"
    __table_args__ = (
        child_of("membership"),
        child_of("attempt"),
        sa.UniqueConstraint("attempt_id", "sequence"),
    )

    attempt_id: Mapped[int]
    sequence: Mapped[int]
    question: Mapped[str]
    answer_json: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def record(
        cls, session: Session, attempt: Attempt, question: str, answer: AnyAnswer, at: dt.datetime
    ) -> None:
        """Append an answer behind all that came before."""
        last = session.execute(
            sa.select(sa.func.max(cls.sequence)).where(cls.attempt_id == attempt.id)
        ).scalar()
        event = cls(
            membership_id=attempt.membership_id,
            attempt_id=attempt.id,
            sequence=(last or 0) + 1,
            question=question,
            answer_json=msgspec.json.encode(answer).decode(),
            at=at,
        )
        session.add(event)


_ATTEMPT = (
    sa.select(Attempt, Edition.document_sha256)
    .join(Edition, Edition.id == Attempt.edition_id)
    .join(Title, Title.id == Attempt.title_id)
    .where(Attempt.id == sa.bindparam("attempt"), Title.slug == sa.bindparam("slug"))
)
_HELD = _ATTEMPT.with_for_update(of=Attempt)

_ANSWERS = (
    sa.select(AnswerEvent.question, AnswerEvent.answer_json)
    .where(AnswerEvent.attempt_id == sa.bindparam("attempt"))
    .order_by(AnswerEvent.sequence)
)


_NEWEST = (
    sa.select(AnswerEvent.sequence, AnswerEvent.answer_json)
    .where(
        AnswerEvent.attempt_id == sa.bindparam("attempt"),
        AnswerEvent.question == sa.bindparam("question"),
    )
    .order_by(AnswerEvent.sequence.desc())
    .limit(1)
)
