"""What the walk expects of every endpoint: said a second time, so that no slip goes unseen."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.tenancy.policy import Policy, Sees, Who


@dataclass(frozen=True)
class Row:
    """The least role, whose rows are seen, and which tables an accepted request may change.

    ``demo`` marks what exists in demo mode alone; ``link`` what opens to whoever holds a link,
    and ``holder`` whose account that link opens. ``timely`` is what asks for a code of the moment,
    which nobody who walks has.
    """

    who: Who
    sees: Sees = Sees.ALL
    writes: frozenset[str] = frozenset()
    get_writes: bool = False
    demo: bool = False
    link: bool = False
    holder: str = ""
    timely: bool = False

    @property
    def policy(self) -> Policy:
        """The row of the app's own table that this one demands."""
        return Policy(self.who, self.sees, self.get_writes)


def changes(*tables: str) -> frozenset[str]:
    """The tables that an accepted request may change."""
    return frozenset(tables)


EVERY_TABLE_OF_THE_DEMO = changes(
    *("person", "sign_in", "studio", "location", "membership", "stay", "invitation"),
    *("title", "document", "edition", "part", "reading"),
    *("copy", "copy_event", "print_base", "base_part", "print_file", "counter"),
    *("assignment", "event"),
    *("print_run", "ticket", "misprint", "bundle", "job"),
)

PRINTING = changes("print_run", "ticket", "job", "event")

EXPECTED = {
    "static": Row(Who.ANYONE),
    "liveness.show": Row(Who.ANYONE),
    "readiness.show": Row(Who.ANYONE),
    "front.show": Row(Who.ANYONE),
    "sign_ins.new": Row(Who.ANYONE),
    "sign_ins.create": Row(Who.ANYONE, writes=changes("sign_in")),
    "sign_ins.destroy": Row(Who.SIGNED_IN, writes=changes("sign_in")),
    "sign_in_codes.new": Row(Who.ANYONE),
    # Who walks is not half way in.
    "sign_in_codes.create": Row(Who.ANYONE),
    "demo_sign_ins.create": Row(Who.ANYONE, writes=changes("sign_in"), demo=True),
    "demo_resets.create": Row(Who.ANYONE, writes=EVERY_TABLE_OF_THE_DEMO, demo=True),
    "resets.new": Row(Who.ANYONE),
    # Where no mail is sent it asks nobody to write.
    "resets.create": Row(Who.ANYONE),
    "resets.edit": Row(Who.ANYONE, link=True, holder="bruno"),
    "resets.update": Row(
        Who.ANYONE, writes=changes("person", "sign_in", "reset"), link=True, holder="bruno"
    ),
    "acceptances.new": Row(Who.ANYONE, link=True),
    "acceptances.create": Row(
        Who.ANYONE,
        writes=changes(
            *("person", "sign_in", "membership", "stay", "closing", "proof", "event", "job"),
        ),
        link=True,
    ),
    "codes.show": Row(Who.ANYONE, writes=changes("sighting"), get_writes=True, link=True),
    "studios.index": Row(Who.SIGNED_IN),
    "accounts.edit": Row(Who.SIGNED_IN),
    "accounts.update": Row(Who.SIGNED_IN, writes=changes("person")),
    "passwords.update": Row(Who.SIGNED_IN, writes=changes("person", "sign_in")),
    "second_factors.show": Row(Who.SIGNED_IN),
    "second_factors.create": Row(
        Who.SIGNED_IN, writes=changes("second_factor", "sign_in"), timely=True
    ),
    "second_factors.destroy": Row(Who.SIGNED_IN, writes=changes("second_factor")),
    "revocations.create": Row(Who.SIGNED_IN, writes=changes("sign_in")),
    "homes.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "lessons.index": Row(Who.INSTRUCTOR, Sees.OWN),
    "lessons.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "sections.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "readings.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("reading")),
    "sources.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "exercises.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "practices.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("practice")),
    "sign_offs.create": Row(Who.MANAGER, Sees.OWN, writes=changes("sign_off")),
    "docket_rows.index": Row(Who.INSTRUCTOR, Sees.OWN),
    "docket_rows.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "stances.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("stance")),
    "quizzes.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "attempts.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("attempt")),
    "attempts.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "answers.edit": Row(Who.INSTRUCTOR, Sees.OWN),
    "answers.update": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("answer_event")),
    "results.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=changes("attempt", "result")),
    # Nobody of the walk has used up their tries.
    "pleas.create": Row(Who.INSTRUCTOR, Sees.OWN),
    "deltas.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "boards.index": Row(Who.MANAGER),
    "boards.show": Row(Who.MANAGER),
    "copies.index": Row(Who.INSTRUCTOR, Sees.OWN),
    "copies.create": Row(Who.INSTRUCTOR, Sees.OWN, writes=PRINTING),
    "copies.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "ledger.index": Row(Who.MANAGER),
    "ledger.show": Row(Who.MANAGER),
    "ledger_files.show": Row(Who.MANAGER),
    "copy_events.create": Row(Who.MANAGER, writes=changes("copy_event")),
    "acknowledgements.create": Row(Who.INSTRUCTOR, Sees.RANK, writes=changes("copy_event")),
    "replacements.new": Row(Who.MANAGER),
    "print_runs.index": Row(Who.INSTRUCTOR, Sees.RANK),
    "print_runs.new": Row(Who.MANAGER),
    "print_runs.create": Row(Who.MANAGER, writes=PRINTING),
    "print_runs.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "previews.show": Row(Who.INSTRUCTOR, Sees.OWN),
    "archives.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "print_files.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "assignments.index": Row(Who.MANAGER),
    "assignments.new": Row(Who.MANAGER),
    "assignments.create": Row(Who.MANAGER, writes=changes("assignment", "outbox")),
    "assignments.destroy": Row(Who.MANAGER, writes=changes("recall", "outbox")),
    "themes.show": Row(Who.INSTRUCTOR),
    "logos.show": Row(Who.INSTRUCTOR),
    "memberships.index": Row(Who.MANAGER),
    "memberships.show": Row(Who.INSTRUCTOR, Sees.RANK),
    "memberships.edit": Row(Who.MANAGER),
    "memberships.update": Row(
        Who.MANAGER, writes=changes("membership", "closing", "outbox", "event")
    ),
    "member_resets.show": Row(Who.MANAGER),
    "member_resets.create": Row(Who.MANAGER, writes=changes("reset", "event")),
    "extra_tries.new": Row(Who.MANAGER),
    "extra_tries.create": Row(Who.MANAGER),
    "departures.new": Row(Who.MANAGER),
    # Whoever leaves is signed out everywhere, so their own sign-ins end with the stay.
    "departures.create": Row(
        Who.MANAGER, writes=changes("stay", "sign_in", "closing", "outbox", "event")
    ),
    "invitations.new": Row(Who.MANAGER),
    "invitations.create": Row(Who.MANAGER, writes=changes("invitation", "outbox", "event")),
    "invitations.show": Row(Who.MANAGER),
    "invitations.destroy": Row(Who.MANAGER, writes=changes("closing", "outbox", "event")),
    "outbox.index": Row(Who.MANAGER, demo=True),
    "settings.edit": Row(Who.OWNER),
    "settings.update": Row(Who.OWNER, writes=changes("studio", "logo", "event", "job")),
    "events.index": Row(Who.OWNER),
    "locations.new": Row(Who.OWNER),
    "locations.create": Row(Who.OWNER, writes=changes("location", "event")),
    "locations.edit": Row(Who.OWNER),
    "locations.update": Row(Who.OWNER, writes=changes("location", "event")),
    "locations.destroy": Row(
        Who.OWNER, writes=changes("location", "membership", "invitation", "event")
    ),
}
