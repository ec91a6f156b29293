"""What a member has done of each way through a lesson."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from quizzes.attempt import Outcome
from tests.debates import an_exercise
from tests.trainer.conftest import Look, SignIn
from tests.trainer.deeds import study
from tests.trainer.learner import FEET, PRACTICE, STANCE
from tests.trainer.page_text import words
from tests.trainer.sitting import begin
from tests.trainer.syllabus import a_keyed_quiz, a_package, publish_again
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.queries.current import current_edition
from trainer.progress.completion import Completion, PartsCell
from trainer.progress.completions import completions
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.quiz_cell import QuizCell
from trainer.tenancy.scope import EVERY, StudioSession

NOTHING = Completion(
    read=PartsCell(2), practised=PartsCell(2), argued=PartsCell(2), quiz=QuizCell(allowed=3)
)
HowFar = Callable[[str], Completion]


@pytest.fixture
def how_far(app: Flask) -> HowFar:
    """How far somebody of Harbour is."""
    engine: sa.Engine = app.extensions["storage"].read

    def of(who: str) -> Completion:
        with StudioSession(engine, EVERY) as session:
            member = member_of(session, "harbour", who)
            studio_id, id_ = member.studio_id, member.id
        with StudioSession(engine, studio_id) as session:
            now = current_edition(session, "feet")
            assert now
            return completions(session, [now], id_).of(id_, now)

    return of


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who has done nothing yet."""
    return sign_in("ana")


def practise(client: FlaskClient, *refs: str) -> None:
    """Practise those exercises."""
    for ref in refs:
        client.post(f"{FEET}/exercises/{ref}/practices", data=PRACTICE)


def take(client: FlaskClient, row: str, *, twice: bool = True) -> None:
    """Take one stance, or both."""
    client.post(f"{FEET}/docket/{row}/stances", data=STANCE)
    if twice:
        client.post(f"{FEET}/docket/{row}/stances", data=STANCE | {"moved_by": ""})


def test_each_exercise_counts_once_and_each_row_with_its_second_stance(
    ana: FlaskClient, how_far: HowFar
) -> None:
    before = how_far("ana")

    practise(ana, "stand", "stand", "stand")
    take(ana, "d1")
    take(ana, "d2", twice=False)

    after = how_far("ana")
    assert before == NOTHING
    assert (after.practised.done, after.argued.done) == (1, 1)
    assert how_far("bruno").practised.done == 0
    page = words(ana.get(FEET))
    assert "1 of 2 exercises" in page
    assert "1 of 2 sentences" in page


def test_the_quiz_goes_from_not_started_to_passed(
    ana: FlaskClient, look: Look, how_far: HowFar
) -> None:
    def state_and_tries() -> tuple[str, int]:
        cell = how_far("ana").quiz
        assert cell
        return cell.state, cell.used

    seen = [state_and_tries()]

    for right in (False, True):
        sitting = begin(ana, look, a_keyed_quiz())
        seen.append(state_and_tries())
        if right:
            sitting.answer_rightly()
        sitting.hand_in()
        seen.append(state_and_tries())

    assert seen == [
        ("not_started", 0),
        ("doing", 1),
        ("doing", 1),
        ("doing", 2),
        ("passed", 2),
    ]


def test_what_has_changed_counts_no_more(
    ana: FlaskClient, every: StudioSession, how_far: HowFar
) -> None:
    practise(ana, "stand", "walk")
    for row in ("d1", "d2"):
        take(ana, row)

    publish_again(every, a_package(title="Feet again"), "exercise:walk", "docket_row:d2")

    after = how_far("ana")
    assert (after.practised.done, after.practised.older) == (1, 1)
    assert (after.argued.done, after.argued.older) == (1, 1)


def test_what_is_taught_no_more_counts_no_more(
    ana: FlaskClient, every: StudioSession, how_far: HowFar
) -> None:
    practise(ana, "stand", "walk")

    publish_again(every, a_package(exercises=(an_exercise("stand"),)))

    after = how_far("ana").practised
    assert (after.done, after.total, after.state) == (1, 1, "done")


def test_a_pass_outlasts_a_new_edition(
    ana: FlaskClient, every: StudioSession, look: Look, how_far: HowFar
) -> None:
    sitting = begin(ana, look, a_keyed_quiz())
    sitting.answer_rightly()
    sitting.hand_in()

    publish_again(every, a_package(title="Feet again"))

    after = how_far("ana").quiz
    assert after
    assert after.state == "passed"


@pytest.mark.parametrize(("marked", "state"), [((0, 1), "passed"), ((1, 0), "doing")])
def test_a_marking_that_was_put_right_is_one_try_and_counts_instead(
    every: StudioSession, how_far: HowFar, marked: tuple[int, int], state: str
) -> None:
    doing = study(every, "ana")
    attempt = doing.begin()
    attempt.closed_at = LONG_AGO
    for right in marked:
        came_to = Outcome(
            fraction=float(right), passed=bool(right), counted=1, right=right, marks={}
        )
        result = Result.of(attempt, came_to, doing.package.sha256, LONG_AGO)
        result.studio_id = attempt.studio_id
        every.add(result)
        every.flush()
    every.commit()

    after = how_far("ana").quiz

    assert after
    assert (after.used, after.state, after.percent) == (1, state, 100 * marked[-1])
