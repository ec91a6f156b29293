"""Handouts printed for several people, or for oneself: asked for here, pressed by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.access import place, rows
from trainer.clock import now
from trainer.logbook import note, record
from trainer.models.edition import Title, package_of
from trainer.models.event import Event, EventKind
from trainer.models.job import Job, others_open
from trainer.models.print_run import Outcome, PrintRun, print_runs
from trainer.models.roster import MemberRow, roster
from trainer.models.study import Taught, everything_taught
from trainer.pages import page
from trainer.views.lessons import taught_or_404

blueprint = Blueprint("print_runs", __name__)

NOBODY = "Nothing was printed: tick the people whose handouts you want first."
ONE_AT_A_TIME = "This is what you are printing already. Print again when it is done."
MOST = 100  # in the list
EVERY = 5  # seconds after which the page of an open run is fetched anew, without script


@dataclass(frozen=True)
class Waiting:
    """A run at the press: how many other runs share it, and whether nobody works there."""

    others: int
    is_stopped: bool


@blueprint.get("/print-runs")
def index() -> ResponseReturnValue:
    """What was printed so far and what is at the press: an instructor's own alone."""
    lessons = {each.title_id: each.lesson.title for each in everything_taught(rows())}
    listed, query = print_runs(rows(), lessons, MOST), request.args.get("query", "").strip()
    return page(
        "print_runs/index.html",
        rows=[row for row in listed if row.mentions(query)],
        total=len(listed),
        is_cut=len(listed) == MOST,
        query=query,
    )


@blueprint.post("/lessons/<slug>/print-runs")
def create(slug: str) -> ResponseReturnValue:
    """Ask for a handout for each person ticked, in the order of their names."""
    taught, ticked = taught_or_404(slug), _ticked()
    if not ticked:
        flash(NOBODY, "failed")
        return redirect(url_for("boards.show", slug=slug), 303)
    return asked_for(taught, [member.id for member in ticked])


@blueprint.get("/print-runs/<int:print_run_id>")
def show(print_run_id: int) -> ResponseReturnValue:
    """How far it is, for whom there is a copy or why not, and the file to print."""
    run = run_or_404(print_run_id)
    job, outcomes = Job.pressing(rows(), run.id), run.outcomes(rows())
    return page(
        "print_runs/show.html",
        **_lesson_of(run),
        run=run,
        outcomes=outcomes,
        done=sum(not each.waits for each in outcomes),
        printed=sum(each.copy_id is not None for each in outcomes),
        is_mine=_is_mine(outcomes),
        file=run.bundle(rows()),
        waiting=_waiting(job) if job else None,
        still="still" in request.args,
        every=EVERY,
    )


def asked_for(taught: Taught, members: list[int]) -> ResponseReturnValue:
    """To the page of a new run with those people; one who has a run open is led to that."""
    me = place().membership_id
    run = PrintRun(
        membership_id=me, title_id=taught.title_id, edition_id=taught.edition_id, at=now()
    )
    try:
        run.ask(rows(), members, now())
    except IntegrityError:
        rows().rollback()
        return _to_what_is_open(me)
    run_id = run.id
    _tell(taught, members)
    rows().commit()
    return redirect(url_for("print_runs.show", print_run_id=run_id), 303)


def _tell(taught: Taught, members: list[int]) -> None:
    """Let the owner see who prints for others; one's own handout stands in the log alone."""
    if members == [place().membership_id]:
        note("handout_printed", lesson=taught.slug)
        return
    many = str(len(members))
    record(rows(), Event(kind=EventKind.PRINTED, subject=taught.lesson.title, became=many))


def run_or_404(print_run_id: int) -> PrintRun:
    """The print run of that id in this studio; an instructor's own alone."""
    return rows().get(PrintRun, print_run_id) or abort(404)


def _to_what_is_open(me: int) -> ResponseReturnValue:
    flash(ONE_AT_A_TIME, "failed")
    newest = Job.newest_run(rows(), me) or abort(404)  # it may be done by now
    return redirect(url_for("print_runs.show", print_run_id=newest), 303)


def _ticked() -> list[MemberRow]:
    """The people ticked who are here still, by name; an id that is nobody's is no one."""
    ids = set(request.form.getlist("membership", type=int))
    return [member for member in roster(rows()) if member.id in ids and not member.gone]


def _lesson_of(run: PrintRun) -> dict[str, Any]:
    return {
        "slug": rows().get_one(Title, run.title_id).slug,
        "lesson": package_of(rows(), run.edition_id).lesson,
    }


def _is_mine(outcomes: list[Outcome]) -> bool:
    return [each.membership_id for each in outcomes] == [place().membership_id]


def _waiting(job: Job) -> Waiting:
    return Waiting(others_open(rows(), but=job.id), job.is_unseen(now()))
