"""Asking for another try at a quiz."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.quizzing.lookup import quiz_or_404
from trainer.quizzing.models.extra_try import Plea
from trainer.quizzing.queries.passes import quiz_cell
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.studio import Studio

blueprint = Blueprint("pleas", __name__, url_prefix="/<studio>")


@blueprint.post("/lessons/<slug>/quiz/pleas")
def create(slug: str) -> ResponseReturnValue:
    """Tell the managers, once for each time that no try is left."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    taught, me = edition_or_404(slug), current_member().membership_id
    quiz_or_404(taught)
    cell = quiz_cell(studio_session(), me, taught)
    if cell.is_spent and not cell.is_asked:
        of = {"membership_id": me, "title_id": taught.title_id, "number": cell.used}
        studio_session().add(Plea(**of, at=now()))
        studio_session().commit()
        flash("You have asked for another try. Your managers see it on their home.", "done")
    return redirect(url_for("quizzes.show", slug=slug), 303)
