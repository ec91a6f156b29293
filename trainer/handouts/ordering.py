"""Ordering: somebody asks for handouts, of several people or of themselves."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.clock import now
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.models.print_run import PrintRun
from trainer.storage.job import Job
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import Event, EventKind
from trainer.web.logbook import note, record

ONE_AT_A_TIME = "This is what you are printing already. Print again when it is done."


def order(taught: CurrentEdition, members: list[int]) -> ResponseReturnValue:
    """To the page of a new run with those people; one who has a run open is led to that."""
    me = current_member().membership_id
    run = PrintRun(
        membership_id=me, title_id=taught.title_id, edition_id=taught.edition_id, at=now()
    )
    try:
        run.ask(studio_session(), members, now())
    except IntegrityError:
        studio_session().rollback()
        return _to_what_is_open(me)
    run_id = run.id
    _tell(taught, members)
    studio_session().commit()
    return redirect(url_for("print_runs.show", print_run_id=run_id), 303)


def _tell(taught: CurrentEdition, members: list[int]) -> None:
    """Let the owner see who prints for others; one's own handout stands in the log alone."""
    if members == [current_member().membership_id]:
        note("handout_printed", lesson=taught.slug)
        return
    many = str(len(members))
    record(
        studio_session(), Event(kind=EventKind.PRINTED, subject=taught.lesson.title, became=many)
    )


def _to_what_is_open(me: int) -> ResponseReturnValue:
    flash(ONE_AT_A_TIME, "failed")
    newest = Job.newest_run(studio_session(), me) or abort(404)  # it may be done by now
    return redirect(url_for("print_runs.show", print_run_id=newest), 303)
