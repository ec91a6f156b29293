"""The cast of the demo: who is there, and what each has done so far."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.tenancy.models.membership import Role

ALL = 99


@dataclass(frozen=True, kw_only=True)
class Cast:
    """One of the people: here for ``days``; the last of ``read`` sections is ``ago`` hours old.

    They have practised and argued so many exercises and rows, and each of ``tries`` is the share of
    a quiz that was answered rightly; all of it in the edition of that number. Who has ``caught_up``
    has also answered what a later edition changed.
    """

    name: str
    role: Role
    where: str
    story: str
    days: int
    read: int = 0
    ago: int = 0
    practised: int = 0
    argued: int = 0
    tries: tuple[float, ...] = ()
    edition: int = 1
    caught_up: bool = False
    has_handout: bool = False
    due_days_ago: int | None = None

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.name.split()[0].lower()}@harbour.example.com"


CAST = (
    Cast(
        name="Marta Lindqvist",
        role=Role.OWNER,
        where="Quay",
        story="Owns both locations",
        days=59,
        read=ALL,
        ago=400,
    ),
    Cast(
        name="Tomasz Zieliński",
        role=Role.MANAGER,
        where="Mill",
        story="Looks after new instructors",
        days=56,
        read=ALL,
        ago=80,
        practised=ALL,
        argued=ALL,
        tries=(0.95,),
        edition=2,
        has_handout=True,
    ),
    Cast(
        name="Ana Sousa",
        role=Role.INSTRUCTOR,
        where="Quay",
        story="Passed; one verdict has changed since",
        days=45,
        read=ALL,
        ago=400,
        practised=ALL,
        argued=ALL,
        tries=(0.6, 0.9),
        has_handout=True,
    ),
    Cast(
        name="Bruno Keller",
        role=Role.INSTRUCTOR,
        where="Quay",
        story="Halfway through",
        days=18,
        read=4,
        ago=3,
        edition=2,
    ),
    Cast(
        name="Chiyo Tanaka",
        role=Role.INSTRUCTOR,
        where="Mill",
        story="Has not started yet",
        days=4,
    ),
    Cast(
        name="Dana Whitfield",
        role=Role.INSTRUCTOR,
        where="Mill",
        story="Passed, and answered what changed",
        days=31,
        read=ALL,
        ago=170,
        practised=ALL,
        argued=ALL,
        tries=(1.0,),
        caught_up=True,
        has_handout=True,
    ),
    Cast(
        name="Elif Kaya",
        role=Role.INSTRUCTOR,
        where="Quay",
        story="Nearly done, with one try at the quiz behind her",
        days=24,
        read=7,
        ago=20,
        practised=6,
        argued=9,
        tries=(0.7,),
        edition=2,
    ),
    Cast(
        name="Farid Haddad",
        role=Role.INSTRUCTOR,
        where="Mill",
        story="Read one section last week, and is overdue",
        days=15,
        read=1,
        ago=190,
        due_days_ago=3,
    ),
    Cast(
        name="Greta Olsen",
        role=Role.INSTRUCTOR,
        where="Quay",
        story="Joined this morning",
        days=0,
    ),
    Cast(
        name="Hugo Martín",
        role=Role.INSTRUCTOR,
        where="Mill",
        story="Reads between two classes",
        days=6,
        read=3,
        ago=1,
        practised=1,
        edition=2,
    ),
)
