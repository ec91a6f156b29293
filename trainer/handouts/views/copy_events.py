"""What became of a copy, as a manager records it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.handouts.lookup import copy_or_404
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyState, Deed, OutOfTurn
from trainer.handouts.models.print_run import withdraw
from trainer.tenancy.access import current_member, studio_session
from trainer.web import spelling

blueprint = Blueprint("copy_events", __name__, url_prefix="/<studio>")

LATE = (
    "Nothing was changed: this no longer fits, for something else was recorded since. "
    "Below is how it stands."
)
LONGEST = 200  # characters of a note
VERBS = {
    CopyState.HANDED_OVER: Copy.hand_over,
    CopyState.RETURNED: Copy.give_back,
    CopyState.LOST: Copy.lose,
    CopyState.WITHDRAWN: withdraw,
    CopyState.DESTROYED: Copy.destroy,
}


@blueprint.post("/copies/<int:copy_id>/events")
def create(copy_id: int) -> ResponseReturnValue:
    """Record what happened; a second tap of the same changes nothing."""
    copy, verb = copy_or_404(copy_id), VERBS.get(request.form.get("event", "")) or abort(400)  # type: ignore[call-overload]  # a state is its own word
    note = (spelling.line(request.form.get("note", "")) or "")[:LONGEST]
    try:
        verb(copy, studio_session(), Deed(current_member().membership_id, now(), note))
    except OutOfTurn:
        flash(LATE, "failed")
    studio_session().commit()
    return redirect(url_for("ledger.show", copy_id=copy_id), 303)
