"""An attempt looked over while it is open, and marked once it is handed in."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizzes.choice import Picks
from quizzes.kinds.numeric import Amount
from quizzes.kinds.true_false import Judgement
from quizzes.rows import Fill
from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import links, words
from tests.trainer.sitting import Sitting, begin
from tests.trainer.syllabus import a_keyed_quiz, a_package, key_of, publish_again
from trainer.tenancy.scope import StudioSession

QUIZ = a_keyed_quiz()
SPRING = f"{FEET}/sections/the-spring"


@pytest.fixture
def sitting(sign_in: SignIn, look: Look) -> Sitting:
    """Ana at her first attempt."""
    return begin(sign_in("ana"), look, QUIZ)


def page_of(sitting: Sitting) -> TestResponse:
    """The attempt's own page."""
    return sitting.client.get(sitting.url)


def marked(sitting: Sitting) -> dict[str, str]:
    """What the page says of each question, by ref."""
    html = page_of(sitting).text
    starts = [html.index(f'id="question-{number}"') for number in range(1, len(sitting.drawn) + 1)]
    ends = [*starts[1:], html.index("</ol>", starts[-1])]
    parts = [html[start:end] for start, end in zip(starts, ends, strict=True)]
    return {question.ref: part for (question, _), part in zip(sitting.drawn, parts, strict=True)}


def take_both(client: FlaskClient, row: str) -> None:
    """Take both stances on a row."""
    client.post(f"{FEET}/docket/{row}/stances", data=STANCE)
    client.post(f"{FEET}/docket/{row}/stances", data=STANCE | {"moved_by": ""})


@on_sqlite
def test_an_open_attempt_tells_what_is_blank_and_nothing_else(sitting: Sitting) -> None:
    sitting.answer_rightly(["single", "numeric"])
    sitting.client.post(sitting.address("numeric"))

    page = page_of(sitting)

    assert f"{len(QUIZ.live) - 1} questions are still blank" in words(page)
    assert {sitting.address(question.ref) for question in QUIZ.live} <= set(links(page))
    assert words(page).count("Answered") == 1


@on_sqlite
def test_feedback_is_given_on_what_was_chosen_with_the_section_to_read_again(
    sitting: Sitting,
) -> None:
    take_both(sitting.client, "d1")
    sitting.answer("single", Picks(options=(f"{key_of('single')}b",)))
    sitting.answer("numeric", Amount(number=60.0))
    sitting.answer("matching", Fill(rows={f"{key_of('matching')}p": f"{key_of('matching')}b"}))
    sitting.answer("gaps")
    sitting.hand_in()

    said = marked(sitting)

    assert "You chose b" in said["single"]
    assert not re.search("You chose [ac]", said["single"])
    assert "That is those without." in said["numeric"]
    assert "Not so p" in said["matching"]
    assert all(SPRING in said[ref] for ref in ("single", "numeric", "matching", "case"))
    assert SPRING not in said["gaps"]


@on_sqlite
def test_each_question_says_whether_it_was_right(sitting: Sitting) -> None:
    sitting.answer("numeric")
    sitting.answer("true-false", Judgement(holds=True))
    sitting.answer("gaps", Fill(rows={"x": f"{key_of('gaps')}b"}))
    sitting.hand_in()

    said = marked(sitting)

    states = {ref: said[ref].partition('class="state ')[2].partition('"')[0] for ref in said}
    assert [states[ref] for ref in ("numeric", "true-false", "gaps", "matching", "single")] == [
        "right",
        "partial",
        "missed",
        "blank",
        "closed",
    ]


def below(html: str, mark: str) -> str:
    """What follows a mark, to the end of the question: the last one has none behind it."""
    return html.partition(mark)[2].partition("</li>")[0].strip()


@on_sqlite
def test_a_question_left_blank_is_told_nothing_but_where_to_read(sitting: Sitting) -> None:
    sitting.answer("gaps", Fill(rows={"x": f"{key_of('gaps')}b"}))
    sitting.hand_in()

    said = marked(sitting)

    assert "said: So." in said["gaps"]
    assert "said: So." not in said["matching"]
    assert SPRING in said["matching"]


@on_sqlite
def test_a_closed_question_shows_neither_right_nor_wrong(sitting: Sitting) -> None:
    sitting.answer_rightly(["single", "multiple"])
    sitting.hand_in()

    said = marked(sitting)

    for ref, row in (("single", "d1"), ("case", "d1"), ("multiple", "d2")):
        assert 'class="state closed"' in said[ref]
        assert f"{FEET}/docket/{row}" in said[ref]
        assert "said: " not in said[ref]
        assert "feedback" not in said[ref]
        assert SPRING not in said[ref]
    rightly, blank = (below(said[ref], "</h3>") for ref in ("single", "case"))
    assert below(rightly, "<p ") == below(below(blank, "Ada limps.</p>"), "<p ")


def test_the_second_stance_opens_the_feedback_on_its_row(sitting: Sitting) -> None:
    sitting.answer_rightly()
    sitting.hand_in()

    take_both(sitting.client, "d1")

    said = marked(sitting)
    assert all("said: So." in said[ref] for ref in ("single", "case"))
    assert "said: So." not in said["multiple"]


@on_sqlite
def test_a_row_that_changed_closes_its_feedback_again(
    sitting: Sitting, every: StudioSession
) -> None:
    take_both(sitting.client, "d1")
    sitting.answer_rightly()
    sitting.hand_in()

    publish_again(every, a_package(title="Feet again"), "docket_row:d1")

    assert "said: So." not in marked(sitting)["single"]


def test_a_colleagues_attempt_is_not_there(sitting: Sitting, sign_in: SignIn) -> None:
    sitting.hand_in()

    for who in ("bruno", "mia", "olga"):
        assert sign_in(who).get(sitting.url).status_code == 404


def test_an_attempt_that_is_not_there_is_not_found(sitting: Sitting) -> None:
    nobodys = f"{FEET}/quiz/attempts/999"

    for id_ in (0, 999, 10**12, 10**30):
        assert sitting.client.get(f"{FEET}/quiz/attempts/{id_}").status_code == 404
    assert sitting.client.get(f"{nobodys}/questions/1").status_code == 404
    assert sitting.client.post(f"{nobodys}/questions/1").status_code == 404


@on_sqlite
def test_a_failed_attempt_offers_another_and_a_passed_one_does_not(
    sitting: Sitting, look: Look
) -> None:
    sitting.hand_in()
    failed = page_of(sitting)
    again = begin(sitting.client, look, QUIZ)
    again.answer_rightly()
    again.hand_in()

    passed = page_of(again)

    assert f'action="{FEET}/quiz/attempts"' in failed.text
    assert f'action="{FEET}/quiz/attempts"' not in passed.text
    assert f"{QUIZ.counting} of the {QUIZ.counting}" in words(passed)


def test_what_to_look_at_again_is_listed_before_all_that_was_asked(sitting: Sitting) -> None:
    sitting.hand_in()

    page = sitting.client.get(sitting.url).text
    listed = re.findall(r'href="#question-(\d+)"', page)

    missed = re.findall(r'id="question-(\d+)"(?:(?!</li>).)*?You left this', page, re.DOTALL)
    assert listed == missed
    assert len(listed) == sum(not (each.rows or each.claims) for each in QUIZ.live)


def test_what_was_answered_rightly_is_not_to_be_looked_at_again(sitting: Sitting) -> None:
    sitting.answer_rightly()
    sitting.hand_in()

    assert 'href="#question-' not in sitting.client.get(sitting.url).text
