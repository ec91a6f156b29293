"""Lapse: what becomes of open invitations when whoever made them may do so no longer."""

from __future__ import annotations

from trainer.accounts.models.invitation import Invitation
from trainer.clock import now
from trainer.mail.outbox import Outbox
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.membership import Membership, Role
from trainer.web.links import invitation_link


def lapse(inviter: Membership, role: Role | None) -> str:
    """Close what an inviter may no longer make; a sentence on it, or nothing."""
    fallen = Invitation.lapse(
        studio_session(), inviter, role, current_member().membership_id, now()
    )
    for each in fallen:
        Outbox.recall(studio_session(), invitation_link(each.nonce))
    names = ", ".join(each.name for each in fallen)
    count = f"{len(fallen)} open invitation{'s' if len(fallen) > 1 else ''}"
    return (
        f" {count} of theirs no longer work{'' if fallen[1:] else 's'}: {names}." if fallen else ""
    )
