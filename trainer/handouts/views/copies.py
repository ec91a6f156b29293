"""Handouts printed for one person, each a copy with a serial."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from trainer.debate.disclosure import disclosure
from trainer.editions.lookup import edition_or_404
from trainer.handouts.candidate import Paper, paper_of
from trainer.handouts.download import pdf_response
from trainer.handouts.forms.print_run import PrintRunForm, form_key
from trainer.handouts.models.copy import Copy
from trainer.handouts.offers import Offer, offers
from trainer.handouts.ordering import order
from trainer.handouts.queries.candidates import papers
from trainer.handouts.queries.copies import copies_of
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("copies", __name__, url_prefix="/<studio>")


@dataclass(frozen=True)
class MyKind:
    """A kind that I may print, and the copy of it that I hold."""

    offer: Offer
    paper: Paper | None


@blueprint.get("/lessons/<slug>/copies")
def index(slug: str) -> ResponseReturnValue:
    """What I may print of a lesson, what I hold of it, and every copy there was."""
    taught, me = edition_or_404(slug), current_member().membership_id
    known = disclosure(studio_session(), me, taught.title_id, taught.lesson)
    held = papers(studio_session(), taught).get(me, {})
    return page(
        "copies/index.html",
        slug=slug,
        lesson=taught.lesson,
        paper=current_member().paper,
        kinds=[
            MyKind(each, paper_of(held, each.kind, is_open=known.shows_any))
            for each in offers(taught, known.opened)
        ],
        copies=copies_of(studio_session(), taught.title_id, me),
        closed=len(taught.lesson.docket) - len(known.opened),
        form_key=form_key(),
    )


@blueprint.post("/lessons/<slug>/copies")
def create(slug: str) -> ResponseReturnValue:
    """Ask for mine as the lesson stands, with the verdicts that are open to me."""
    taught, form = edition_or_404(slug), PrintRunForm(request.form)
    if not form.validate():
        abort(400)  # the page offers nothing that is wrong
    me = current_member().membership_id
    return order(taught, form, [(me, kind) for kind in form.kind.kinds])


@blueprint.get("/copies/<int:copy_id>.pdf")
def show(copy_id: int) -> ResponseReturnValue:
    """The copy itself: the same bytes every time."""
    copy = studio_session().get(Copy, copy_id) or abort(404)
    pdf = copy.whole(studio_session()) or abort(410)
    return pdf_response(pdf, f"handout-{copy.serial}.pdf")
