"""A footnote names a source that can be found."""

from __future__ import annotations

import pytest

from lessons.checking import problems
from tests.builders import BODY, a_lesson, a_section


@pytest.mark.parametrize(
    ("note", "missing"),
    [
        ("It gives and returns.", "author and year and place"),
        ("Keller A. It gives. J Feet.", "year and place"),
        ("Reappraisal of the arch. J Feet 1990;1:1–2.", "author"),
        ("Keller A. It gives, 1990.", "place"),
    ],
)
def test_a_note_without_author_year_or_place_is_named(note: str, missing: str) -> None:
    body = BODY.partition("[^1]: ")[0] + f"[^1]: {note}\n"

    found = problems(a_lesson(sections=(a_section(body=body), a_lesson().sections[1])))

    assert [str(problem) for problem in found] == [
        (
            f"01-the-spring.md, [^1]: names no {missing}; "
            "cite the source as Author AB. Title. Journal 2001;2:3–4"
        )
    ]
