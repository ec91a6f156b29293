"""The studio's home, by role."""

from __future__ import annotations

from tests.trainer.conftest import SignIn
from tests.trainer.page_text import buttons, links, words
from tests.trainer.pictures import picture
from tests.trainer.staff.test_settings import save

HOME = "/harbour/"
FEET = "/harbour/lessons/feet/sections"


def test_an_instructor_is_offered_the_section_to_begin_with(sign_in: SignIn) -> None:
    page = sign_in("ana").get(HOME)

    assert "The spring" in words(page)
    assert buttons(page) == [f"{FEET}/the-spring"]


def test_an_instructor_goes_on_where_they_left_off(sign_in: SignIn) -> None:
    page = sign_in("bruno").get(HOME)

    assert "1 of 2 sections read" in words(page)
    assert buttons(page) == [f"{FEET}/shoes"]


def test_an_instructor_who_has_read_everything_is_told_so(sign_in: SignIn) -> None:
    bruno = sign_in("bruno")
    bruno.post("/harbour/lessons/feet/sections/shoes/readings")

    assert "You have read everything" in words(bruno.get(HOME))
    assert buttons(bruno.get(HOME)) == []


def test_an_instructor_sees_nobody_else(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(HOME))

    assert "Bruno" not in page
    assert "Guest of Harbour" not in page


def test_a_manager_sees_where_everybody_is(sign_in: SignIn) -> None:
    page = words(sign_in("mia").get(HOME))

    assert "0 Needs you 1 On the way 4 Not started 0 Ready" in page
    assert "5 people" in page
    assert "Nobody needs you today." in page
    assert "Guest of Harbour" in page
    assert "Set up Harbour" not in page


def test_a_manager_reads_too(sign_in: SignIn) -> None:
    page = sign_in("mia").get(HOME)

    assert "Your own reading" in words(page)
    assert "/harbour/lessons/feet" in links(page)


def test_an_owner_is_led_through_setting_up(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    page = olga.get(HOME)

    assert "Set up Harbour" in words(page)
    assert "/harbour/settings" in links(page)
    assert "Name your locations : done" in words(page)
    assert "Make it yours : done" not in words(page)


def test_a_studio_that_is_set_up_is_led_no_further(sign_in: SignIn) -> None:
    olga = sign_in("olga")

    save(olga, picture())

    assert "Set up Harbour" not in words(olga.get(HOME))


def test_an_unknown_studio_and_a_foreign_one_look_the_same(sign_in: SignIn) -> None:
    ana = sign_in("ana")

    unknown, foreign = ana.get("/nowhere/"), ana.get("/ridge/")

    assert (unknown.status_code, foreign.status_code) == (404, 404)
    assert words(unknown) == words(foreign)
