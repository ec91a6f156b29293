"""Candidate: somebody whom paper may be printed for, and what of it they hold already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.handouts.kind import Kind
from trainer.handouts.surname import filed_under

# What a lesson handout comes out as for somebody to whom nothing is open.
ALSO = {Kind.LESSON: Kind.WORKSHEET}
EVERYBODY, NOBODY, MISSING, STALE, AT = "all", "none", "missing", "stale", "place-"


class Holding(StrEnum):
    """What is printed for whoever holds a kind already."""

    NEEDED = "needed"  # nothing, unless it has changed since
    STALE = "stale"  # what has changed since, and for nobody else anything
    EVERY = "every"  # a new copy, which replaces it


@dataclass(frozen=True)
class Paper:
    """The newest copy of a kind that somebody holds."""

    copy_id: int
    membership_id: int
    kind: str
    serial: str
    edition: int
    at: dt.datetime
    is_stale: bool

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title

    @property
    def standing(self) -> str:
        """Whether it still holds."""
        return "stale" if self.is_stale else "current"


@dataclass(frozen=True)
class Candidate:
    """Somebody in the studio; ``papers`` are what they hold of a title, by kind.

    ``is_open`` is whether any verdict is open to them.
    """

    id: int
    name: str
    location_id: int | None
    location: str | None
    papers: Mapping[str, Paper]
    is_open: bool

    @property
    def place(self) -> str:
        """The word that ticks those of their place."""
        return f"{AT}{self.location_id or ''}"

    def paper(self, kind: Kind) -> Paper | None:
        """What they hold of a kind."""
        return paper_of(self.papers, kind, is_open=self.is_open)

    def is_for(self, kind: Kind, holding: Holding) -> bool:
        """Whether that kind is printed for them, if they are ticked."""
        paper = self.paper(kind)
        if paper is None:
            return holding is not Holding.STALE
        return paper.is_stale or holding is Holding.EVERY

    def is_meant(self, to: str, kinds: Iterable[Kind]) -> bool:
        """Whether they are among those: a word, or the id of a place."""
        papers = [self.paper(kind) for kind in kinds]
        return {
            EVERYBODY: True,
            MISSING: None in papers,
            STALE: any(each and each.is_stale for each in papers),
            self.place: True,
        }.get(to, False)

    def standing(self, standing: str) -> str:
        """The kinds of which they hold paper that is current, or stale, as a page's script asks."""
        held = ((kind, self.paper(kind)) for kind in Kind)
        return " ".join(kind for kind, paper in held if paper and paper.standing == standing)


def paper_of(papers: Mapping[str, Paper], kind: Kind, *, is_open: bool) -> Paper | None:
    """What is held of a kind, by what is held of each: the newest of what it comes out as."""
    kinds = [kind, *([] if is_open else [ALSO.get(kind, kind)])]
    found = [papers[each] for each in kinds if each in papers]
    return max(found, key=lambda paper: paper.copy_id, default=None)


def in_order(people: Iterable[Candidate], *, by_place: bool) -> list[Candidate]:
    """As their paper lies in the file: by surname, or place by place; of no place comes last."""

    def key(one: Candidate) -> tuple[bool, str, tuple[str, str], int]:
        place = one.location if by_place else ""
        return place is None, (place or "").casefold(), filed_under(one.name), one.id

    return sorted(people, key=key)


def wanted(
    people: Iterable[Candidate], kinds: Sequence[Kind], holding: Holding
) -> list[tuple[int, Kind]]:
    """What is printed for those people: by person, and of each in the order of the kinds."""
    return [(one.id, kind) for one in people for kind in kinds if one.is_for(kind, holding)]
