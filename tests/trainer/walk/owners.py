"""Whose a row is: of which studio, and of which person in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.trainer.walk.witness import Rows, Values, of_table
from tests.trainer.world import PEOPLE, email
from trainer.storage.base import Owned
from trainer.tables import Base

NO_STUDIO = "none"
NEWCOMER = "newcomer"  # who, or what, is not of the world
MANAGERS = "managers"
EVERYBODY = "everybody"

OF_MANAGERS = {
    *("invitation", "closing", "event"),
    *("assignment", "recall", "outbox", "bundle", "print_file"),
}
OF_A_MEMBER = {
    str(mapper.local_table) for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)
}
# Where a row names its person.
NAMES_A_PERSON = {
    "person": "id",
    "sign_in": "person_id",
    "reset": "person_id",
    "second_factor": "person_id",
    "membership": "person_id",
}


@dataclass(frozen=True)
class Owner:
    """A studio's slug and a person's first name, or one of the words above."""

    studio: str
    who: str


def cast(rows: Rows) -> dict[int, str]:
    """Who each person of the world is, by id; to be asked before addresses are marked."""
    known = {email(who): who for who in PEOPLE}
    return {row["id"]: known[row["email"]] for row in of_table(rows, "person")}


class Owners:
    """Tells the owner of any row, from the rows as they were when the walk began."""

    def __init__(self, people: dict[int, str], rows: Rows) -> None:
        self._people, self._rows = people, rows
        self._studios = {row["id"]: str(row["slug"]) for row in of_table(rows, "studio")}
        self._members = {row["id"]: row["person_id"] for row in of_table(rows, "membership")}
        editions = of_table(rows, "edition")
        self._documents = {row["document_sha256"]: row["studio_id"] for row in editions}

    def of(self, table: str, row: Values) -> Owner:
        """The owner of a row of that table."""
        return Owner(self._studio(table, row), self._person(table, row))

    def oldest(self, table: str, owner: Owner) -> Values:
        """The row of that owner with the least id, or an empty one."""
        return self._oldest(table).get(owner, {})

    @cache  # noqa: B019  (an Owners is made once a walk, of rows that never change)
    def _oldest(self, table: str) -> dict[Owner, Values]:
        found: dict[Owner, Values] = {}
        for row in of_table(self._rows, table):
            owner = self.of(table, row)
            found[owner] = min(found.get(owner, row), row, key=lambda each: int(each["id"]))
        return found

    def id_of(self, table: str, owner: Owner) -> int | None:
        """The id of that row, if there is one."""
        return self.oldest(table, owner).get("id")

    def _studio(self, table: str, row: Values) -> str:
        if table == "document":
            return self._slug(self._documents.get(row["sha256"]))
        if table == "studio":
            return self._slug(row["id"])
        return self._slug(row["studio_id"]) if "studio_id" in row else NO_STUDIO

    def _slug(self, studio_id: int | None) -> str:
        return self._studios.get(studio_id or 0, NEWCOMER)

    def _person(self, table: str, row: Values) -> str:
        if table in NAMES_A_PERSON:
            return self._people.get(row[NAMES_A_PERSON[table]], NEWCOMER)
        if table in OF_A_MEMBER:
            return self._people.get(self._members.get(row["membership_id"], 0), NEWCOMER)
        return MANAGERS if table in OF_MANAGERS else EVERYBODY
