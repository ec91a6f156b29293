"""An exercise card, and what one noticed in practising it."""

from __future__ import annotations

import pytest

from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.learner import FEET, PRACTICE
from tests.trainer.page_text import links, words

pytestmark = on_sqlite
CARD = f"{FEET}/exercises/walk"


def test_a_card_shows_its_precautions_before_anything_to_do(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(CARD))

    parts = ["Walk", "Stop if it hurts.", "Stand.", "Grow."]
    places = [page.rindex(part) for part in parts[1:]]
    assert parts[0] in page
    assert places == sorted(places)


def test_a_card_says_in_words_what_each_precaution_asks(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(CARD))

    assert "Take care first Stop Stop if it hurts." in page
    assert "Adapt it" not in page


def test_a_card_in_a_section_begins_with_what_to_stop_for(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(f"{FEET}/sections/the-spring"))

    assert "Exercise Walk Stop. Stop if it hurts." in page


def test_a_card_tells_what_an_editor_added(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(CARD))

    assert "Stop if it hurts. (added by an editor)" in page
    assert "Stand. (from the source)" in page


def test_a_card_leads_to_what_comes_before_it_and_where_it_is_read(sign_in: SignIn) -> None:
    found = links(sign_in("ana").get(CARD))

    assert f"{FEET}/exercises/stand" in found
    assert f"{FEET}/sections/the-spring" in found


def test_a_section_shows_its_cards_where_they_stand(sign_in: SignIn) -> None:
    page = sign_in("ana").get(f"{FEET}/sections/the-spring")

    assert [f"{FEET}/exercises/{ref}" in links(page) for ref in ("stand", "walk")] == [True, True]
    assert words(page).count("Stop if it hurts.") == 2


def test_practices_are_shown_the_newest_first(sign_in: SignIn) -> None:
    ana = sign_in("ana")
    for noticed in ("Heavy.", "Lighter.", "Light."):
        ana.post(f"{CARD}/practices", data=PRACTICE | {"words": noticed})

    page = words(ana.get(CARD))

    shown = page.partition("Your practices")[2]
    assert shown.index("Light.") < shown.index("Lighter.") < shown.index("Heavy.")


def test_nobody_sees_what_another_has_noticed(sign_in: SignIn) -> None:
    sign_in("ana").post(f"{CARD}/practices", data=PRACTICE | {"words": "My left foot."})

    for who in ("bruno", "mia", "olga"):
        assert "My left foot." not in sign_in(who).get(CARD).text


def test_practices_of_one_exercise_are_not_those_of_another(sign_in: SignIn) -> None:
    ana = sign_in("ana")

    ana.post(f"{CARD}/practices", data=PRACTICE | {"words": "My left foot."})

    assert "My left foot." not in ana.get(f"{FEET}/exercises/stand").text


@pytest.mark.parametrize("ref", ["hop", "d1", "the-spring", "Walk"])
def test_an_exercise_that_is_not_there_is_not_found(sign_in: SignIn, ref: str) -> None:
    assert sign_in("ana").get(f"{FEET}/exercises/{ref}").status_code == 404
