"""The board: where everybody stands with a lesson, and who needs a manager."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.clock import now
from trainer.models.assignment import dues
from trainer.models.board import board
from trainer.models.board_row import BoardRow, Standing
from trainer.models.study import Taught, everything_taught
from trainer.pages import page
from trainer.views.lessons import taught_or_404

blueprint = Blueprint("boards", __name__)

LATEST = dt.date.max
ORDERS = {
    "name": lambda row: row.name.casefold(),
    "location": lambda row: (row.location or "", row.name.casefold()),
    "due": lambda row: (row.due or LATEST, row.name.casefold()),
    "standing": lambda row: (list(Standing).index(row.standing), row.name.casefold()),
}


@dataclass(frozen=True)
class Listed:
    """A lesson in the list of boards."""

    slug: str
    title: str
    counts: Counter[Standing]


@blueprint.get("/boards")
def index() -> ResponseReturnValue:
    """Every lesson with its counts; of one lesson alone, its board."""
    taught = everything_taught(rows())
    if len(taught) == 1:
        return redirect(url_for("boards.show", slug=taught[0].slug))
    listed = [
        Listed(each.slug, each.lesson.title, Counter(row.standing for row in board_of(each)))
        for each in taught
    ]
    return page("boards/index.html", listed=listed)


@blueprint.get("/lessons/<slug>/board")
def show(slug: str) -> ResponseReturnValue:
    """The table of one lesson, filtered and sorted as the address says."""
    taught = taught_or_404(slug)
    everybody = board_of(taught)
    wanted = {name: request.args.get(name, "").strip() for name in ("query", "state", "location")}
    order = request.args.get("sort", "")
    order = order if order in ORDERS else "standing"
    shown = sorted((row for row in everybody if _is_wanted(row, **wanted)), key=ORDERS[order])
    return page(
        "boards/show.html",
        slug=slug,
        lesson=taught.lesson,
        has_quiz=taught.quiz is not None,
        rows=shown,
        total=len(everybody),
        counts=Counter(row.standing for row in everybody),
        locations=sorted({row.location for row in everybody if row.location}),
        wanted=wanted,
        sort=order,
        ticked=set(request.args.getlist("membership", type=int)),
    )


def board_of(taught: Taught) -> list[BoardRow]:
    """Everybody's row, as of today in the studio's time zone."""
    today = now().astimezone(ZoneInfo(place().time_zone)).date()
    days = {
        member: due.day for (member, title), due in dues(rows()).items() if title == taught.title_id
    }
    return board(rows(), taught, days, today)


def _is_wanted(row: BoardRow, query: str, state: str, location: str) -> bool:
    return row.mentions(query) and state in {"", row.standing} and location in {"", row.location}
