"""Pictures of what is printed: of each kind, the one that shows most of what somebody may see."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.handouts.models.print_base import BasePart, PrintBase


def previews(session: Session, edition_id: int, opened: AbstractSet[str]) -> dict[str, int]:
    """The base to picture each kind by, if there is one, where those rows are open: one query."""
    rows: dict[tuple[str, int], set[str]] = {}
    for base_id, kind, ref in session.execute(_PICTURED.where(PrintBase.edition_id == edition_id)):
        rows.setdefault((kind, base_id), set()).update({ref} - {None})
    seen = {key: shown for key, shown in rows.items() if shown <= opened}
    ordered = sorted(seen, key=lambda key: (len(seen[key]), key[1]))
    return dict(ordered)  # of a kind, the last


def rows_of(session: Session, print_base_id: int) -> set[str]:
    """The rows of the docket whose verdicts a base shows."""
    shown = sa.select(BasePart.ref).where(BasePart.print_base_id == print_base_id, _IS_ROW)
    return set(session.scalars(shown))


_IS_ROW = BasePart.kind == "docket_row"
_PICTURED = (
    sa.select(PrintBase.id, PrintBase.kind, BasePart.ref)
    .outerjoin(BasePart, sa.and_(BasePart.print_base_id == PrintBase.id, _IS_ROW))
    .where(PrintBase.preview.is_not(None))
)
