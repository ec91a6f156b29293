"""The debate, row by row of the docket."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.debate.docket_row_page import row_page
from trainer.debate.queries.debate import entry, stand
from trainer.editions.lookup import edition_or_404
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("docket_rows", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons/<slug>/docket")
def index(slug: str) -> ResponseReturnValue:
    """Every row, and where I stand with it."""
    taught = edition_or_404(slug)
    known, mine = stand(studio_session(), current_member().membership_id, taught)
    entries = [
        entry(known, mine.get(row.ref, {}), number, row)
        for number, row in enumerate(taught.lesson.docket, start=1)
    ]
    return page("docket_rows/index.html", slug=slug, lesson=taught.lesson, entries=entries)


@blueprint.get("/lessons/<slug>/docket/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """One row: first my stance, then the arguments, then my stance again, then the verdict."""
    return row_page(edition_or_404(slug), ref, sent=None)
