"""The way by signing in, for whoever was signed out while they typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.page_text import values, words
from tests.trainer.sitting import Sitting, begin
from tests.trainer.syllabus import a_keyed_quiz
from tests.trainer.world import PASSWORD, email
from trainer.clock import now
from trainer.quizzing.models.attempt import AnswerEvent
from trainer.tenancy.models.sign_in import SignIn as SignInRow
from trainer.tenancy.scope import StudioSession

HERE = "http://localhost"
SAID = "What you sent was not saved, for this device was signed out meanwhile."
EASE = {"ease_before": "3", "ease_after": "6", "words": "Longer."}
EXERCISE = "/harbour/lessons/feet/exercises/stand"
NINA = {"name": "Nina", "email": "nina@example.com", "role": "instructor", "location": ""}
EndAll = Callable[[], None]


@pytest.fixture
def end_all(every: StudioSession) -> EndAll:
    """Sign everybody out, on every device, from elsewhere."""

    def ended() -> None:
        every.execute(sa.update(SignInRow).values(ended_at=now()))
        every.commit()

    return ended


def back_in(client: FlaskClient, asked: TestResponse, who: str) -> str:
    """Sign in on the page that one was led to, and come to a page."""
    form = {"email": email(who), "password": PASSWORD, "next": values(asked)["next"]}
    return client.post("/sign-in", data=form, follow_redirects=True).request.full_path.rstrip("?")


@on_sqlite
def test_an_answer_after_signing_out_is_told_as_not_saved_and_its_question_follows(
    sign_in: SignIn, look: Look, end_all: EndAll
) -> None:
    sitting: Sitting = begin(sign_in("ana"), look, a_keyed_quiz())
    end_all()

    asked = sitting.client.post(
        sitting.address("single"), data=sitting.form("single"), follow_redirects=True
    )

    assert (asked.status_code, asked.request.path) == (200, "/sign-in")
    assert SAID in words(asked)
    assert look(sa.select(AnswerEvent)) == []
    assert back_in(sitting.client, asked, "ana") == sitting.address("single")
    assert SAID not in words(sitting.client.get("/harbour/"))


@on_sqlite
@pytest.mark.parametrize(
    ("sent_to", "form", "page"),
    [
        (f"{EXERCISE}/practices", EASE, EXERCISE),
        ("/harbour/invitations", NINA, "/harbour/invitations/new?again=1"),
        ("/account", {"name": "Olga L."}, "/account"),
    ],
)
def test_the_page_of_any_form_follows_after_signing_in(
    sign_in: SignIn, end_all: EndAll, sent_to: str, form: dict[str, str], page: str
) -> None:
    olga = sign_in("olga")
    end_all()

    asked = olga.post(sent_to, data=form, headers={"Referer": HERE + page}, follow_redirects=True)

    assert SAID in words(asked)
    assert back_in(olga, asked, "olga") == page


@on_sqlite
@pytest.mark.parametrize("referer", ["", "https://evil.example//evil.example/", "//["])
def test_a_page_that_is_none_of_ours_does_not_follow(
    sign_in: SignIn, end_all: EndAll, referer: str
) -> None:
    olga = sign_in("olga")
    end_all()
    came_from = {"Referer": referer} if referer else {}

    asked = olga.post("/harbour/invitations", data=NINA, headers=came_from, follow_redirects=True)

    assert values(asked)["next"] == ""


@on_sqlite
def test_signing_out_twice_says_nothing_of_what_was_not_saved(
    sign_in: SignIn, end_all: EndAll
) -> None:
    olga = sign_in("olga")
    end_all()

    asked = olga.post("/sign-out", follow_redirects=True)

    assert asked.request.path == "/sign-in"
    assert SAID not in words(asked)
