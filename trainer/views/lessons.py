"""The lessons that a studio teaches."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.clock import today
from trainer.lookups.study import study_or_404
from trainer.models.assignment import Due, dues_of
from trainer.models.delta import Again, Delta, delta
from trainer.models.progress import State, outline, progress
from trainer.models.study import Study, Taught, studies
from trainer.models.ways import ways
from trainer.pages import page

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/lessons")
def index() -> ResponseReturnValue:
    """Every lesson, with how far I am; searched by the words of its title and summary."""
    query = request.args.get("query", "").strip()
    everything = [progress(each) for each in studies(rows(), place().membership_id)]
    found = [each for each in everything if each.mentions(query)]
    return page("lessons/index.html", lessons=found, query=query, total=len(everything))


@blueprint.get("/lessons/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One lesson: what it teaches, its sections, and where I go on."""
    mine = study_or_404(slug)
    changed = delta(rows(), mine.taught, place().membership_id)
    so_far, further = progress(mine), _ways(mine, changed)
    reading = _state(so_far.read, so_far.total, changed.sections)
    return page(
        "lessons/show.html",
        delta=changed,
        slug=slug,
        lesson=mine.lesson,
        progress=so_far,
        reading=reading,
        sections=outline(mine),
        ways=further,
        mine_due=_due(mine.taught, [reading, *(way.state for way in further)]),
        today=today(place().time_zone),
    )


@dataclass(frozen=True)
class Way:
    """One of the ways through a lesson."""

    title: str
    text: str
    state: State
    url: str
    action: str


def _ways(mine: Study, changed: Delta) -> list[Way]:
    """Practising, arguing and being quizzed, as far as the lesson has them."""
    slug, done = mine.taught.slug, ways(rows(), mine, place().membership_id, changed)
    found = []
    if exercises := mine.lesson.exercises:
        first = url_for("exercises.show", slug=slug, ref=exercises[0].ref)
        state = _state(done.practised, len(exercises), changed.exercises)
        text = f"{done.practised} of {len(exercises)} exercises"
        found.append(Way("Practise", text, state, first, "Practise"))
    if docket := mine.lesson.docket:
        argue = url_for("docket_rows.index", slug=slug)
        state = _state(done.argued, len(docket), changed.rows)
        text = f"{done.argued} of {len(docket)} sentences"
        found.append(Way("Argue", text, state, argue, "Argue"))
    if quiz := mine.taught.quiz:
        text = f"{len(quiz.live)} questions, {done.attempts} of {quiz.policy.attempts} tries used"
        quizzed = url_for("quizzes.show", slug=slug)
        found.append(Way("Be quizzed", text, done.quiz_state(), quizzed, "Open the quiz"))
    return found


def _due(taught: Taught, ways: list[State]) -> Due | None:
    """By which day I am to know it, until I have gone every way."""
    due = dues_of(rows(), place().membership_id).get(taught.title_id)
    return None if set(ways) == {State.READ} else due


def _state(done: int, total: int, changed: tuple[Again, ...]) -> State:
    """The word for a way: that something changed since says more than how much is done."""
    return State.STALE if changed else State.of(done, total)
