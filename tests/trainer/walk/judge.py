"""The judge of a visit: what is wrong with its answer, and with what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tests.trainer.walk.marks import marks
from tests.trainer.walk.owners import EVERYBODY, MANAGERS, NEWCOMER, NO_STUDIO, Owner, Owners
from tests.trainer.walk.visit import NOBODY, PEOPLE, Visit, Whose
from tests.trainer.walk.witness import Change
from trainer.demo import SLUG as DEMO
from trainer.tenancy.models.membership import Role

STRANGERS = {EVERYBODY, MANAGERS, NEWCOMER}
COUNTERS = {"throttle"}  # a refused try is counted


class Fault(Enum):
    """What a walk can find."""

    TABLE = auto()
    STATUS = auto()
    LEAK = auto()
    WRITE = auto()
    CRASH = auto()
    UNREACHED = auto()


@dataclass(frozen=True)
class Finding:
    """One fault, and where it was found."""

    fault: Fault
    text: str


@dataclass(frozen=True)
class Answer:
    """What came back: the status, where it leads, and all its text, the cookie's included."""

    status: int
    location: str
    text: str


class Judge:
    """Knows the world as the walk began; ``secrets`` are never shown, to anybody."""

    def __init__(self, owners: Owners, secrets: set[str], *, demo: bool) -> None:
        self._owners, self._secrets, self._demo = owners, secrets, demo

    def findings(
        self, visit: Visit, answer: Answer, changes: Iterable[Change]
    ) -> Iterator[Finding]:
        """Everything that is wrong."""
        if answer.status >= 500:
            yield Finding(Fault.CRASH, f"{visit}: {answer.status}")
        elif not self._is_right(visit, answer):
            yield Finding(Fault.STATUS, f"{visit}: {answer.status} {answer.location}")
        for what in self._leaks(visit, answer.text):
            yield Finding(Fault.LEAK, f"{visit}: shows {what}")
        for change in changes:
            if not self._may_change(visit, answer, change):
                yield Finding(Fault.WRITE, f"{visit}: {answer.status}, changed {change}")

    def _is_right(self, visit: Visit, answer: Answer) -> bool:
        """Whether the status is the one that this visitor must get for these things."""
        if not visit.is_admitted:
            return _is_refusal(visit, answer)
        if visit.row.demo and not self._demo:
            return answer.status == 404
        if not visit.is_about_theirs:
            return answer.status == 404
        if Whose.SUPERIOR in visit.whose or not visit.complete:
            return True
        return answer.status not in {401, 403, 404, 405}

    def _leaks(self, visit: Visit, text: str) -> Iterator[str]:
        for owner, table in marks(text):
            if not _may_see(visit, owner, table):
                yield f"a row of {table} of {owner}"
        for secret in self._secrets:
            if secret in text:
                yield "a secret"

    def _may_change(self, visit: Visit, answer: Answer, change: Change) -> bool:
        table = change.table.name
        if table in COUNTERS:
            return bool(visit.row.writes)
        if answer.status >= 400 or table not in visit.row.writes:
            return False
        return all(
            _may_touch(visit, self._owners.of(table, row)) and not _promotes(visit, row.get("role"))
            for row in change.versions
        )


def _is_refusal(visit: Visit, answer: Answer) -> bool:
    if visit.actor is NOBODY:
        leads_to_sign_in = answer.location.startswith("/sign-in")
        return answer.status == 404 or (answer.status in {302, 303} and leads_to_sign_in)
    return answer.status == (404 if visit.role is None else 403)


def _may_see(visit: Visit, owner: Owner, table: str) -> bool:
    if owner.studio not in {NO_STUDIO, *visit.studios}:
        return False
    if owner.who in {EVERYBODY, visit.actor.who}:
        return True
    if visit.row.link:
        return owner.who in {MANAGERS, visit.row.holder}  # whom the link belongs to
    people = PEOPLE.get(visit.studio or "", set())
    return visit.sees_colleagues and table != "sign_in" and owner.who in {MANAGERS, *people}


def _may_touch(visit: Visit, owner: Owner) -> bool:
    if visit.row.demo:
        return owner.studio in {DEMO, NEWCOMER, NO_STUDIO} and owner.who in STRANGERS
    if owner.studio not in {NO_STUDIO, *visit.studios}:
        return False
    if owner.who in {EVERYBODY, MANAGERS, visit.actor.who}:
        return True
    if visit.row.link:
        return owner.who in {NEWCOMER, visit.row.holder}
    return visit.sees_colleagues and owner.who in PEOPLE[visit.studio or ""]


def _promotes(visit: Visit, role: str | None) -> bool:
    """Whether a role is above the visitor's own: nobody gives, or takes away, such a one."""
    if role is None or visit.role is None:
        return False
    return Role(role).rank > visit.role.rank
