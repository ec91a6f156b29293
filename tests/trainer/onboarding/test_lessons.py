"""The lessons of a studio."""

from __future__ import annotations

import pytest

from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.page_text import links, words

LESSONS = "/harbour/lessons"


def test_every_lesson_is_listed_with_ones_own_state(sign_in: SignIn) -> None:
    page = sign_in("bruno").get(LESSONS)

    assert "Feet in Harbour" in words(page)
    assert "Doing" in words(page)
    assert f"{LESSONS}/feet" in links(page)


@ON_SQLITE
@pytest.mark.parametrize("query", ["feet", "FEET", "arch does", " harbour "])
def test_a_lesson_is_found_by_words_of_its_title_or_summary(sign_in: SignIn, query: str) -> None:
    page = sign_in("ana").get(LESSONS, query_string={"query": query})

    assert f"{LESSONS}/feet" in links(page)


def test_a_search_that_finds_nothing_offers_the_way_back(sign_in: SignIn) -> None:
    page = sign_in("ana").get(LESSONS, query_string={"query": "<i>hands"})

    assert "0 of 1 lesson" in words(page)
    assert "Nothing matches “<i>hands”" in words(page)
    assert LESSONS in links(page)


def test_a_lesson_says_what_it_teaches_and_where_it_is_from(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(f"{LESSONS}/feet"))

    for part in (
        "2 minutes to read, 4 to do",
        "Say what an arch does.",
        "“On Feet”, 3 March 2011",
        "This is education, not medical advice.",
        "Edition 1",
    ):
        assert part in page


def test_a_lesson_lists_its_sections_and_which_are_read(sign_in: SignIn) -> None:
    page = words(sign_in("bruno").get(f"{LESSONS}/feet"))

    assert "1 The spring 1 min to read, 4 to do Read 2 Shoes 1 min to read Not" in page


def test_a_lesson_that_is_not_taught_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("ana").get(f"{LESSONS}/hands").status_code == 404
