"""The board: where everybody stands with a lesson, by word and shape, and who needs a manager."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.debates import an_exercise
from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.onboarding.test_deltas import a_release, publish, weighed_again
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.study_records import Study
from tests.trainer.test_queries import grow
from tests.trainer.world import member_of
from trainer.clock import now
from trainer.editions.models.edition import Edition, Title
from trainer.onboarding.models.assignment import Assignment
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

BOARD = f"{FEET}/board"
EDITION = sa.select(Edition).join(Title).join(Studio).where(Studio.slug == "harbour")


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


@pytest.fixture
def bruno(every: StudioSession) -> Study:
    """Bruno's study of the first edition, of which he has read one of two sections."""
    study = Study(every, every.scalars(EDITION).one(), member_of(every, "harbour", "bruno"))
    every.commit()
    return study


def row_of(board: object, name: str) -> str:
    """What the board says of somebody."""
    found = re.search(rf"{name} .*?(?=Ana |Bruno |Mia |Olga |Print handouts|$)", str(board))
    assert found, board
    return found[0]


def finish(study: Study, reader: FlaskClient) -> None:
    """Read, practise, argue and pass."""
    for exercise in ("stand", "walk"):
        study.practise(exercise, "Lighter.")
    for row in ("d1", "d2"):
        study.argue(row, "I saw it.")
    attempt = study.begin()
    study.answer(attempt)
    study.hand_in(attempt)
    study.session.commit()
    reader.post(f"{FEET}/sections/shoes/readings")


def assign(session: StudioSession, member: str, due_on: dt.date) -> None:
    """Let Mia assign the lesson to somebody."""
    by, to = (member_of(session, "harbour", who) for who in ("mia", member))
    title_id = session.scalars(EDITION).one().title_id
    assignment = Assignment(
        title_id=title_id, assigned_by=by.id, at=now(), membership_id=to.id, due_on=due_on
    )
    assignment.studio_id = to.studio_id
    session.add(assignment)
    session.commit()


def test_everybody_who_is_here_stands_on_it(mia: FlaskClient) -> None:
    page = words(mia.get(BOARD))

    assert "5 people" in page
    assert "0 Needs you 1 On the way 4 Not started 0 Ready" in page
    assert "Gus Moran" not in page


def test_each_way_tells_how_far_somebody_is(mia: FlaskClient, bruno: Study) -> None:
    bruno.practise("stand", "Lighter.")
    bruno.argue("d1", "I saw it.")
    bruno.begin()
    bruno.session.commit()

    row = row_of(words(mia.get(BOARD)), "Bruno Keller")

    assert "On the way" in row
    assert "Doing 1 of 2 Doing 1 of 2 Doing 1 of 2 Doing None yet" in row


def test_whoever_has_done_everything_is_ready(
    mia: FlaskClient, bruno: Study, sign_in: SignIn
) -> None:
    finish(bruno, sign_in("bruno"))

    row = row_of(words(mia.get(BOARD)), "Bruno Keller")

    assert "Ready" in row
    assert "Done Done Done Passed 100%, edition 1" in row


def test_a_changed_verdict_makes_a_pass_and_a_handout_stale_and_asks_for_a_manager(
    app: Flask, mia: FlaskClient, bruno: Study, sign_in: SignIn, every: StudioSession
) -> None:
    reader = sign_in("bruno")
    finish(bruno, reader)
    reader.post(f"{FEET}/copies")
    sign_in("ana").post(f"{FEET}/copies")
    work_off(app)

    publish(every, a_release(verdicts=weighed_again()))

    page = words(mia.get(BOARD))
    assert "Needs you" in row_of(page, "Bruno Keller")
    assert "Changed since 1 of 2" in row_of(page, "Bruno Keller")
    assert "Changed since edition 1" in row_of(page, "Bruno Keller")
    assert "Current edition 1" in row_of(page, "Ana Sousa")  # it shows no verdict


def test_a_minor_change_leaves_everybody_as_they_were(
    mia: FlaskClient, bruno: Study, sign_in: SignIn, every: StudioSession
) -> None:
    finish(bruno, sign_in("bruno"))
    before = words(mia.get(BOARD))

    publish(every, a_release(summary="In other words."))

    assert words(mia.get(BOARD)) == before


def test_a_new_exercise_is_still_to_be_practised(
    mia: FlaskClient, bruno: Study, sign_in: SignIn, every: StudioSession
) -> None:
    finish(bruno, sign_in("bruno"))

    publish(every, a_release(exercises=(*a_release().lesson.exercises, an_exercise("sit"))))

    row = row_of(words(mia.get(BOARD)), "Bruno Keller")
    assert "On the way" in row
    assert "Done Doing 2 of 3 Done Passed" in row


@pytest.mark.parametrize(("days", "said"), [(-1, "Needs you Overdue"), (0, "Not started")])
def test_a_day_that_is_over_asks_for_a_manager(
    mia: FlaskClient, every: StudioSession, days: int, said: str
) -> None:
    assign(every, "ana", now().date() + dt.timedelta(days=days))

    assert said in row_of(words(mia.get(BOARD)), "Ana Sousa")


def test_whoever_is_ready_is_never_overdue(
    mia: FlaskClient, bruno: Study, sign_in: SignIn, every: StudioSession
) -> None:
    finish(bruno, sign_in("bruno"))
    assign(every, "bruno", dt.date(2026, 1, 1))

    assert "Overdue" not in row_of(words(mia.get(BOARD)), "Bruno Keller")


def test_who_has_no_try_left_needs_a_manager(mia: FlaskClient, bruno: Study) -> None:
    for number in range(1, bruno.quiz.policy.attempts + 1):
        bruno.hand_in(bruno.begin(number))
    bruno.session.commit()

    row = row_of(words(mia.get(BOARD)), "Bruno Keller")

    assert "Needs you" in row
    assert "0%, no try left" in row


@on_sqlite
def test_people_are_searched_filtered_and_sorted(
    mia: FlaskClient, every: StudioSession, bruno: Study
) -> None:
    assign(every, "olga", now().date() - dt.timedelta(days=1))

    assert "1 of 5 people" in words(mia.get(f"{BOARD}?query=BRU"))
    assert "1 of 5 people" in words(mia.get(f"{BOARD}?state=on_the_way"))
    assert "Nobody matches" in words(mia.get(f"{BOARD}?state=ready"))
    assert order(mia, "")[:2] == ["Olga", "Bruno"]
    assert order(mia, "due")[0] == "Olga"
    assert order(mia, "name") == sorted(order(mia, "name"))
    assert order(mia, "nonsense") == order(mia, "standing")


def order(client: FlaskClient, by: str) -> list[str]:
    """First names as they stand below each other."""
    page = client.get(f"{BOARD}?sort={by}").text
    return [name.split()[0] for name in re.findall(r'aria-label="Print for ([^"]+)"', page)]


@on_sqlite
def test_everybody_shown_is_ticked_by_a_link(mia: FlaskClient) -> None:
    page = mia.get(f"{BOARD}?state=not_started").text
    (link,) = re.findall(r'href="([^"]+)"[^>]*>Tick all 4<', page)

    ticked = mia.get(unescape(link)).text

    assert len(re.findall(r"\bchecked\b", page)) == 0
    assert len(re.findall(r"\bchecked\b", ticked)) == 4
    assert "Untick all" in words(mia.get(unescape(link)))
    assert "4 of 5 people" in words(mia.get(unescape(link)))


@on_sqlite
def test_the_list_of_boards_asks_no_more_for_more_lessons(
    app: Flask, mia: FlaskClient, queries: list[str], every: StudioSession
) -> None:
    asked = []
    for grown in (False, True):
        if grown:
            grow(app)
        mia.get("/harbour/boards")
        queries.clear()
        mia.get("/harbour/boards", follow_redirects=False)
        asked.append(len(queries))

    assert mia.get("/harbour/boards").status_code == 200
    assert asked[0] == asked[1] <= 12


def test_a_board_is_for_managers_alone(sign_in: SignIn) -> None:
    assert sign_in("ana").get(BOARD).status_code == 403
