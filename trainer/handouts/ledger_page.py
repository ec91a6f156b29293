"""The page of one copy in the ledger."""

from __future__ import annotations

from flask import abort

from trainer.editions.models.edition import package_of
from trainer.handouts.forms.acknowledgement import AcknowledgementForm
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyState
from trainer.handouts.queries.ledger import entry, happenings
from trainer.tenancy.access import studio_session
from trainer.web.pages import page


def ledger_entry_page(copy: Copy, form: AcknowledgementForm) -> str:
    """What became of a copy, and what may come next."""
    found = entry(studio_session(), copy.id) or abort(404)
    state, told = CopyState(found.state), happenings(studio_session(), copy.id)
    return page(
        "ledger/show.html",
        copy=found,
        sha256=copy.sha256,
        is_withdrawn=CopyState.WITHDRAWN in {each.kind for each in told},
        lesson=package_of(studio_session(), copy.edition_id).lesson.title,
        told=told,
        form=form,
        may=[next_ for next_ in CopyState if state.may_become(next_)],
    )
