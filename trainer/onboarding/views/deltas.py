"""What changed in a lesson since I learned it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.editions.lookup import edition_or_404
from trainer.progress.delta import delta
from trainer.quizzing.queries.passes import quiz_pass
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("deltas", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons/<slug>/delta")
def show(slug: str) -> ResponseReturnValue:
    """All that I did and have to look at again, each with its way there."""
    taught = edition_or_404(slug)
    me = current_member().membership_id
    passed = quiz_pass(studio_session(), me, taught)
    return page(
        "deltas/show.html",
        slug=slug,
        lesson=taught.lesson,
        delta=delta(studio_session(), taught, me, passed),
        standing=passed,
    )
