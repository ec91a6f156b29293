"""Handouts printed for several people, or for oneself: asked for here, pressed by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.edition import Title, package_of
from trainer.editions.queries.current import current_editions
from trainer.handouts.lookup import run_or_404
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.ordering import order
from trainer.handouts.print_run_page import NOBODY, NOTHING, Picked
from trainer.handouts.queries.print_runs import Handful, outcomes, print_runs
from trainer.handouts.ticks import short
from trainer.storage.job import Job, others_open
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("print_runs", __name__, url_prefix="/<studio>")

THESE = "these"  # who is ticked now
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


@blueprint.get("/lessons/<slug>/print-runs/new")
def new(slug: str) -> ResponseReturnValue:
    """What to print, for whom and how; an address may say so already, and who is ticked."""
    return Picked.of_address(edition_or_404(slug)).page()


@blueprint.post("/lessons/<slug>/print-runs")
def create(slug: str) -> ResponseReturnValue:
    """Ask for what is chosen, for each person ticked; or tick others, and choose on."""
    picked = Picked.of_form(edition_or_404(slug))
    if to := request.form.get("to"):
        return redirect(_ticking(picked, to), 303)
    if not picked.form.validate():
        return picked.page(), 422
    wanted = picked.wanted
    if not wanted:
        return picked.page(NOTHING if picked.chosen else NOBODY), 422
    return order(picked.taught, picked.form, wanted)


@blueprint.get("/print-runs/<int:print_run_id>")
def show(print_run_id: int) -> ResponseReturnValue:
    """How far it is, for whom there is a copy or why not, and the file to print."""
    run = run_or_404(print_run_id)
    job, people = Job.pressing(studio_session(), run.id), outcomes(studio_session(), run)
    return page(
        "print_runs/show.html",
        **_lesson_of(run),
        run=run,
        people=people,
        **_counted(people),
        is_mine=[each.membership_id for each in people] == [current_member().membership_id],
        file=run.bundle(studio_session()),
        waiting=_waiting(job) if job else None,
        still="still" in request.args,
        every=EVERY,
    )


def _ticking(picked: Picked, to: str) -> str:
    """The page again with others ticked, or those who are, and all that was chosen."""
    who = {"who": short(picked.ticked)} if to == THESE else {"to": to}
    asked: dict[str, Any] = {**who, **picked.form.carried}
    return url_for("print_runs.new", slug=picked.taught.slug, **asked)


def _lesson_of(run: PrintRun) -> dict[str, Any]:
    return {
        "slug": studio_session().get_one(Title, run.title_id).slug,
        "lesson": package_of(studio_session(), run.edition_id).lesson,
    }


def _counted(people: list[Handful]) -> dict[str, int]:
    asked = [outcome for each in people for outcome in each.outcomes]
    return {
        "total": len(asked),
        "done": sum(each.is_done for each in asked),
        "printed": sum(len(each.copies) for each in people),
    }


def _waiting(job: Job) -> Waiting:
    return Waiting(others_open(studio_session(), but=job.id), job.is_unseen(now()))
