"""Things that an address can name: one's own, a colleague's, another studio's and nobody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.trainer.walk.furniture import COLLEAGUES, own_part, own_title
from tests.trainer.walk.owners import EVERYBODY, MANAGERS, NO_STUDIO, Owner, Owners
from tests.trainer.walk.visit import Actor, Thing, Whose

OTHER = {"harbour": "ridge", "ridge": "harbour"}
SUPERIORS = {"harbour": "olga", "ridge": "zoe"}
NOWHERE = 999_999


@dataclass(frozen=True)
class Place:
    """For whom things are named, and of which studio; ``at`` is the studio of the address."""

    actor: Actor
    studio: str
    at: str


class Things:
    """Names things for a place, by the URL parameter that they go into."""

    def __init__(self, owners: Owners, links: list[Thing], resets: list[Thing]) -> None:
        """Codes of invitations and resets: one that opens, and others that must not."""
        self._owners = owners
        self.factories: dict[str, Callable[[Place], list[Thing]]] = {
            "studio": lambda place: [Thing(Whose.OWN, place.at)],
            "membership_id": self._memberships,
            "invitation_id": lambda place: self._shared("invitation", MANAGERS, place),
            "location_id": lambda place: self._shared("location", EVERYBODY, place),
            "sign_in_id": self._sign_ins,
            "attempt_id": lambda place: self._of_members("attempt", place),
            "copy_id": lambda place: self._of_members("copy", place),
            "print_run_id": lambda place: self._of_members("print_run", place),
            "print_base_id": lambda place: self._shared("print_base", EVERYBODY, place),
            "assignment_id": lambda place: self._shared("assignment", MANAGERS, place),
            "copy_code": self._codes,
            "slug": lambda place: _words(own_title, place),
            "ref": lambda place: _words(own_part, place),
            "number": lambda _: [Thing(Whose.OWN, 1)],
            "code": lambda _: links,
            "reset_code": lambda _: resets,
            "filename": lambda _: _FILES,
        }

    def _memberships(self, place: Place) -> list[Thing]:
        here, there = place.studio, OTHER[place.studio]
        own = self._owned("membership", Owner(here, place.actor.who), Whose.OWN)
        is_highest = place.actor.who == SUPERIORS[here]
        return [
            *own,
            *self._owned("membership", Owner(here, COLLEAGUES[here]), Whose.COLLEAGUE),
            *self._owned("membership", Owner(here, SUPERIORS[here]), Whose.SUPERIOR)[is_highest:],
            *self._owned("membership", Owner(there, COLLEAGUES[there]), Whose.FOREIGN),
            *self._owned("membership", Owner(there, SUPERIORS[there]), Whose.FOREIGN),
            Thing(Whose.MISSING, NOWHERE),
        ]

    def _sign_ins(self, place: Place) -> list[Thing]:
        return [
            *self._owned("sign_in", Owner(NO_STUDIO, place.actor.who), Whose.OWN),
            *self._owned("sign_in", Owner(NO_STUDIO, "bruno"), Whose.COLLEAGUE),
            *self._owned("sign_in", Owner(NO_STUDIO, "rhea"), Whose.FOREIGN),
            Thing(Whose.MISSING, NOWHERE),
        ]

    def _of_members(self, table: str, place: Place) -> list[Thing]:
        here, there = place.studio, OTHER[place.studio]
        return [
            *self._owned(table, Owner(here, place.actor.who), Whose.OWN),
            *self._owned(table, Owner(here, COLLEAGUES[here]), Whose.COLLEAGUE),
            *self._owned(table, Owner(there, COLLEAGUES[there]), Whose.FOREIGN),
            Thing(Whose.MISSING, NOWHERE),
        ]

    def _codes(self, _: Place) -> list[Thing]:
        """A printed code is anybody's to look up: it tells of its studio alone."""
        printed = self._owners.oldest("copy", Owner("harbour", COLLEAGUES["harbour"]))
        return [Thing(Whose.OWN, str(printed["code"])), Thing(Whose.MISSING, "0" * 16)]

    def _shared(self, table: str, who: str, place: Place) -> list[Thing]:
        return [
            *self._owned(table, Owner(place.studio, who), Whose.OWN),
            *self._owned(table, Owner(OTHER[place.studio], who), Whose.FOREIGN),
            Thing(Whose.MISSING, NOWHERE),
        ]

    def _owned(self, table: str, owner: Owner, whose: Whose) -> list[Thing]:
        found = self._owners.id_of(table, owner)
        return [] if found is None else [Thing(whose, found)]


def _words(word: Callable[[str], str], place: Place) -> list[Thing]:
    return [
        Thing(Whose.OWN, word(place.studio)),
        Thing(Whose.FOREIGN, word(OTHER[place.studio])),
        Thing(Whose.MISSING, "nothing"),
    ]


_FILES = [Thing(Whose.OWN, "css/app.css"), Thing(Whose.MISSING, "../app.py")]
