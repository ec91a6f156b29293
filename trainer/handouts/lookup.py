"""A print run, a copy or a picture, by its address, and what is asked of the ledger."""

from __future__ import annotations

from flask import abort, request

from trainer.debate.disclosure import disclosure
from trainer.editions.models.edition import package_of
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.queries.ledger import LedgerFilter
from trainer.handouts.queries.previews import rows_of
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.membership import Role


def run_or_404(print_run_id: int) -> PrintRun:
    """The print run of that id in this studio; an instructor's own alone."""
    return studio_session().get(PrintRun, print_run_id) or abort(404)


def copy_or_404(copy_id: int) -> Copy:
    """The copy of that id in this studio; an instructor's own alone."""
    return studio_session().get(Copy, copy_id) or abort(404)


def preview_or_404(print_base_id: int) -> bytes:
    """The picture, a PNG; it is not there for whom one of its verdicts is closed to."""
    base = studio_session().get(PrintBase, print_base_id)
    if base is None or not _may_see(base):
        abort(404)
    return base.preview or abort(404)


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


def _may_see(base: PrintBase) -> bool:
    """A manager may open every copy there is."""
    me = current_member()
    if me.role.rank >= Role.MANAGER.rank:
        return True
    lesson = package_of(studio_session(), base.edition_id).lesson
    known = disclosure(studio_session(), me.membership_id, base.title_id, lesson)
    return rows_of(studio_session(), base.id) <= known.opened
