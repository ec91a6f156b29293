"""Giving a member another try at a quiz."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.models.extra_try import ExtraTry
from trainer.quizzing.queries.passes import quiz_cell
from trainer.staff.forms.extra_try import ExtraTryForm
from trainer.staff.lookup import editable_or_404
from trainer.staff.queries.roster import MemberRow
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.studio import Studio
from trainer.web.pages import page

blueprint = Blueprint("extra_tries", __name__, url_prefix="/<studio>")


@blueprint.get("/memberships/<int:membership_id>/lessons/<slug>/tries/new")
def new(membership_id: int, slug: str) -> ResponseReturnValue:
    """Ask why, where no try is left."""
    taught = edition_or_404(slug)
    return _page(editable_or_404(membership_id), taught, ExtraTryForm())


@blueprint.post("/memberships/<int:membership_id>/lessons/<slug>/tries")
def create(membership_id: int, slug: str) -> ResponseReturnValue:
    """Give one more, once however often it is sent."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    taught, member = edition_or_404(slug), editable_or_404(membership_id)
    form = ExtraTryForm(request.form)
    if not form.validate():
        return _page(member, taught, form), 422
    _give(member, taught, str(form.reason.data))
    return redirect(url_for("memberships.show", membership_id=membership_id), 303)


def _give(member: MemberRow, taught: CurrentEdition, reason: str) -> None:
    cell = quiz_cell(studio_session(), member.id, taught)
    if not cell.is_spent:
        flash(f"{member.name} has a try left, or has passed: nothing was changed.", "done")
        return
    given = ExtraTry(
        membership_id=member.id,
        title_id=taught.title_id,
        number=cell.used,
        reason=reason,
        at=now(),
        granted_by=current_member().membership_id,
    )
    studio_session().add(given)
    studio_session().commit()
    flash(f"{member.name} has another try at {taught.lesson.title}.", "done")


def _page(member: MemberRow, taught: CurrentEdition, form: ExtraTryForm) -> str:
    return page(
        "extra_tries/new.html",
        member=member,
        form=form,
        slug=taught.slug,
        lesson=taught.lesson.title,
        cell=quiz_cell(studio_session(), member.id, taught),
    )
