"""A print run or a copy, by its address, and what is asked of the ledger."""

from __future__ import annotations

from flask import abort, request

from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.queries.ledger import LedgerFilter
from trainer.tenancy.access import studio_session


def run_or_404(print_run_id: int) -> PrintRun:
    """The print run of that id in this studio; an instructor's own alone."""
    return studio_session().get(PrintRun, print_run_id) or abort(404)


def copy_or_404(copy_id: int) -> Copy:
    """The copy of that id in this studio; an instructor's own alone."""
    return studio_session().get(Copy, copy_id) or abort(404)


def wanted_of_ledger() -> LedgerFilter:
    """What the address asks of the ledger; what makes no sense asks for nothing."""
    return LedgerFilter(
        query=request.args.get("query", "").strip(),
        state=request.args.get("state", ""),
        kind=request.args.get("kind", ""),
        place=_number("place"),
        run=_number("run"),
        page=_number("page"),
    )


def _number(name: str) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
