"""Distribution: the cover sheet of a stack, pressed for the serials that are foretold."""

from __future__ import annotations

from itertools import groupby

from trainer.handouts.batch import Batch, Stamped
from trainer.handouts.document.cover import Addressee, CoverSheet
from trainer.handouts.typefaces import typeset


def cover_sheet(title: str, batch: Batch) -> CoverSheet:
    """Everybody who gets something, in the order of the stack."""
    grouped = groupby(batch.copies, lambda copy: copy.ticket.membership_id)
    addressees = tuple(_addressee([*copies]) for _, copies in grouped)
    return CoverSheet(title=title, date=batch.imprint.date, addressees=addressees)


def _addressee(copies: list[Stamped]) -> Addressee:
    ticket = copies[0].ticket
    return Addressee(
        name=_writable(ticket.name),
        location=_writable(ticket.location or ""),
        copies=tuple(copy.name for copy in copies),
    )


def _writable(name: str) -> str:
    """A name but for the letters that nobody has."""
    return typeset(name, "semibold").text
