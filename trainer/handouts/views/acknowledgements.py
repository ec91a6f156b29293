"""Whoever has a copy says so: signed in themselves, or by their name on a manager's phone."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.handouts.forms.acknowledgement import AcknowledgementForm
from trainer.handouts.ledger_page import ledger_entry_page
from trainer.handouts.lookup import copy_or_404
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import Deed, OutOfTurn
from trainer.tenancy.access import current_member, studio_session

blueprint = Blueprint("acknowledgements", __name__, url_prefix="/<studio>")

LATE = "Nothing was changed: this copy is not one to be signed for any more. Below is why."


@blueprint.post("/copies/<int:copy_id>/acknowledgements")
def create(copy_id: int) -> ResponseReturnValue:
    """Record that its person has it; a second tap of the same changes nothing."""
    copy = copy_or_404(copy_id)
    if copy.membership_id == current_member().membership_id and "name" not in request.form:
        _acknowledge(copy, "")
        return redirect(url_for("codes.show", copy_code=copy.code), 303)
    form = AcknowledgementForm(request.form)
    if not form.validate():
        return ledger_entry_page(copy, form), 422
    _acknowledge(copy, f"Signed as {form.name.data}")
    return redirect(url_for("ledger.show", copy_id=copy_id), 303)


def _acknowledge(copy: Copy, note: str) -> None:
    try:
        copy.acknowledge(studio_session(), Deed(current_member().membership_id, now(), note))
    except OutOfTurn:
        flash(LATE, "failed")
    studio_session().commit()
