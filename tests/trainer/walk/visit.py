"""A visit: who asks for what, with which things named in the path and the body."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from tests.trainer.walk.table import Row
from trainer.tenancy.models.membership import Role
from trainer.tenancy.policy import Sees, Who


class Whose(Enum):
    """How a thing stands to the visitor and the studio of the address."""

    OWN = auto()
    COLLEAGUE = auto()
    SUPERIOR = auto()
    FOREIGN = auto()
    MISSING = auto()


@dataclass(frozen=True)
class Thing:
    """A value that names something in an address."""

    whose: Whose
    value: str | int


@dataclass(frozen=True)
class Actor:
    """Somebody who walks, with the role they have now in each studio; no name is nobody."""

    who: str
    roles: dict[str, Role] = field(default_factory=dict)


NOBODY = Actor("")
# Gus has left; Zoe is an instructor in one studio and the owner of the other.
ACTORS = (
    NOBODY,
    Actor("ana", {"harbour": Role.INSTRUCTOR}),
    Actor("mia", {"harbour": Role.MANAGER}),
    Actor("olga", {"harbour": Role.OWNER}),
    Actor("gus"),
    Actor("zoe", {"harbour": Role.INSTRUCTOR, "ridge": Role.OWNER}),
)
# Everybody whom a manager of the studio may see.
PEOPLE = {
    "harbour": {"ana", "bruno", "mia", "olga", "zoe", "gus"},
    "ridge": {"zoe", "rhea"},
}


@dataclass(frozen=True)
class Visit:
    """One request and what it is about; ``complete`` when its body is one that should do."""

    endpoint: str
    row: Row
    method: str
    path: str
    actor: Actor
    studio: str | None
    whose: frozenset[Whose]
    body: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    def __str__(self) -> str:
        return f"{self.actor.who or 'nobody'}: {self.method} {self.path} {self.body}"

    @property
    def role(self) -> Role | None:
        """What the visitor is in the studio of the address."""
        return self.actor.roles.get(self.studio or "")

    @property
    def is_admitted(self) -> bool:
        """Whether the visitor is high enough for the endpoint, whatever it is asked for."""
        if self.row.who >= Who.SIGNED_IN and self.actor is NOBODY:
            return False
        if self.studio is None:
            return True
        return self.role is not None and Who[self.role.name] >= self.row.who

    @property
    def is_about_theirs(self) -> bool:
        """Whether all that the address names is there, and the visitor's business."""
        if {Whose.FOREIGN, Whose.MISSING} & self.whose:
            return False
        return self.sees_colleagues or not {Whose.COLLEAGUE, Whose.SUPERIOR} & self.whose

    @property
    def sees_colleagues(self) -> bool:
        """Whether the rows of other members are the visitor's business here."""
        manages = self.role in {Role.MANAGER, Role.OWNER}
        return manages and self.row.sees is not Sees.OWN

    @property
    def studios(self) -> set[str]:
        """The studios whose rows may show or change at all."""
        if self.row.link:
            return {"harbour"}
        if self.studio is None:
            return set(self.actor.roles)
        return {self.studio} if self.role else set()
