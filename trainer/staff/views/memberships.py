"""The people of a studio."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.lapse import lapse
from trainer.accounts.models.proof import TOLD_FOR, Recovery
from trainer.accounts.queries.invitations import invitations_by, open_invitations
from trainer.accounts.queries.recoveries import recoveries
from trainer.clock import now
from trainer.editions.queries.current import current_editions
from trainer.quizzing.queries.own_tries import spent_tries
from trainer.staff.forms.membership import LAST_OWNER, MembershipForm
from trainer.staff.lookup import editable_or_404, member_or_404
from trainer.staff.queries.activity import activity
from trainer.staff.queries.activity_entry import ActivityFilter, excerpt
from trainer.staff.queries.roster import MemberRow, roster
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership, Role, Stay
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import has_another_owner, locations
from trainer.web import spelling
from trainer.web.logbook import record
from trainer.web.pages import page

blueprint = Blueprint("memberships", __name__, url_prefix="/<studio>")


@blueprint.get("/memberships")
def index() -> ResponseReturnValue:
    """Everybody, searched by name and filtered by where they stand."""
    query, state = spelling.line(request.args.get("query")), request.args.get("state", "")
    everybody = [row for row in roster(studio_session()) if not row.gone]
    shown = [row for row in everybody if row.mentions(query) and state in {"", row.state}]
    return page(
        "memberships/index.html",
        rows=shown,
        query=query,
        state=state,
        total=len(everybody),
        invitations=open_invitations(studio_session(), now()),
        recoveries=recoveries(studio_session(), now() - TOLD_FOR),
        lessons=[each.lesson for each in current_editions(studio_session())],
    )


@blueprint.get("/memberships/<int:membership_id>")
def show(membership_id: int) -> ResponseReturnValue:
    """One person: how far they are, and everything they did, narrowed to a lesson or a kind."""
    member, titles = member_or_404(membership_id), current_editions(studio_session())
    everything = activity(studio_session(), titles, membership_id)
    may_edit = current_member().role.may_grant(member.role) and not member.gone
    wanted = ActivityFilter(
        request.args.get("lesson", ""), request.args.get("kind", ""), "all" in request.args
    )
    return page(
        "memberships/show.html",
        member=member,
        wanted=wanted,
        told=excerpt(everything, wanted, ZoneInfo(current_member().time_zone)),
        stays=Stay.of(studio_session(), membership_id),
        taken_back=Recovery.of(studio_session(), membership_id),
        spent=spent_tries(studio_session(), titles, membership_id) if may_edit else [],
        may_edit=may_edit,
    )


@blueprint.get("/memberships/<int:membership_id>/edit")
def edit(membership_id: int) -> ResponseReturnValue:
    """Change a person's role or location."""
    member, form = editable_or_404(membership_id), MembershipForm()
    row = studio_session().get_one(Membership, membership_id)
    form.offer(current_member().role, locations(studio_session()))
    form.process(data={"role": row.role, "location": str(row.location_id or "")})
    return _edit_page(member, form)


@blueprint.post("/memberships/<int:membership_id>/edit")
def update(membership_id: int) -> ResponseReturnValue:
    """Save a person's role and location; the new role counts from their next request."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    member, form = editable_or_404(membership_id), MembershipForm(request.form)
    form.offer(current_member().role, locations(studio_session()))
    row = studio_session().get_one(Membership, membership_id)
    if not form.validate():
        return _edit_page(member, form), 422
    fallen = lapse(row, Role(form.role.data))
    if not _keeps_an_owner(form, row):
        return _edit_page(member, form), 422
    _record_changes(form, row)
    row.role, row.location_id = str(form.role.data), form.location_id
    studio_session().commit()
    flash(f"{member.name} is saved.{fallen}", "done")
    return redirect(url_for("memberships.show", membership_id=membership_id), 303)


def _edit_page(member: MemberRow, form: MembershipForm) -> str:
    falling = invitations_by(studio_session(), member.id, now())
    return page("memberships/edit.html", member=member, form=form, falling=falling)


def _keeps_an_owner(form: MembershipForm, row: Membership) -> bool:
    if (
        row.role != Role.OWNER
        or form.role.data == Role.OWNER
        or has_another_owner(studio_session(), row)
    ):
        return True
    form.role.errors = [LAST_OWNER]
    return False


def _record_changes(form: MembershipForm, row: Membership) -> None:
    if row.role != form.role.data:
        became = str(form.role.data)
        record(
            studio_session(), Event(kind=EventKind.ROLE, about=row.id, was=row.role, became=became)
        )
    if row.location_id != form.location_id:
        names = {each.id: each.name for each in locations(studio_session())}
        was, became = (names.get(each or 0, "") for each in (row.location_id, form.location_id))
        record(studio_session(), Event(kind=EventKind.MOVED, about=row.id, was=was, became=became))
