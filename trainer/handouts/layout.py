"""Layout: what a base is laid out of, an edition's sheet in a studio's brand, and its key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizzes.parts import PartRef
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.equipment import equipment
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.press import Base
from trainer.tenancy.models.studio import Logo, Paper, Studio


@dataclass(frozen=True)
class Layout:
    """The same sheet of the same edition in the same brand is laid out once."""

    title_id: int
    edition_id: int
    sheet: Sheet
    brand: Brand

    @cached_property
    def key(self) -> str:
        """The hash of all that it looks like, and of what it is printed with."""
        said = [self.edition_id, self.sheet, self.brand, equipment()]
        return hashlib.sha256(msgspec.json.encode(said)).hexdigest()

    def record(self, session: Session, base: Base, revisions: Mapping[PartRef, int]) -> PrintBase:
        """Its base with the parts that it shows; if somebody was quicker, theirs."""
        if found := PrintBase.find(session, self.key):
            return found
        row = PrintBase(
            title_id=self.title_id,
            edition_id=self.edition_id,
            kind=self.sheet.kind,
            key=self.key,
            sha256=PrintFile.keep(session, base.pdf),
            frame=msgspec.to_builtins(base.frame),
            preview=base.preview,
        )
        # An edition from before there was such a part has it in its first revision.
        return row.record(session, {part: revisions.get(part, 1) for part in self.sheet.rests_on})


def laid_out(session: Session, layouts: Iterable[Layout]) -> dict[str, int]:
    """The ids of the bases that are there, by key."""
    keys = [each.key for each in layouts]
    found = sa.select(PrintBase.key, PrintBase.id).where(PrintBase.key.in_(keys))
    return {row.key: row.id for row in session.execute(found)}


def brand_of(session: Session) -> Brand:
    """How the paper of the session's studio looks."""
    studio = session.scalars(sa.select(Studio)).one()
    return Brand(
        studio=studio.name,
        logo=Logo.fetch(session, studio.logo_sha256),
        colour=studio.colour,
        paper="Letter" if studio.paper == Paper.LETTER else "A4",
    )
