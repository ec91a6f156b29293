"""The ledger: every copy that the studio has given out, and where each is."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.editions.queries.current import current_editions
from trainer.handouts.forms.acknowledgement import AcknowledgementForm
from trainer.handouts.kind import Kind
from trainer.handouts.ledger_page import ledger_entry_page
from trainer.handouts.lookup import copy_or_404, wanted_of_ledger
from trainer.handouts.queries.ledger import STATES, ledger
from trainer.tenancy.access import studio_session
from trainer.tenancy.queries.people import locations
from trainer.web.pages import page

blueprint = Blueprint("ledger", __name__, url_prefix="/<studio>")


@blueprint.get("/ledger")
def index() -> ResponseReturnValue:
    """All copies, searched by serial or name and narrowed by state, kind, place and run."""
    found = ledger(studio_session(), wanted_of_ledger())
    return page(
        "ledger/index.html",
        found=found,
        wanted=found.wanted,
        lessons={each.title_id: each.lesson.title for each in current_editions(studio_session())},
        places={each.id: each.name for each in locations(studio_session())},
        kinds={kind.value: kind.title for kind in Kind},
        states=STATES,
    )


@blueprint.get("/ledger/<int:copy_id>")
def show(copy_id: int) -> ResponseReturnValue:
    """One copy: what became of it, and what may come next."""
    return ledger_entry_page(copy_or_404(copy_id), AcknowledgementForm())
