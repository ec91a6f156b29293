"""The lessons that a studio teaches."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import today
from trainer.onboarding.models.assignment import due_dates_of
from trainer.progress.completion import Completion, PartsCell
from trainer.progress.completions import completions
from trainer.progress.delta import delta
from trainer.quizzing.queries.quiz_cell import QuizCell
from trainer.study.lookup import study_or_404
from trainer.study.queries.progress import State, outline, progress
from trainer.study.queries.study import Study, studies
from trainer.tenancy.access import current_member, studio_session
from trainer.web import spelling
from trainer.web.pages import page

blueprint = Blueprint("lessons", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons")
def index() -> ResponseReturnValue:
    """Every lesson, with how far I am; searched by the words of its title and summary."""
    query = spelling.line(request.args.get("query"))
    everything = [
        progress(each) for each in studies(studio_session(), current_member().membership_id)
    ]
    found = [each for each in everything if each.mentions(query)]
    return page("lessons/index.html", lessons=found, query=query, total=len(everything))


@blueprint.get("/lessons/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One lesson: what it teaches, its sections, and where I go on."""
    mine = study_or_404(slug)
    me, taught = current_member().membership_id, mine.taught
    done = completions(studio_session(), [taught], me).of(me, taught)
    return page(
        "lessons/show.html",
        delta=delta(studio_session(), taught, me, done.quiz.quiz_pass if done.quiz else None),
        slug=slug,
        lesson=mine.lesson,
        progress=progress(mine),
        reading=_state(done.read),
        sections=outline(mine),
        ways=_ways(mine, done),
        mine_due=None if done.is_done else due_dates_of(studio_session(), me).get(taught.title_id),
        today=today(current_member().time_zone),
    )


@dataclass(frozen=True)
class Way:
    """One of the ways through a lesson."""

    title: str
    text: str
    state: State
    url: str
    action: str


def _ways(mine: Study, done: Completion) -> list[Way]:
    """Practising, arguing and being quizzed, as far as the lesson has them."""
    slug, found = mine.taught.slug, []
    if exercises := mine.lesson.exercises:
        first = url_for("exercises.show", slug=slug, ref=exercises[0].ref)
        text = f"{done.practised.done} of {len(exercises)} exercises"
        found.append(Way("Practise", text, _state(done.practised), first, "Practise"))
    if docket := mine.lesson.docket:
        argue = url_for("docket_rows.index", slug=slug)
        text = f"{done.argued.done} of {len(docket)} sentences"
        found.append(Way("Argue", text, _state(done.argued), argue, "Argue"))
    if (quiz := mine.taught.quiz) and done.quiz:
        text = f"{len(quiz.live)} questions, {done.quiz.used} of {done.quiz.allowed} tries used"
        quizzed = url_for("quizzes.show", slug=slug)
        found.append(Way("Be quizzed", text, _quiz_state(done.quiz), quizzed, "Open the quiz"))
    return found


def _state(cell: PartsCell) -> State:
    """The word for a way: that something changed since says more than how much is done."""
    return State.STALE if cell.older else State.of(cell.done, cell.total)


def _quiz_state(cell: QuizCell) -> State:
    """The same for the quiz."""
    return State.READ if cell.is_done else State(cell.state)
