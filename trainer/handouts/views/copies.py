"""Handouts printed for one person, each a copy with a serial."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from trainer.debate.disclosure import disclosure
from trainer.editions.lookup import edition_or_404
from trainer.handouts.download import pdf_response
from trainer.handouts.models.copy import Copy
from trainer.handouts.ordering import order
from trainer.handouts.queries.copies import copies_of
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("copies", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons/<slug>/copies")
def index(slug: str) -> ResponseReturnValue:
    """My copies of a lesson's handout, and a button to print another."""
    taught, me = edition_or_404(slug), current_member().membership_id
    known = disclosure(studio_session(), me, taught.title_id, taught.lesson)
    return page(
        "copies/index.html",
        slug=slug,
        lesson=taught.lesson,
        edition=taught.edition,
        paper=current_member().paper,
        copies=copies_of(studio_session(), taught.title_id, me),
        closed=len(taught.lesson.docket) - len(known.opened),
    )


@blueprint.post("/lessons/<slug>/copies")
def create(slug: str) -> ResponseReturnValue:
    """Ask for my handout as the lesson stands, with the verdicts that are open to me."""
    return order(edition_or_404(slug), [current_member().membership_id])


@blueprint.get("/copies/<int:copy_id>.pdf")
def show(copy_id: int) -> ResponseReturnValue:
    """The copy itself: the same bytes every time."""
    copy = studio_session().get(Copy, copy_id) or abort(404)
    pdf = copy.whole(studio_session()) or abort(410)
    return pdf_response(pdf, f"handout-{copy.serial}.pdf")
