"""Reading a lesson, section by section."""

from __future__ import annotations

import pytest

from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.page_text import links, words

FEET = "/harbour/lessons/feet"
FIRST, LAST = f"{FEET}/sections/the-spring", f"{FEET}/sections/shoes"


def test_a_section_shows_its_text_terms_figure_and_note(sign_in: SignIn) -> None:
    page = sign_in("ana").get(FIRST)

    for part in (
        "Section 1 of 2, 1 minute to read, 4 to do",
        "The arch is a spring.",
        "The foot from within.",
        "It gives and returns. J Feet",
        "Arch The curve under the foot.",
    ):
        assert part in words(page)
    assert "<svg" in page.text


def test_a_section_leads_on_and_the_last_one_ends(sign_in: SignIn) -> None:
    first, last = sign_in("ana").get(FIRST), sign_in("ana").get(LAST)

    assert "Next: Shoes" in words(first)
    assert "Finish" in words(last)
    assert links(last).count(FIRST) == links(first).count(LAST) + 1


def test_a_section_names_the_paragraphs_it_restates(sign_in: SignIn) -> None:
    found = links(sign_in("ana").get(FIRST))

    assert [f"{FEET}/source#paragraph-{n}" in found for n in (1, 2)] == [True, True]


def test_a_section_that_was_read_says_so(sign_in: SignIn) -> None:
    bruno = sign_in("bruno")

    assert "1 minute to read, 4 to do; you have read it" in words(bruno.get(FIRST))
    assert "1 minute to read; you have read it" not in words(bruno.get(LAST))


@ON_SQLITE
@pytest.mark.parametrize("ref", ["hands", "The-Spring", "1", ".."])
def test_a_section_that_is_not_there_is_not_found(sign_in: SignIn, ref: str) -> None:
    assert sign_in("ana").get(f"{FEET}/sections/{ref}").status_code == 404
