"""Batch: the copies of a print run, stamped with serials that are foretold and not yet taken."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from trainer.handouts.code import new_code
from trainer.handouts.kind import Kind
from trainer.handouts.queries.tickets import OpenTicket
from trainer.handouts.reasons import GONE, LEFT_OUT, TOO_LONG
from trainer.handouts.stamp.frame import Frame, Strip
from trainer.handouts.stamp.layout import Lines, LongStrip
from trainer.handouts.stamp.stack import Copies, stack
from trainer.handouts.stamp.tail import tail
from trainer.handouts.typefaces import Line

QUESTION = "Is it still current?"
Beat = Callable[[], object]
Cover = tuple[bytes, Frame]


@dataclass(frozen=True)
class Plate:
    """A base as copies are stamped on it."""

    id: int
    kind: Kind
    pdf: bytes
    frame: Frame


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What all copies of a batch have in common, and the first number of their serials.

    ``date`` is in words, ``link`` makes the address of a code.
    """

    studio: str
    edition: int
    date: str
    year: str
    first: int
    link: Callable[[str], str]


@dataclass(frozen=True)
class Stamped:
    """A copy as it would be recorded."""

    ticket: OpenTicket
    plate: Plate
    serial: str
    code: str
    strip: Strip
    tail: bytes
    sha256: str
    note: str

    @property
    def name(self) -> str:
        """What kind of handout it is, and its serial."""
        return f"{self.plate.kind.title} {self.serial}"


class Batch:
    """All copies of a run; ``missed`` are the tickets for which there is none, by the reason."""

    def __init__(self, imprint: Imprint, plates: dict[int, Plate]) -> None:
        self.imprint = imprint
        self.copies: list[Stamped] = []
        self.missed: dict[str, list[OpenTicket]] = defaultdict(list)
        self._plates, self._lines = plates, Lines()
        self._digests = {each.id: hashlib.sha256(each.pdf) for each in plates.values()}

    def stamp(self, tickets: Sequence[OpenTicket], beat: Beat = lambda: None) -> None:
        """A copy for each, in their order; two kinds that came to one base are one copy."""
        once: dict[tuple[int, int | None], OpenTicket] = {}
        for each in tickets:
            once.setdefault((each.membership_id, each.print_base_id), each)
        for ticket in once.values():
            beat()
            self._take(ticket)

    def note(self, words: str) -> None:
        """Say something of the stack, with its first copy."""
        first = self.copies[0]
        self.copies[0] = replace(first, note=f"{first.note} {words}".strip())

    def file(self, cover: Cover | None, *, duplex: bool, beat: Beat) -> bytes:
        """The one file for the printer, or nothing. Of one copy alone it is that, tags and all."""
        if not self.copies:
            return b""
        if len(self.copies) == 1 and cover is None:
            (copy,) = self.copies
            return copy.plate.pdf + copy.tail
        first: list[Copies] = [(*cover, ())] if cover else []
        stacked = chain(first, self._stacked(beat))
        return b"".join(stack(stacked, duplex=duplex, lines=self._lines))

    def _stacked(self, beat: Beat) -> Iterator[Copies]:
        for each in self.copies:
            beat()
            yield each.plate.pdf, each.plate.frame, [each.strip]

    def _take(self, ticket: OpenTicket) -> None:
        """Make a copy; who gets none takes no serial."""
        if not ticket.is_here:
            self.missed[GONE].append(ticket)
            return
        try:
            self.copies.append(self._stamped(ticket))
        except LongStrip:
            self.missed[TOO_LONG.format(ticket.name)].append(ticket)

    def _stamped(self, ticket: OpenTicket) -> Stamped:
        plate = self._plates[ticket.print_base_id or 0]
        serial, code = f"{self.imprint.year}-{self._number:04}", new_code()
        strip = self._strip(ticket, serial, code)
        written = tail(plate.pdf, plate.frame, strip, self._lines)
        digest = self._digests[plate.id].copy()
        digest.update(written)
        note = _note(self._lines.line(ticket.name, "semibold"))
        return Stamped(ticket, plate, serial, code, strip, written, digest.hexdigest(), note)

    @property
    def _number(self) -> int:
        return self.imprint.first + len(self.copies)

    def _strip(self, ticket: OpenTicket, serial: str, code: str) -> Strip:
        return Strip(
            name=ticket.name,
            studio=self.imprint.studio,
            label=f"Handout {serial}",
            edition=f"Edition {self.imprint.edition}",
            date=self.imprint.date,
            question=QUESTION,
            link=self.imprint.link(code),
        )


def _note(line: Line) -> str:
    left_out = line.left_out
    return LEFT_OUT.format(" ".join(left_out)) if left_out else ""
