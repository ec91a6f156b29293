"""Reading on: each section is read once, and the next one opens."""

from __future__ import annotations

import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import Look, MemberId, SignIn
from tests.trainer.page_text import buttons, words
from trainer.study.models.reading import Reading

FEET = "/harbour/lessons/feet"


def read(client: FlaskClient, ref: str) -> TestResponse:
    """Press the button under a section."""
    return client.post(f"{FEET}/sections/{ref}/readings")


def state(client: FlaskClient) -> str:
    """The word for how far somebody is, in their list of lessons."""
    page = words(client.get("/harbour/lessons")).partition("minutes")[2]
    return next(word for word in ("Not started", "Doing", "Read") if word in page)


def test_the_next_section_opens(sign_in: SignIn) -> None:
    answer = read(sign_in("ana"), "the-spring")

    assert (answer.status_code, answer.location) == (303, f"{FEET}/sections/shoes")


def test_after_the_last_section_the_lesson_opens(sign_in: SignIn) -> None:
    answer = read(sign_in("ana"), "shoes")

    assert (answer.status_code, answer.location) == (303, FEET)


def test_a_section_sent_twice_is_recorded_once(
    sign_in: SignIn, look: Look, member_id: MemberId
) -> None:
    ana = sign_in("ana")

    assert [read(ana, "the-spring").status_code for _ in range(2)] == [303, 303]

    assert len(look(sa.select(Reading).where(Reading.membership_id == member_id("ana")))) == 1


def test_the_lesson_goes_from_not_started_to_read(sign_in: SignIn) -> None:
    ana, seen = sign_in("ana"), [state(sign_in("ana"))]

    for ref in ("the-spring", "shoes"):
        read(ana, ref)
        seen.append(state(ana))

    assert seen == ["Not started", "Doing", "Read"]


def test_another_device_goes_on_where_the_first_left_off(sign_in: SignIn) -> None:
    read(sign_in("ana"), "the-spring")

    other = sign_in("ana")
    for page in (other.get("/harbour/"), other.get(FEET)):
        assert f"{FEET}/sections/shoes" in buttons(page)


def test_a_section_left_out_is_the_one_to_go_on_with(sign_in: SignIn) -> None:
    ana = sign_in("ana")

    read(ana, "shoes")

    assert f"{FEET}/sections/the-spring" in buttons(ana.get(FEET))


def test_a_colleagues_reading_is_not_mine(sign_in: SignIn) -> None:
    read(sign_in("ana"), "the-spring")

    assert state(sign_in("zoe")) == "Not started"


def test_a_section_or_lesson_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    ana = sign_in("ana")

    assert read(ana, "hands").status_code == 404
    assert ana.post("/harbour/lessons/hands/sections/shoes/readings").status_code == 404


def test_reading_needs_a_press_of_the_button(sign_in: SignIn) -> None:
    ana = sign_in("ana")

    ana.get(f"{FEET}/sections/the-spring")

    assert ana.get(f"{FEET}/sections/the-spring/readings").status_code == 405
    assert state(ana) == "Not started"
