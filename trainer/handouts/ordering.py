"""Ordering: somebody asks for handouts, of several people or of themselves."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.clock import now
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.forms.print_run import PrintRunForm
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_run import PrintRun
from trainer.storage.job import Job
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import Event, EventKind
from trainer.web.logbook import note, record

ONE_AT_A_TIME = "This is what you are printing already. Print again when it is done."
Wanted = Sequence[tuple[int, Kind]]


def order(taught: CurrentEdition, form: PrintRunForm, wanted: Wanted) -> ResponseReturnValue:
    """To the page of a new run of those kinds, each for a member; the form must be valid.

    One who has a run open is led to that, and a form that was sent before to its own.
    """
    me = current_member().membership_id
    run = form.run(taught, me, now())
    form_key = run.form_key
    try:
        run.ask_for(studio_session(), wanted, now())
    except IntegrityError:
        studio_session().rollback()
        return _to_what_is_there(me, form_key)
    run_id = run.id
    _tell(taught, wanted)
    studio_session().commit()
    return _to(run_id)


def _tell(taught: CurrentEdition, wanted: Wanted) -> None:
    """Let the owner see who prints for others; one's own handout stands in the log alone."""
    if {member for member, _ in wanted} == {current_member().membership_id}:
        note("handout_printed", lesson=taught.slug)
        return
    many = str(len(wanted))
    record(
        studio_session(), Event(kind=EventKind.PRINTED, subject=taught.lesson.title, became=many)
    )


def _to_what_is_there(me: int, form_key: str | None) -> ResponseReturnValue:
    if form_key and (sent := PrintRun.of_form(studio_session(), form_key)):
        return _to(sent.id)
    flash(ONE_AT_A_TIME, "failed")
    return _to(Job.newest_run(studio_session(), me) or abort(404))  # it may be done by now


def _to(run_id: int) -> ResponseReturnValue:
    return redirect(url_for("print_runs.show", print_run_id=run_id), 303)
