"""What happened in a studio, for its owners."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from trainer.staff.queries.activity_entry import by_day
from trainer.staff.queries.events import EventFilter, events
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import EventKind
from trainer.web import spelling
from trainer.web.pages import page

blueprint = Blueprint("events", __name__, url_prefix="/<studio>")


@blueprint.get("/events")
def index() -> ResponseReturnValue:
    """Who came, went, changed, invited and printed, searched by name and narrowed to a kind."""
    wanted = EventFilter(
        spelling.line(request.args.get("query")),
        request.args.get("kind", ""),
        request.args.get("page", 1, int),
    )
    found = events(studio_session(), wanted)
    return page(
        "events/index.html",
        activity=found,
        days=by_day(found.told, ZoneInfo(current_member().time_zone)),
        kinds=[kind.value for kind in EventKind],
    )
