"""An attempt at a quiz: begun, looked over, and once handed in, marked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from lessons.debate import DocketRow
from lessons.lesson import Section
from quizzes.attempt import Outcome
from quizzes.kinds import LiveQuestion
from quizzes.mark import Mark
from quizzes.quiz import Quiz
from trainer.clock import now
from trainer.debate.disclosure import Disclosure, disclosure
from trainer.editions.lookup import edition_or_404
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.lookup import quiz_or_404, sitting_or_404
from trainer.quizzing.models.attempt import Attempt, Scope
from trainer.quizzing.models.extra_try import BY_ITSELF, ExtraTry
from trainer.quizzing.overview_page import overview_page
from trainer.quizzing.queries.attempts import AttemptRow, attempt_rows, startable
from trainer.quizzing.queries.passes import quiz_cell, quiz_pass
from trainer.quizzing.sitting import Sitting
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("attempts", __name__, url_prefix="/<studio>")


@dataclass(frozen=True)
class Marked:
    """One question as it was marked; ``closed_by`` are the rows that keep its feedback closed."""

    number: int
    question: LiveQuestion
    mark: Mark | None
    section: Section | None
    closed_by: list[DocketRow]


@blueprint.post("/lessons/<slug>/quiz/attempts")
def create(slug: str) -> ResponseReturnValue:
    """Begin at all of it, or at what changed since I passed; an open attempt is gone on with."""
    taught = edition_or_404(slug)
    quiz = quiz_or_404(taught)
    attempts = attempt_rows(studio_session(), current_member().membership_id, taught.title_id)
    waiting = next((each.id for each in attempts if each.closed_at is None), None)
    if waiting is None:
        only = _changed(taught) if request.form.get("scope") == Scope.DELTA else None
        if only is None:
            _take_a_try(taught, quiz, attempts)
        waiting = _begin(taught, quiz, len(attempts) + 1, only)
    if waiting is None:
        return redirect(url_for("quizzes.show", slug=slug), 303)  # a second tap
    target = url_for("answers.edit", slug=slug, attempt_id=waiting, number=1)
    return redirect(target, 303)


@blueprint.get("/lessons/<slug>/quiz/attempts/<int:attempt_id>")
def show(slug: str, attempt_id: int) -> ResponseReturnValue:
    """While it is open, what is still blank; once it is handed in, how it was marked."""
    sitting = sitting_or_404(slug, attempt_id)
    if sitting.is_open:
        return overview_page(sitting)
    me, title_id = current_member().membership_id, sitting.attempt.title_id
    known = disclosure(studio_session(), me, title_id, sitting.lesson)
    came_to = sitting.outcome(studio_session())
    return page(
        "attempts/show.html",
        slug=sitting.slug,
        lesson=sitting.lesson,
        attempt=sitting.attempt,
        outcome=came_to,
        policy=sitting.quiz.policy,
        marked=_marked(sitting, came_to, known),
        may_start=_may_try(sitting, me),
    )


def _take_a_try(taught: CurrentEdition, quiz: Quiz, attempts: list[AttemptRow]) -> None:
    """Make sure that another try is left: one that the studio gives by itself is written down."""
    me = current_member().membership_id
    cell = quiz_cell(studio_session(), me, taught)
    if not startable(attempts, cell, quiz, now()):
        abort(410)
    if cell.opens(now()):
        of = {"membership_id": me, "title_id": taught.title_id, "number": cell.used}
        studio_session().add(ExtraTry(**of, reason=BY_ITSELF, at=now()))


def _may_try(sitting: Sitting, me: int) -> bool:
    """Whether I may begin another try at what is taught now."""
    taught = edition_or_404(sitting.slug)
    attempts = attempt_rows(studio_session(), me, sitting.attempt.title_id)
    cell = quiz_cell(studio_session(), me, taught)
    return taught.quiz is not None and startable(attempts, cell, taught.quiz, now())


def _changed(taught: CurrentEdition) -> tuple[str, ...]:
    """The questions that changed since I passed; there is nothing to begin without any."""
    passed = quiz_pass(studio_session(), current_member().membership_id, taught)
    return passed.to_answer_again if passed and passed.is_stale else abort(410)


def _begin(
    taught: CurrentEdition, quiz: Quiz, number: int, only: tuple[str, ...] | None
) -> int | None:
    """The id of a new attempt, or None when another was begun in this very moment."""
    attempt = Attempt.start(
        quiz,
        number,
        only,
        scope=Scope.WHOLE if only is None else Scope.DELTA,
        membership_id=current_member().membership_id,
        title_id=taught.title_id,
        edition_id=taught.edition_id,
        started_at=now(),
    )
    studio_session().add(attempt)
    try:
        studio_session().flush()
    except IntegrityError:
        return None
    begun = attempt.id
    studio_session().commit()
    return begun


def _marked(sitting: Sitting, came_to: Outcome, known: Disclosure) -> list[Marked]:
    """Every question; one whose feedback could tell a closed verdict comes without its mark."""
    listed = []
    for number, (question, _) in enumerate(sitting.layout.drawn(sitting.quiz), start=1):
        closed_by = known.closed_by(question)
        listed.append(
            Marked(
                number,
                question,
                None if closed_by else came_to.marks[question.ref],
                sitting.lesson.section(question.section),
                closed_by,
            )
        )
    return listed
