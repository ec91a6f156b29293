"""Taking a stance on a row of the docket."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from lessons.debate import DocketRow
from trainer.clock import now
from trainer.debate.docket_row_page import row_page, second_form
from trainer.debate.forms.stance import SecondStanceForm, StanceForm
from trainer.debate.lookup import row_or_404
from trainer.debate.models.stance import Phase, Stance
from trainer.debate.queries.debate import UNTESTABLE
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.part import part_revision
from trainer.editions.queries.current import CurrentEdition
from trainer.tenancy.access import current_member, studio_session

blueprint = Blueprint("stances", __name__, url_prefix="/<studio>")

SAID = {
    Phase.FIRST: "Your first stance is kept. Here is what others say.",
    Phase.SECOND: "Your second stance is kept. Here is the verdict, and where you moved.",
}


@blueprint.post("/lessons/<slug>/docket/<ref>/stances")
def create(slug: str, ref: str) -> ResponseReturnValue:
    """Append the stance that comes next; what was said before is never overwritten."""
    taught, here = edition_or_404(slug), url_for("docket_rows.show", slug=slug, ref=ref)
    row = row_or_404(taught.lesson, ref)
    phase = _phase(taught, row)
    if phase is None:
        return redirect(here, 303)  # a slow second tap on the last form
    if phase is Phase.SECOND and "moved_by" not in request.form:
        return redirect(here, 303)  # the first form once more: the second says what weighed most
    form = (
        second_form(taught.lesson, row, request.form)
        if phase is Phase.SECOND
        else StanceForm(request.form)
    )
    if not form.validate():
        return row_page(taught, ref, form), 422
    studio_session().add(_stance(taught, row, phase, form))
    try:
        studio_session().commit()
    except IntegrityError:
        return redirect(here, 303)  # a second tap
    flash(SAID[phase], "done")
    return redirect(here, 303)


def _phase(taught: CurrentEdition, row: DocketRow) -> Phase | None:
    """Which stance comes next, or None when the last one was sent again.

    A row on which both are taken takes no third.
    """
    current = Stance.current(studio_session(), current_member().membership_id, taught.title_id)
    taken = {stance.phase: stance for stance in current if stance.row == row.ref}
    if last := taken.get(Phase.SECOND):
        return None if _says(last, request.form) else abort(410)
    return Phase.SECOND if taken else Phase.FIRST


def _says(stance: Stance, sent: Mapping[str, str]) -> bool:
    """Whether a form holds the very words of a stance."""
    position = UNTESTABLE if stance.position is None else str(stance.position)
    kept = (position, str(stance.confidence), stance.reason)
    return kept == (sent.get("position"), sent.get("confidence"), sent.get("reason", "").strip())


def _stance(taught: CurrentEdition, row: DocketRow, phase: Phase, form: StanceForm) -> Stance:
    return Stance(
        membership_id=current_member().membership_id,
        title_id=taught.title_id,
        edition_id=taught.edition_id,
        row=row.ref,
        revision=part_revision(studio_session(), taught.edition_id, "docket_row", row.ref),
        phase=phase,
        position=form.step,
        confidence=int(form.confidence.data),
        reason=str(form.reason.data),
        moved_by=(form.moved_by.data or None) if isinstance(form, SecondStanceForm) else None,
        at=now(),
    )
