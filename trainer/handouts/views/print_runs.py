"""Handouts printed for several people, or for oneself: asked for here, pressed by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.edition import Title, package_of
from trainer.editions.queries.current import current_editions
from trainer.handouts.lookup import run_or_404
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.ordering import order
from trainer.handouts.queries.print_runs import Outcome, outcomes, print_runs
from trainer.storage.job import Job, others_open
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.queries.people import people_here
from trainer.web.pages import page

blueprint = Blueprint("print_runs", __name__, url_prefix="/<studio>")

NOBODY = "Nothing was printed: tick the people whose handouts you want first."
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
    lessons = {each.title_id: each.lesson.title for each in current_editions(studio_session())}
    listed, query = (
        print_runs(studio_session(), lessons, MOST),
        request.args.get("query", "").strip(),
    )
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
    taught, ticked = edition_or_404(slug), _ticked()
    if not ticked:
        flash(NOBODY, "failed")
        return redirect(url_for("boards.show", slug=slug), 303)
    return order(taught, ticked)


@blueprint.get("/print-runs/<int:print_run_id>")
def show(print_run_id: int) -> ResponseReturnValue:
    """How far it is, for whom there is a copy or why not, and the file to print."""
    run = run_or_404(print_run_id)
    job, on_it = Job.pressing(studio_session(), run.id), outcomes(studio_session(), run)
    return page(
        "print_runs/show.html",
        **_lesson_of(run),
        run=run,
        outcomes=on_it,
        done=sum(not each.waits for each in on_it),
        printed=sum(each.copy_id is not None for each in on_it),
        is_mine=_is_mine(on_it),
        file=run.bundle(studio_session()),
        waiting=_waiting(job) if job else None,
        still="still" in request.args,
        every=EVERY,
    )


def _ticked() -> list[int]:
    """The people ticked who are here still, by name; an id that is nobody's is no one."""
    ids = set(request.form.getlist("membership", type=int))
    return [each.id for each in people_here(studio_session()) if each.id in ids]


def _lesson_of(run: PrintRun) -> dict[str, Any]:
    return {
        "slug": studio_session().get_one(Title, run.title_id).slug,
        "lesson": package_of(studio_session(), run.edition_id).lesson,
    }


def _is_mine(on_it: list[Outcome]) -> bool:
    return [each.membership_id for each in on_it] == [current_member().membership_id]


def _waiting(job: Job) -> Waiting:
    return Waiting(others_open(studio_session(), but=job.id), job.is_unseen(now()))
