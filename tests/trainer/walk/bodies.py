"""Bodies to send: one that should do, and that one with foreign ids in every field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.trainer.walk.furniture import COLLEAGUES, own_title
from tests.trainer.walk.owners import EVERYBODY, MANAGERS, NO_STUDIO, Owner, Owners
from tests.trainer.walk.things import OTHER, Place
from tests.trainer.world import PASSWORD, email
from trainer.tables import Base

Body = dict[str, str]


def _id_fields() -> dict[str, str]:
    """Every name under which a form could take an id, and the table which that is an id of."""
    fields = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column.name == "id":
                    fields[column.name] = fields[column.name.removesuffix("_id")] = (
                        key.column.table.name
                    )
    return fields


ID_FIELDS = _id_fields()


class Bodies:
    """Writes bodies for a place; ``guest`` is the id of somebody who may be signed in as."""

    def __init__(self, owners: Owners, emails: dict[str, str], guest: int | None) -> None:
        self._owners, self._emails, self._guest = owners, emails, guest

    def complete(self, place: Place) -> Body:
        """A body that every form accepts: each takes the fields it knows."""
        location = self._owners.id_of("location", Owner(place.studio, EVERYBODY))
        return {
            "name": "A new name",
            "email": self._email(place),
            "password": PASSWORD,
            "current": PASSWORD,
            "new": "four other plain words",
            "role": "instructor",
            "location": str(location),
            "person": str(self._guest or ""),
            "membership": str(self._owners.id_of("membership", self._colleague(place.studio))),
            "title": own_title(place.studio),
            "whom": "all",
            "due": "days",
            "due_days": "14",
            "colour": "#3c6a5a",
            "paper": "A4",
            "time_zone": "Europe/London",
            "ease_before": "3",
            "ease_after": "6",
            "words": "Lighter.",
            "event": "lost",
            "qualification": "Teacher",
            "position": "6",
            "confidence": "70",
            "reason": "I saw one spring.",
            "blank": "1",
        }

    def _email(self, place: Place) -> str:
        """One’s own to sign in by; within a studio somebody new, for no member is invited to it."""
        if place.at:
            return email(f"guest-of-{place.actor.who}")
        return self._emails.get(place.actor.who, email("nobody"))

    @staticmethod
    def _colleague(studio: str) -> Owner:
        return Owner(studio, COLLEAGUES[studio])

    def foreign(self, place: Place) -> Body:
        """Ids of the other studio for every field that could take one."""
        return self._ids(OTHER[place.studio])

    def crooked(self, place: Place) -> Iterator[Body]:
        """Too little, a colleague's ids, too high a role, and a foreign id in every field."""
        complete, foreign = self.complete(place), self.foreign(place)
        yield {}
        yield foreign
        yield self._ids(place.studio) | complete
        yield complete | {"role": "owner"}
        for field in complete.keys() & foreign.keys():
            yield complete | {field: foreign[field]}

    @cache  # noqa: B019  (a Bodies is made once a walk, of rows that never change)
    def _ids(self, studio: str) -> Body:
        found = {field: self._id(table, studio) for field, table in ID_FIELDS.items()}
        return {field: str(id_) for field, id_ in found.items() if id_ is not None}

    def _id(self, table: str, studio: str) -> int | None:
        who = COLLEAGUES[studio]
        owners = (
            Owner(studio, who),
            Owner(NO_STUDIO, who),
            Owner(studio, EVERYBODY),
            Owner(studio, MANAGERS),
        )
        found = (self._owners.id_of(table, owner) for owner in owners)
        return next((id_ for id_ in found if id_ is not None), None)
