"""Preview: the picture of a base, for whoever may see what it shows."""

from __future__ import annotations

from flask import abort

from trainer.debate.disclosure import disclosure
from trainer.editions.models.edition import package_of
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.queries.previews import rows_of
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.membership import Role


def preview_or_404(print_base_id: int) -> bytes:
    """The picture, a PNG; it is not there for whom one of its verdicts is closed to."""
    base = studio_session().get(PrintBase, print_base_id)
    if base is None or not _may_see(base):
        abort(404)
    return base.preview or abort(404)


def _may_see(base: PrintBase) -> bool:
    """A manager may open every copy there is."""
    me = current_member()
    if me.role.rank >= Role.MANAGER.rank:
        return True
    lesson = package_of(studio_session(), base.edition_id).lesson
    known = disclosure(studio_session(), me.membership_id, base.title_id, lesson)
    return rows_of(studio_session(), base.id) <= known.opened
