"""RestsOnPart: what was recorded of one part of an edition, and whether the part still says it.

"Done, in what it says now" is this one rule. Whatever tells how far somebody is, what they have to
look at again, or which papers are out of date asks one of the two expressions here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from trainer.editions.models.edition import Edition
from trainer.editions.models.part import Part

# The editions that a statement is about, one of a title: those that are taught, as a rule.
EDITIONS: sa.BindParameter[Any] = sa.bindparam("editions", expanding=True)


def in_editions(title_id: Any) -> sa.ColumnElement[bool]:
    """Join Edition to what is of a title: in that one of the statement's editions."""
    return sa.and_(Edition.title_id == title_id, Edition.id.in_(EDITIONS))


class RestsOnPart:
    """A record that rests on a part, in the revision that the part had.

    The expressions compare it with a row of Part that the statement chooses by its edition. A part
    that was removed keeps its name, and its revision unless that matters, so the row alone does
    not say that there is anything to do.
    """

    if TYPE_CHECKING:
        kind: Any  # one word for all rows of a table, or a column
        ref: Mapped[str]
        revision: Mapped[int]

    @classmethod
    def is_current(cls, part: type[Part] = Part) -> sa.ColumnElement[bool]:
        """Whether that is its part, and still says what it said then."""
        return sa.and_(cls.is_taught(part), part.revision == cls.revision)

    @classmethod
    def is_stale(cls, part: type[Part] = Part) -> sa.ColumnElement[bool]:
        """Whether that is its part, and says something else by now.

        What is gone is nothing to look at again, however it went.
        """
        return sa.and_(cls.is_taught(part), part.revision != cls.revision)

    @classmethod
    def is_taught(cls, part: type[Part] = Part) -> sa.ColumnElement[bool]:
        """Whether that is its part, and there: then the record is current or stale."""
        return sa.and_(cls.is_of(part), part.is_there)

    @classmethod
    def is_of(cls, part: type[Part]) -> sa.ColumnElement[bool]:
        """Whether that is its part."""
        return sa.and_(part.kind == cls.kind, part.ref == cls.ref)
