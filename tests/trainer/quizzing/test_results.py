"""Handing an attempt in: marked once, by the key of the edition it was begun in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from quizzes.choice import Picks
from quizzes.kinds.true_false import Judgement
from quizzes.package import Package
from quizzes.quiz import Quiz
from tests.questions import a_quiz
from tests.quizzes.samples.single import a_single
from tests.quizzes.strategies import rekeyed
from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.page_text import words
from tests.trainer.sitting import Sitting, begin
from tests.trainer.syllabus import a_keyed_quiz, a_package, key_of, publish_again
from tests.waiting import until
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.quizzing.models.result import Result
from trainer.tenancy.scope import StudioSession

QUIZ = a_keyed_quiz()
FIVE = a_quiz(*(a_single(ref=f"q{number}") for number in range(5)))
WRONG = Picks(options=("b",))


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who has not tried yet."""
    return sign_in("ana")


@pytest.fixture
def sitting(ana: FlaskClient, look: Look) -> Sitting:
    """Ana at her first attempt."""
    return begin(ana, look, QUIZ)


def results(look: Look) -> list[Result]:
    """Every result, in order."""
    return look(sa.select(Result).order_by(Result.id))


def publish(every: StudioSession, quiz: Quiz) -> Package:
    """Publish a second edition with that quiz."""
    package = a_package(quiz, title="Feet again")
    publish_again(every, package)
    return package


def test_an_attempt_is_closed_and_its_result_kept(
    sitting: Sitting, look: Look, member_id: MemberId, clock: Clock
) -> None:
    sitting.answer_rightly()

    answer = sitting.hand_in()

    (result,), (attempt,) = results(look), look(sa.select(Attempt))
    assert (answer.status_code, answer.location) == (303, sitting.url)
    assert (result.membership_id, result.attempt_id) == (member_id("ana"), attempt.id)
    assert (result.fraction, result.passed) == (1.0, True)
    assert result.key_revision == a_package(title="Feet in Harbour").sha256
    assert attempt.closed_at == result.at == clock.at


def test_handing_in_twice_marks_once(sitting: Sitting, look: Look, clock: Clock) -> None:
    sitting.hand_in()
    closed = look(sa.select(Attempt.closed_at))
    clock.advance(minutes=5)

    answer = sitting.hand_in()

    assert (answer.status_code, answer.location) == (303, sitting.url)
    assert len(results(look)) == 1
    assert look(sa.select(Attempt.closed_at)) == closed


def test_handing_in_from_many_devices_at_once_marks_once(
    sitting: Sitting, sign_in: SignIn, look: Look
) -> None:
    devices, sent = [sign_in("ana") for _ in range(4)], {"blank": len(QUIZ.live)}

    with ThreadPoolExecutor(len(devices)) as pool:
        answers = list(
            pool.map(lambda device: device.post(f"{sitting.url}/results", data=sent), devices)
        )

    assert [answer.status_code for answer in answers] == [303] * 4
    assert len(results(look)) == 1


def test_an_answer_that_is_on_its_way_is_marked(
    sitting: Sitting, sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, arrived, record = sign_in("ana"), Event(), AnswerEvent.record

    def record_slowly(*what: Any) -> None:
        arrived.set()
        sleep(0.3)
        record(*what)

    monkeypatch.setattr(AnswerEvent, "record", record_slowly)
    with ThreadPoolExecutor(2) as pool:
        answer = pool.submit(sitting.answer, "single")
        until("the answer arrived", arrived.is_set)
        handed_in = pool.submit(
            other.post, f"{sitting.url}/results", data={"blank": len(QUIZ.live) - 1}
        )

    assert [answer.result().status_code, handed_in.result().status_code] == [303, 303]
    assert [round(result.fraction * QUIZ.counting) for result in results(look)] == [1]


@on_sqlite
@pytest.mark.parametrize(("right", "passes"), [(3, False), (4, True), (5, True)])
def test_eighty_per_cent_passes_exactly(
    ana: FlaskClient, look: Look, every: StudioSession, right: int, *, passes: bool
) -> None:
    publish(every, FIVE)
    sitting = begin(ana, look, FIVE)
    sitting.answer_rightly([f"q{number}" for number in range(right)])
    sitting.answer("q4", None if right == 5 else WRONG)

    sitting.hand_in()

    (result,) = results(look)
    assert (result.fraction, result.passed) == (right / 5, passes)
    assert f"{right * 20}%" in words(ana.get(sitting.url))
    assert ("Not passed" in words(ana.get(sitting.url))) is not passes


@on_sqlite
@pytest.mark.parametrize("answered", [True, False])
def test_a_question_that_does_not_count_changes_nothing(
    sitting: Sitting, look: Look, *, answered: bool
) -> None:
    sitting.answer_rightly(but=() if answered else {"multiple"})

    sitting.hand_in()

    assert [(result.fraction, result.passed) for result in results(look)] == [(1.0, True)]


@on_sqlite
def test_opinions_alone_earn_nothing(sitting: Sitting, look: Look) -> None:
    sitting.answer("multiple")

    sitting.hand_in()

    assert [(result.fraction, result.passed) for result in results(look)] == [(0.0, False)]


@on_sqlite
def test_credit_is_given_in_parts(sitting: Sitting, look: Look) -> None:
    half = Judgement(holds=True, reason=f"{key_of('true-false')}b")
    sitting.answer("true-false", half)

    sitting.hand_in()

    assert [round(result.fraction * QUIZ.counting, 6) for result in results(look)] == [0.5]
    assert f"{50 // QUIZ.counting}%" in words(sitting.client.get(sitting.url))


def test_an_attempt_is_marked_by_the_key_of_its_own_edition(
    sitting: Sitting, look: Look, every: StudioSession
) -> None:
    sitting.answer_rightly(but={"numeric"})
    rekeyed_quiz = a_quiz(*(rekeyed(question) for question in QUIZ.live))
    publish(every, rekeyed_quiz)

    sitting.answer("numeric")
    sitting.hand_in()

    (result,) = results(look)
    assert (result.fraction, result.passed) == (1.0, True)
    assert result.key_revision == a_package(title="Feet in Harbour").sha256
    assert "100%" in words(sitting.client.get(sitting.url))


def test_the_next_attempt_is_at_the_new_edition(
    sitting: Sitting, look: Look, every: StudioSession
) -> None:
    sitting.hand_in()
    package = publish(every, FIVE)

    again = begin(sitting.client, look, FIVE)
    again.answer_rightly()
    again.hand_in()

    assert again.attempt.number == 2
    assert [result.key_revision for result in results(look)][1] == package.sha256
    assert [result.passed for result in results(look)] == [False, True]


def test_a_colleague_cannot_hand_in_for_me(sitting: Sitting, sign_in: SignIn, look: Look) -> None:
    for who in ("bruno", "mia", "olga"):
        assert sign_in(who).post(f"{sitting.url}/results").status_code == 404

    assert results(look) == []


@on_sqlite
def test_what_was_never_begun_cannot_be_handed_in(ana: FlaskClient, look: Look) -> None:
    assert ana.post("/harbour/lessons/feet/quiz/attempts/7/results").status_code == 404
    assert results(look) == []


@on_sqlite
def test_handing_in_with_blanks_asks_once_more_and_says_which(sitting: Sitting, look: Look) -> None:
    sitting.answer_rightly(but={"single", "numeric"})
    left = sorted(sitting.number(ref) for ref in ("single", "numeric"))
    url = f"{sitting.url}/results"

    asked = sitting.client.post(url)

    assert asked.status_code == 422
    assert "Hand in with 2 blank questions?" in words(asked)
    assert f"Blank are: Question {left[0]} Question {left[1]} Answer question {left[0]}" in words(
        asked
    )
    assert results(look) == []
    assert sitting.client.post(url, data={"blank": "2"}).status_code == 303
    assert len(results(look)) == 1


@on_sqlite
def test_whoever_leaves_another_blank_meanwhile_is_asked_anew(sitting: Sitting, look: Look) -> None:
    sitting.answer_rightly(but={"single"})
    sitting.client.post(sitting.address("numeric"))

    for told in ({"blank": "1"}, {"blank": ""}, {"blank": "x"}, {}):
        assert sitting.client.post(f"{sitting.url}/results", data=told).status_code == 422

    assert results(look) == []


@on_sqlite
def test_an_attempt_without_blanks_is_handed_in_at_once(sitting: Sitting, look: Look) -> None:
    sitting.answer_rightly()

    assert sitting.client.post(f"{sitting.url}/results").status_code == 303
    assert len(results(look)) == 1
