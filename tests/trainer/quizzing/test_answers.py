"""Answering the questions of an attempt, one a page, by position."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from quizzes.choice import Picks
from quizzes.kinds import AnyAnswer
from quizzes.kinds.numeric import Amount
from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.page_text import held, words
from tests.trainer.sitting import Sitting, begin
from tests.trainer.syllabus import a_keyed_quiz, key_of
from trainer.quizzing.models.attempt import AnswerEvent

QUIZ = a_keyed_quiz()
KINDS = [question.ref for question in QUIZ.live]
LAST = len(KINDS)
WRONG = Picks(options=(f"{key_of('single')}b",))


@pytest.fixture
def sitting(sign_in: SignIn, look: Look) -> Sitting:
    """Ana at her first attempt."""
    return begin(sign_in("ana"), look, QUIZ)


def events(look: Look) -> list[AnswerEvent]:
    """Every answer that was kept, in order."""
    return look(sa.select(AnswerEvent).order_by(AnswerEvent.sequence))


def answers(look: Look) -> list[AnyAnswer]:
    """What was answered, in order."""
    return [msgspec.json.decode(event.answer_json, type=AnyAnswer) for event in events(look)]


def filled(sitting: Sitting, ref: str, client: FlaskClient | None = None) -> dict[str, list[str]]:
    """What the form of a question holds now."""
    return held((client or sitting.client).get(sitting.address(ref)))


def test_every_kind_is_answered_by_position_and_stands_in_its_form_again(
    sitting: Sitting, look: Look
) -> None:
    for ref in KINDS:
        assert sitting.answer(ref).status_code == 303

    questions = {question.ref: question for question in QUIZ.live}
    assert answers(look) == [questions[ref].key for ref in KINDS]
    for ref in KINDS:
        assert sorted_values(filled(sitting, ref)) == sorted_values(sitting.form(ref))


def sorted_values(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """A form whose ticks may come in any order."""
    return {name: sorted(values) for name, values in form.items()}


def test_another_device_shows_the_same_order_and_answers(sitting: Sitting, sign_in: SignIn) -> None:
    sitting.answer_rightly()
    other = sign_in("ana")

    for ref in KINDS:
        mine, theirs = (device.get(sitting.address(ref)) for device in (sitting.client, other))
        assert words(mine) == words(theirs)
        assert held(mine) == held(theirs)


@on_sqlite
def test_a_question_says_whether_it_counts(sitting: Sitting) -> None:
    pages = {ref: words(sitting.client.get(sitting.address(ref))) for ref in KINDS}

    assert {ref for ref in KINDS if "does not count" in pages[ref]} == {"multiple"}


def test_the_newest_answer_counts_and_none_is_lost(sitting: Sitting, look: Look) -> None:
    sitting.answer("single")
    sitting.answer("numeric")

    sitting.answer("single", WRONG)

    assert [event.sequence for event in events(look)] == [1, 2, 3]
    assert filled(sitting, "single") == sitting.form("single", WRONG)


@on_sqlite
@pytest.mark.parametrize("ref", KINDS)
def test_an_answer_can_be_taken_back(sitting: Sitting, look: Look, ref: str) -> None:
    sitting.answer(ref)

    answer = sitting.client.post(sitting.address(ref))

    assert answer.status_code == 303
    assert [event.blank for event in answers(look)] == [False, True]
    assert filled(sitting, ref) == {}


@on_sqlite
def test_one_goes_on_question_by_question_and_then_looks_over(sitting: Sitting) -> None:
    led = [
        sitting.client.post(f"{sitting.url}/questions/{number}").location
        for number in range(1, LAST + 1)
    ]

    onward = [f"{sitting.url}/questions/{number}" for number in range(2, LAST + 1)]
    assert led == [*onward, sitting.url]


@on_sqlite
def test_one_looks_over_when_one_asks_to(sitting: Sitting, look: Look) -> None:
    address = f"{sitting.url}/questions/1"
    ref = sitting.drawn[0][0].ref

    answer = sitting.client.post(address, data=sitting.form(ref) | {"go": ["overview"]})

    assert answer.location == sitting.url
    assert len(events(look)) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("ref", "form"),
    [
        ("single", {"choice": ["3"]}),
        ("single", {"choice": ["0", "1"]}),
        ("single", {"choice": [f"{key_of('single')}a"]}),
        ("single", {"choice": ["0"], "score": ["1"]}),
        ("case", {"verdict": ["true"]}),
        ("multiple", {"choice": ["0", "0"]}),
        ("true-false", {"verdict": ["maybe"]}),
        ("numeric", {"number": ["four"]}),
        ("numeric", {"number": ["nan"]}),
        ("numeric", {"number": ["1e999"]}),
        ("ordering", {"0": ["4"]}),
        ("ordering", {"0": ["1"], "1": ["1"]}),
        ("matching", {"2": ["0"]}),
        ("gaps", {"0": ["9"]}),
        ("gaps", {"x": ["0"]}),
    ],
)
def test_what_the_page_did_not_offer_is_refused_and_changes_nothing(
    sitting: Sitting, look: Look, ref: str, form: dict[str, list[str]]
) -> None:
    sitting.answer(ref)

    answer = sitting.client.post(sitting.address(ref), data=form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(events(look)) == 1
    assert sorted_values(filled(sitting, ref)) == sorted_values(sitting.form(ref))


@on_sqlite
def test_a_number_in_other_digits_is_kept_and_one_that_can_be_two_is_asked_at_its_field(
    sitting: Sitting, look: Look
) -> None:
    kept = ["１２", "\u0664\u0665", "\N{EN DASH}4"]
    for number in kept:
        sitting.client.post(sitting.address("numeric"), data={"number": number})

    asked = sitting.client.post(sitting.address("numeric"), data={"number": "1,000"})

    assert answers(look) == [Amount(number=12), Amount(number=45), Amount(number=-4)]
    assert "Write 1000 or 1.0." in words(asked)
    assert 'aria-invalid="true" aria-describedby="error"' in asked.text


@on_sqlite
@pytest.mark.parametrize(
    ("ref", "sent", "stays"),
    [
        ("numeric", {"number": "about <b>40</b>"}, {"number": ["about <b>40</b>"]}),
        ("numeric", {"number": "1,000"}, {"number": ["1,000"]}),
        ("numeric", {"number": "１．０００"}, {"number": ["１．０００"]}),
        ("ordering", {"0": "1", "1": "1", "2": "0"}, {"0": ["1"], "1": ["1"], "2": ["0"]}),
        ("multiple", {"choice": ["0", "2", "9"]}, {"choice": ["0", "2"]}),
        ("true-false", {"verdict": "true", "reason": "7"}, {"verdict": ["true"]}),
    ],
)
def test_what_was_refused_stays_in_its_form(
    sitting: Sitting, ref: str, sent: dict[str, str], stays: dict[str, list[str]]
) -> None:
    answer = sitting.client.post(sitting.address(ref), data=sent)

    assert answer.status_code == 422
    assert held(answer) == stays


@on_sqlite
@pytest.mark.parametrize("number", [0, LAST + 1, LAST + 2, 999])
def test_there_are_as_many_questions_as_were_drawn(sitting: Sitting, number: int) -> None:
    address = f"{sitting.url}/questions/{number}"

    assert sitting.client.get(address).status_code == 404
    assert sitting.client.post(address).status_code == 404


def test_after_handing_in_nothing_can_be_answered(sitting: Sitting, look: Look) -> None:
    sitting.answer("single")
    sitting.hand_in()

    answer = sitting.answer("single", WRONG)

    assert (answer.status_code, answer.location) == (303, sitting.url)
    assert "that answer was not kept" in words(sitting.client.get(sitting.url))
    assert len(events(look)) == 1


@on_sqlite
@pytest.mark.parametrize("number", [1, LAST])
def test_the_way_back_after_handing_in_leads_to_the_marks(sitting: Sitting, number: int) -> None:
    sitting.hand_in()

    page = sitting.client.get(f"{sitting.url}/questions/{number}", follow_redirects=True)

    assert (page.status_code, page.request.path) == (200, sitting.url)
    assert "Handed in" in words(page)
    assert "not kept" not in words(page)


def test_a_colleagues_attempt_is_not_there(sitting: Sitting, sign_in: SignIn, look: Look) -> None:
    for who in ("bruno", "mia", "olga"):
        other = sign_in(who)
        assert other.get(sitting.address("single")).status_code == 404
        assert other.post(sitting.address("single"), data=sitting.form("single")).status_code == 404

    assert events(look) == []


def test_answers_sent_in_one_moment_are_all_kept(
    app: Flask, sitting: Sitting, sign_in: SignIn, look: Look
) -> None:
    devices = [sign_in("ana") for _ in range(6)]

    def send(device: FlaskClient) -> int:
        form = sitting.form("numeric", Amount(number=float(devices.index(device))))
        return device.post(sitting.address("numeric"), data=form).status_code

    with ThreadPoolExecutor(len(devices)) as pool:
        statuses = list(pool.map(send, devices))

    assert statuses == [303] * 6
    assert [event.sequence for event in events(look)] == [1, 2, 3, 4, 5, 6]
