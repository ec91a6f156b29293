"""The board: where everybody stands with a lesson, and who needs a manager."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import today
from trainer.editions.lookup import edition_or_404
from trainer.editions.queries.current import current_editions
from trainer.onboarding.models.assignment import due_dates
from trainer.onboarding.queries.board import boards
from trainer.onboarding.queries.board_row import BoardRow, Readiness
from trainer.onboarding.queries.board_summary import board_summaries
from trainer.progress.completions import completions
from trainer.tenancy.access import current_member, studio_session
from trainer.web import spelling
from trainer.web.pages import page

blueprint = Blueprint("boards", __name__, url_prefix="/<studio>")

LATEST = dt.date.max
ORDERS = {
    "standing": lambda row: (list(Readiness).index(row.readiness), row.name.casefold()),
    "name": lambda row: row.name.casefold(),
    "location": lambda row: (row.location or "", row.name.casefold()),
    "due": lambda row: (row.due or LATEST, row.name.casefold()),
}


@blueprint.get("/boards")
def index() -> ResponseReturnValue:
    """Every lesson with its counts; of one lesson alone, its board."""
    titles = current_editions(studio_session())
    found, due = completions(studio_session(), titles), due_dates(studio_session())
    listed = board_summaries(
        studio_session(), titles, found, due, today(current_member().time_zone)
    )
    if len(listed) == 1:
        return redirect(url_for("boards.show", slug=listed[0].slug))
    return page("boards/index.html", listed=listed)


@blueprint.get("/lessons/<slug>/board")
def show(slug: str) -> ResponseReturnValue:
    """The table of one lesson, filtered and sorted as the address says."""
    taught = edition_or_404(slug)
    done, due = completions(studio_session(), [taught]), due_dates(studio_session())
    found = boards(studio_session(), [taught], done, due, today(current_member().time_zone))
    everybody = found[taught.title_id]
    wanted = {
        name: spelling.line(request.args.get(name)) for name in ("query", "state", "location")
    }
    order = request.args.get("sort", "")
    shown = [row for row in everybody if _is_wanted(row, **wanted)]
    all_ticked = "all" in request.args
    return page(
        "boards/show.html",
        slug=slug,
        lesson=taught.lesson,
        has_quiz=taught.quiz is not None,
        rows=sorted(shown, key=ORDERS.get(order, ORDERS["standing"])),
        total=len(everybody),
        counts=Counter(row.readiness for row in everybody),
        locations=sorted({row.location for row in everybody if row.location}),
        wanted=wanted,
        sort=order,
        all_ticked=all_ticked,
        ticked={row.id for row in shown if all_ticked},
    )


def _is_wanted(row: BoardRow, query: str, state: str, location: str) -> bool:
    return row.mentions(query) and state in {"", row.readiness} and location in {"", row.location}
