"""The handouts that people of the demo hold: asked for as anybody's are, pressed as theirs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trainer.demo.cast import CAST, Cast
from trainer.editions.models.edition import Edition
from trainer.handouts.models.print_run import PrintRun
from trainer.tenancy.models.membership import Membership, Role

# Who asks for the paper of which edition: one run a person at a time.
ASKS = {1: Role.OWNER, 2: Role.MANAGER}


def order_papers(
    session: Session,
    members: dict[Cast, Membership],
    editions: dict[int, Edition],
    at: dt.datetime,
) -> None:
    """Ask for a run of each edition; a machine that cannot print has a demo without paper."""
    for number, edition in editions.items():
        holders = [each for each in CAST if each.has_handout and each.edition == number]
        asker = next(member for each, member in members.items() if each.role is ASKS[number])
        run = PrintRun(
            membership_id=asker.id,
            title_id=edition.title_id,
            edition_id=edition.id,
            at=edition.at + dt.timedelta(days=1),
        )
        run.ask(session, [members[each].id for each in holders], at)
