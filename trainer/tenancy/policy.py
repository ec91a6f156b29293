"""The policy table: who may call which endpoint, and whose rows it sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Who(IntEnum):
    """The least that somebody must be."""

    ANYONE = 0
    SIGNED_IN = 1
    INSTRUCTOR = 2
    MANAGER = 3
    OWNER = 4


class Sees(Enum):
    """Whose rows an endpoint sees in its studio."""

    OWN = "one's own, whatever the role"
    ALL = "the studio's"
    RANK = "one's own as an instructor, the studio's as a manager or owner"


@dataclass(frozen=True)
class Policy:
    """What one endpoint asks of its visitor; ``get_writes`` marks a GET that records something."""

    who: Who
    sees: Sees = Sees.ALL
    get_writes: bool = False


# What is not listed here is denied.
POLICIES = {
    "static": Policy(Who.ANYONE),
    "liveness.show": Policy(Who.ANYONE),
    "readiness.show": Policy(Who.ANYONE),
    "front.show": Policy(Who.ANYONE),
    "sign_ins.new": Policy(Who.ANYONE),
    "sign_ins.create": Policy(Who.ANYONE),
    "sign_ins.destroy": Policy(Who.SIGNED_IN),
    "sign_in_codes.new": Policy(Who.ANYONE),
    "sign_in_codes.create": Policy(Who.ANYONE),
    "demo_sign_ins.create": Policy(Who.ANYONE),
    "demo_resets.create": Policy(Who.ANYONE),
    "resets.new": Policy(Who.ANYONE),
    "resets.create": Policy(Who.ANYONE),
    "resets.edit": Policy(Who.ANYONE),
    "resets.update": Policy(Who.ANYONE),
    "acceptances.new": Policy(Who.ANYONE),
    "acceptances.create": Policy(Who.ANYONE),
    "codes.show": Policy(Who.ANYONE, get_writes=True),
    "studios.index": Policy(Who.SIGNED_IN),
    "accounts.edit": Policy(Who.SIGNED_IN),
    "accounts.update": Policy(Who.SIGNED_IN),
    "passwords.update": Policy(Who.SIGNED_IN),
    "second_factors.show": Policy(Who.SIGNED_IN),
    "second_factors.create": Policy(Who.SIGNED_IN),
    "second_factors.destroy": Policy(Who.SIGNED_IN),
    "revocations.create": Policy(Who.SIGNED_IN),
    "homes.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "lessons.index": Policy(Who.INSTRUCTOR, Sees.OWN),
    "lessons.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sections.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "readings.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sources.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "exercises.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "practices.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sign_offs.create": Policy(Who.MANAGER, Sees.OWN),
    "docket_rows.index": Policy(Who.INSTRUCTOR, Sees.OWN),
    "docket_rows.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "stances.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "quizzes.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "attempts.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "attempts.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "answers.edit": Policy(Who.INSTRUCTOR, Sees.OWN),
    "answers.update": Policy(Who.INSTRUCTOR, Sees.OWN),
    "results.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "pleas.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "deltas.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "boards.index": Policy(Who.MANAGER),
    "boards.show": Policy(Who.MANAGER),
    "copies.index": Policy(Who.INSTRUCTOR, Sees.OWN),
    "copies.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "copies.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "ledger.index": Policy(Who.MANAGER),
    "ledger.show": Policy(Who.MANAGER),
    "ledger_files.show": Policy(Who.MANAGER),
    "copy_events.create": Policy(Who.MANAGER),
    "acknowledgements.create": Policy(Who.INSTRUCTOR, Sees.RANK),
    "replacements.new": Policy(Who.MANAGER),
    "print_runs.index": Policy(Who.INSTRUCTOR, Sees.RANK),
    "print_runs.new": Policy(Who.MANAGER),
    "print_runs.create": Policy(Who.MANAGER),
    "print_runs.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "previews.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "archives.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "print_files.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "assignments.index": Policy(Who.MANAGER),
    "assignments.new": Policy(Who.MANAGER),
    "assignments.create": Policy(Who.MANAGER),
    "assignments.destroy": Policy(Who.MANAGER),
    "themes.show": Policy(Who.INSTRUCTOR),
    "logos.show": Policy(Who.INSTRUCTOR),
    "memberships.index": Policy(Who.MANAGER),
    "memberships.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "memberships.edit": Policy(Who.MANAGER),
    "memberships.update": Policy(Who.MANAGER),
    "member_resets.show": Policy(Who.MANAGER),
    "member_resets.create": Policy(Who.MANAGER),
    "extra_tries.new": Policy(Who.MANAGER),
    "extra_tries.create": Policy(Who.MANAGER),
    "departures.new": Policy(Who.MANAGER),
    "departures.create": Policy(Who.MANAGER),
    "invitations.new": Policy(Who.MANAGER),
    "invitations.create": Policy(Who.MANAGER),
    "invitations.show": Policy(Who.MANAGER),
    "invitations.destroy": Policy(Who.MANAGER),
    "outbox.index": Policy(Who.MANAGER),
    "settings.edit": Policy(Who.OWNER),
    "settings.update": Policy(Who.OWNER),
    "events.index": Policy(Who.OWNER),
    "locations.new": Policy(Who.OWNER),
    "locations.create": Policy(Who.OWNER),
    "locations.edit": Policy(Who.OWNER),
    "locations.update": Policy(Who.OWNER),
    "locations.destroy": Policy(Who.OWNER),
}
