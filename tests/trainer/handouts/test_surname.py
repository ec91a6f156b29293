"""By which name paper is filed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.surname import filed_under


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["Zoe Ash", "Ana Berg"], ["Zoe Ash", "Ana Berg"]),
        (["Jan Żak", "Eva Zebra", "Ida Ahn"], ["Ida Ahn", "Jan Żak", "Eva Zebra"]),
        (["佐藤 美咲", "佐川 愛"], ["佐川 愛", "佐藤 美咲"]),
        (["ANA sousa", "Bea Sousa"], ["ANA sousa", "Bea Sousa"]),
        (["Cher", "Ana Bell"], ["Ana Bell", "Cher"]),
    ],
)
def test_people_are_filed_by_surname_whatever_accents_it_has(
    names: list[str], ordered: list[str]
) -> None:
    assert sorted(names, key=filed_under) == ordered


@given(st.text())
def test_every_name_is_filed_under_a_part_of_it(name: str) -> None:
    surname, whole = filed_under(name)

    assert surname in whole
