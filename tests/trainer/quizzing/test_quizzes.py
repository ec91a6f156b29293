"""The quiz of a lesson, and beginning an attempt at it."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from quizzes.layout import Layout
from quizzes.quiz import Quiz
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.page_text import words
from tests.trainer.sitting import QUIZ, Sitting, begin
from tests.trainer.syllabus import a_keyed_quiz, a_package, publish_again
from trainer.quizzing.models.attempt import Attempt
from trainer.quizzing.views import attempts
from trainer.tenancy.scope import StudioSession

QUESTIONS = a_keyed_quiz()


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who has not tried yet."""
    return sign_in("ana")


def fail(client: FlaskClient, look: Look, quiz: Quiz = QUESTIONS) -> Sitting:
    """Hand in an attempt in which nothing is answered."""
    sitting = begin(client, look, quiz)
    sitting.hand_in()
    return sitting


def kept(look: Look) -> list[Attempt]:
    """Every attempt that is kept, in order."""
    return look(sa.select(Attempt).order_by(Attempt.id))


@on_sqlite
def test_the_quiz_says_how_it_works_before_it_begins(ana: FlaskClient, look: Look) -> None:
    page = words(ana.get(QUIZ))

    asked, counting, needed = len(QUESTIONS.live), QUESTIONS.counting, QUESTIONS.needed
    for part in ("Say what springs.", f"{asked}, of which {counting} count", "3 in all, 3 left"):
        assert part in page
    assert (
        f"{needed} of the {counting} that count, 80%; what is partly right counts in part" in page
    )
    assert kept(look) == []


@on_sqlite
def test_questions_of_kinds_that_are_not_live_are_not_announced(
    ana: FlaskClient, look: Look
) -> None:
    sitting = begin(ana, look, QUESTIONS)

    pages = [ana.get(QUIZ), ana.get(sitting.url)]
    pages += [
        ana.get(f"{sitting.url}/questions/{number}") for number in range(1, len(QUESTIONS.live) + 1)
    ]
    sitting.hand_in()
    pages.append(ana.get(sitting.url))

    assert {question.ref for question, _ in sitting.drawn} == {each.ref for each in QUESTIONS.live}
    for page in pages:
        assert page.status_code == 200
        assert not re.search(
            f"Name what is marked|Point at what|{len(QUESTIONS.questions)} questions", words(page)
        )


def test_an_attempt_is_kept_with_what_it_was_begun_in(
    ana: FlaskClient, look: Look, member_id: MemberId
) -> None:
    sitting = begin(ana, look, QUESTIONS)

    (attempt,) = kept(look)
    assert (attempt.membership_id, attempt.number) == (member_id("ana"), 1)
    assert attempt.closed_at is None
    assert sitting.url == f"{QUIZ}/attempts/{attempt.id}"


def test_an_open_attempt_is_gone_on_with_on_any_device(
    ana: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    first = begin(ana, look, QUESTIONS)

    again = [begin(device, look, QUESTIONS) for device in (ana, sign_in("ana"))]

    assert {sitting.url for sitting in again} == {first.url}
    assert {sitting.attempt.layout_json for sitting in again} == {first.attempt.layout_json}
    assert len(kept(look)) == 1


def test_two_taps_in_one_moment_begin_one_attempt(
    ana: FlaskClient, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "attempt_rows", lambda *_: [])

    answers = [ana.post(f"{QUIZ}/attempts") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(kept(look)) == 1


@on_sqlite
def test_each_attempt_has_an_order_of_its_own(
    ana: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    tried = [fail(ana, look) for _ in range(3)] + [begin(sign_in("bruno"), look, QUESTIONS)]

    layouts: list[Layout] = [sitting.attempt.layout for sitting in tried]
    assert len({str(layout) for layout in layouts}) == 4


def test_there_are_three_attempts(ana: FlaskClient, look: Look) -> None:
    for _ in range(3):
        fail(ana, look)

    answer = ana.post(f"{QUIZ}/attempts")

    page = ana.get(QUIZ)
    assert answer.status_code == 410
    assert [attempt.number for attempt in kept(look)] == [1, 2, 3]
    assert f'action="{QUIZ}/attempts"' not in page.text
    assert "0 left" in words(page)


def test_after_a_pass_there_is_no_other_attempt(ana: FlaskClient, look: Look) -> None:
    sitting = begin(ana, look, QUESTIONS)
    sitting.answer_rightly()
    sitting.hand_in()

    answer = ana.post(f"{QUIZ}/attempts")

    page = ana.get(QUIZ)
    assert answer.status_code == 410
    assert len(kept(look)) == 1
    assert f'action="{QUIZ}/attempts"' not in page.text
    assert "100%" in words(page)


@on_sqlite
def test_my_attempts_are_listed_with_what_they_came_to(
    ana: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    fail(ana, look)
    begin(ana, look, QUESTIONS)

    mine, theirs = words(ana.get(QUIZ)), words(sign_in("bruno").get(QUIZ))

    listed = mine.partition("Your attempts")[2]
    assert listed.index("Attempt 2") < listed.index("Attempt 1") < listed.index("0% Not passed")
    assert "1 left" in mine
    assert "Attempt 1" not in theirs.partition("Your attempts")[2]
    assert "3 left" in theirs


@on_sqlite
def test_a_lesson_without_a_quiz_has_none(ana: FlaskClient, every: StudioSession) -> None:
    package = a_package(title="Feet again")
    publish_again(every, type(package)(lesson=package.lesson))

    assert ana.get(QUIZ).status_code == 404
    assert ana.post(f"{QUIZ}/attempts").status_code == 404
    assert "/quiz" not in ana.get("/harbour/lessons/feet").text
