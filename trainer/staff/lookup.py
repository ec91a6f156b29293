"""The people of a studio, by their addresses."""

from __future__ import annotations

from flask import abort

from trainer.staff.queries.roster import MemberRow, roster
from trainer.tenancy.access import current_member, studio_session


def member_or_404(membership_id: int) -> MemberRow:
    """One member, if the session sees them."""
    found = roster(studio_session(), membership_id=membership_id)
    return found[0] if found else abort(404)


def editable_or_404(membership_id: int) -> MemberRow:
    """One member who is here still, whose role is not above what the visitor may give."""
    member = member_or_404(membership_id)
    if member.gone:
        abort(404)
    if not current_member().role.may_grant(member.role):
        abort(403)
    return member
