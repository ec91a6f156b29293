"""Due days where people look: on their home, and on the page of the lesson."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.builders import a_lesson
from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.duties import assign_to, study_but, teach
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import buttons, words
from tests.trainer.syllabus import ROWS, a_package, publish_again
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

HOME = "/harbour/"
PAGES = (HOME, FEET)
TODAY = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
Assign = Callable[..., int]
Study = Callable[..., None]


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock.at = TODAY


@pytest.fixture
def assign(app: Flask) -> Assign:
    """Assign a lesson of Harbour by a day."""
    return partial(assign_to, app)


@pytest.fixture
def study(look: Look) -> Study:
    """Do what there is to do in the lesson, but for what is named."""
    return partial(study_but, look)


def in_days(days: int) -> dt.date:
    """So many days from today."""
    return TODAY.date() + dt.timedelta(days=days)


@pytest.mark.parametrize("who", ["ana", "mia", "olga"])
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (7, "Due 3 December 2026, in 7 days"),
        (1, "Due 27 November 2026, in 1 day"),
        (0, "Due today"),
        (-1, "Overdue Due 25 November 2026, 1 day ago"),
        (-2, "Overdue Due 24 November 2026, 2 days ago"),
    ],
)
def test_a_lesson_says_by_when_it_is_due_on_the_home_and_on_its_own_page(
    sign_in: SignIn, assign: Assign, who: str, days: int, said: str
) -> None:
    assign(in_days(days))
    client = sign_in(who)

    for seen in [words(client.get(page)) for page in PAGES]:
        assert said in seen
        assert ("Overdue" in seen) == (days < 0)


@on_sqlite
def test_today_is_the_day_that_the_studio_has(
    sign_in: SignIn, assign: Assign, every: StudioSession, clock: Clock
) -> None:
    studio = every.scalars(sa.select(Studio).where(Studio.slug == "harbour")).one()
    studio.time_zone = "Pacific/Auckland"
    every.commit()
    assign(dt.date(2026, 11, 27))
    clock.at = TODAY.replace(hour=20)
    ana = sign_in("ana")

    for page in PAGES:
        assert "Due today" in words(ana.get(page))


def test_a_lesson_that_is_finished_is_due_no_more(
    sign_in: SignIn, assign: Assign, study: Study
) -> None:
    assign(in_days(-2))
    for who in ("ana", "mia"):
        client = sign_in(who)

        study(client)

        for page in PAGES:
            # A manager's home tells that colleagues are overdue, without a day.
            assert "Due" not in words(client.get(page))


@on_sqlite
@pytest.mark.parametrize("left", ["read", "practise", "argue", "quiz"])
def test_a_lesson_stays_due_while_one_way_through_it_is_left(
    sign_in: SignIn, assign: Assign, study: Study, left: str
) -> None:
    assign(in_days(7))
    for who in ("ana", "mia"):
        client = sign_in(who)

        study(client, left)

        for page in PAGES:
            assert "in 7 days" in words(client.get(page))


@on_sqlite
@pytest.mark.parametrize(
    "changed", ["section:the-spring", "exercise:stand", "docket_row:d1", "question:single"]
)
def test_a_lesson_that_has_changed_since_is_due_again(
    sign_in: SignIn, assign: Assign, study: Study, every: StudioSession, changed: str
) -> None:
    assign(in_days(7))
    clients = [sign_in("ana"), sign_in("mia")]
    for client in clients:
        study(client)

    publish_again(every, a_package(title="Feet again"), changed)

    for client in clients:
        for page in PAGES:
            assert "in 7 days" in words(client.get(page))


@on_sqlite
def test_one_stance_on_a_sentence_does_not_finish_it(
    sign_in: SignIn, assign: Assign, study: Study
) -> None:
    assign(in_days(7))
    ana = sign_in("ana")
    study(ana, "argue")

    for row in ROWS:
        ana.post(f"{FEET}/docket/{row}/stances", data=STANCE)

    assert all("in 7 days" in words(ana.get(page)) for page in PAGES)


def test_an_assignment_that_is_taken_back_is_due_no_more(sign_in: SignIn, assign: Assign) -> None:
    taken_back = assign(in_days(7))
    mia, ana = sign_in("mia"), sign_in("ana")
    before = words(ana.get(HOME))

    mia.post(f"/harbour/assignments/{taken_back}/recall")

    assert "in 7 days" in before
    for client in (ana, mia):
        for page in PAGES:
            assert "Due" not in words(client.get(page))


def test_what_somebody_else_is_to_know_is_not_due_for_me(sign_in: SignIn, assign: Assign) -> None:
    assign(in_days(7), "bruno")

    for who in ("ana", "mia", "olga"):
        for page in PAGES:
            assert "in 7 days" not in words(sign_in(who).get(page))
    assert "in 7 days" in words(sign_in("bruno").get(HOME))


@on_sqlite
def test_of_two_assignments_the_earlier_day_counts(sign_in: SignIn, assign: Assign) -> None:
    assign(in_days(7))
    assign(in_days(3), "ana")

    page = words(sign_in("ana").get(HOME))

    assert "in 3 days" in page
    assert "in 7 days" not in page


@on_sqlite
@pytest.mark.parametrize("who", ["bruno", "mia", "olga"])
def test_what_is_due_first_comes_first(
    app: Flask, sign_in: SignIn, assign: Assign, who: str
) -> None:
    for slug, name in (("arms", "Arms"), ("knees", "Knees"), ("spine", "Spine")):
        teach(app, slug, name)
    assign(in_days(7), slug="spine")
    assign(in_days(3), slug="knees")

    page = sign_in(who).get(HOME)

    rows = page.text.rpartition('<ul class="rows"')[2]
    order = ["knees", "spine", "arms", "feet"]
    assert sorted(order, key=lambda slug: rows.index(f"lessons/{slug}")) == order
    if who == "bruno":
        assert buttons(page) == ["/harbour/lessons/knees/sections/the-spring"]


def test_a_lesson_that_is_read_is_not_hidden_while_its_quiz_is_due(
    sign_in: SignIn, assign: Assign, study: Study
) -> None:
    assign(in_days(7))
    ana = sign_in("ana")

    study(ana, "practise", "argue", "quiz")

    page = ana.get(HOME)
    assert "Read. The quiz is next." in words(page)
    assert "You have read everything" not in words(page)
    assert buttons(page) == [f"{FEET}/quiz"]


@on_sqlite
@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("practise", ("Read. The exercises are next.", FEET)),
        ("argue", ("Read. The sentences are next.", f"{FEET}/docket")),
    ],
)
def test_a_lesson_whose_quiz_is_passed_says_what_else_is_left(
    sign_in: SignIn, assign: Assign, study: Study, left: str, said: tuple[str, str]
) -> None:
    assign(in_days(7))
    ana = sign_in("ana")

    study(ana, left)

    text, address = said
    assert text in words(ana.get(HOME))
    assert buttons(ana.get(HOME)) == [address]


@on_sqlite
def test_a_lesson_without_a_quiz_is_finished_without_one(
    app: Flask, sign_in: SignIn, assign: Assign
) -> None:
    teach(app, "knees", "Knees")
    assign(in_days(7), slug="knees")
    ana, read = sign_in("ana"), a_lesson().sections

    before = words(ana.get(HOME))
    for section in read:
        ana.post(f"/harbour/lessons/knees/sections/{section.ref}/readings")

    assert "in 7 days" in before
    assert "in 7 days" not in words(ana.get(HOME))
    assert "in 7 days" not in words(ana.get("/harbour/lessons/knees"))
