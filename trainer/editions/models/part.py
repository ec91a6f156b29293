"""Part: one part of an edition, in a revision."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.changes import GONE, Known
from quizzes.parts import PartRef
from trainer.storage.base import Base, Tenant, child_of


class Part(Tenant, Base):
    """One part of an edition, so that "who read this, in which revision" is a join.

    ``revision`` counts up when the part, or anything that it rests on, changes materially;
    ``digest`` is the hash of its words, and empty once it is removed; ``rests_on`` names the parts
    it depends on, as "kind:ref".
    """

    __tablename__ = "part"
    __table_args__ = (
        child_of("edition"),
        sa.UniqueConstraint("edition_id", "kind", "ref"),
    )

    edition_id: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    revision: Mapped[int]
    digest: Mapped[str]
    rests_on: Mapped[list[str]] = mapped_column(default_factory=list)

    @hybrid_property
    def is_there(self) -> bool:
        """Whether the edition has it: what was removed leaves a row with its name."""
        return self.digest != GONE

    @property
    def known(self) -> Known:
        """The part, as the next edition needs to know it."""
        rests_on = tuple(PartRef.parse(each) for each in self.rests_on)
        return Known(self.revision, self.digest, rests_on)


def part_revision(session: Session, edition_id: int, kind: str, ref: str) -> int:
    """The revision that a part has in an edition."""
    statement = sa.select(Part.revision).where(
        Part.edition_id == edition_id, Part.kind == kind, Part.ref == ref
    )
    return session.execute(statement).scalar_one()


def known_parts(session: Session, edition_id: int) -> dict[PartRef, Known]:
    """The parts of an edition, as the next one needs to know them."""
    found = session.scalars(sa.select(Part).where(Part.edition_id == edition_id))
    return {PartRef(part.kind, part.ref): part.known for part in found}


def part_revisions(session: Session, edition_id: int) -> dict[PartRef, int]:
    """The revision of every part of an edition."""
    statement = sa.select(Part.kind, Part.ref, Part.revision).where(Part.edition_id == edition_id)
    return {PartRef(kind, ref): revision for kind, ref, revision in session.execute(statement)}
