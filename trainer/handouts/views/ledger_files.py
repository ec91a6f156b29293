"""The ledger as a file for a spreadsheet."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from trainer.editions.queries.current import current_editions
from trainer.handouts.ledger_table import HEAD, ledger_table
from trainer.handouts.lookup import wanted_of_ledger
from trainer.handouts.queries.ledger import whole_ledger
from trainer.handouts.table_file import table_file
from trainer.tenancy.access import current_member, studio_session

blueprint = Blueprint("ledger_files", __name__, url_prefix="/<studio>")


@blueprint.get("/ledger.csv")
def show() -> ResponseReturnValue:
    """Every copy that the ledger finds, whatever the page."""
    lessons = {each.title_id: each.lesson.title for each in current_editions(studio_session())}
    rows = whole_ledger(studio_session(), wanted_of_ledger())
    told = ledger_table(rows, lessons, ZoneInfo(current_member().time_zone))
    response = Response("".join(table_file(HEAD, told)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="ledger.csv"'
    return response
