"""Passwords that others would try first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.world import PASSWORD
from trainer.web import strength
from trainer.web.strength import COMMON, OWN, weakness

ABOUT = ("ana.sousa@example.com", "Ana Sousa", "Harbour Pilates")


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "password1234",
        "passwordpassword",
        "P@ssw0rdP@ssw0rd",
        "qwertyuiop12",
        "123456789012",
        "letmeinletmein",
        "abcdefghijkl",
        "iloveyou12345",
        "pilatespilates",
    ],
)
def test_a_common_password_is_weak(password: str) -> None:
    assert weakness(password) == COMMON


@pytest.mark.parametrize(
    "password",
    [
        "ana.sousa@example.com",
        "ANA.SOUSA@EXAMPLE.COM",
        "anasousa1234",
        "harbourpilates",
        "Harbour Pilates 1",
        "sousa-harbour-ana",
    ],
)
def test_what_others_know_of_somebody_is_weak(password: str) -> None:
    assert weakness(password, ABOUT) == OWN


def test_of_somebody_else_it_is_not() -> None:
    assert weakness("ana.sousa@example.com", ("rhea@example.com",)) is None


def test_nothing_is_kept_of_who_was_asked_about() -> None:
    first = weakness("zanzibar sousa", ())

    weakness("anything at all here", ("zanzibar sousa",))

    assert weakness("zanzibar sousa", ()) == first


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "words to come in by",
        "five quite different words",
        "mein hund heisst",
        "jahvq23lkdsf",
    ],
)
def test_a_few_words_or_a_random_one_are_strong(password: str) -> None:
    assert weakness(password, ABOUT) is None


def test_a_name_among_other_words_is_no_harm() -> None:
    assert weakness("ana paints seven green boats", ABOUT) is None


@pytest.mark.parametrize("endless", ["a" * 10_000, "4@({[<369!1|70$5+%2" * 600, "ab" * 5_000])
def test_a_very_long_one_is_looked_at_in_part(
    endless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []

    def asked(text: str) -> dict[str, int]:
        looked_at.append(len(text))
        return {"score": 0}

    monkeypatch.setattr(strength, "zxcvbn", asked)

    weakness(endless, ABOUT)

    assert looked_at == [strength.LOOKED_AT]


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_anything_gets_a_verdict(password: str, about: list[str]) -> None:
    assert weakness(password, about) in {None, COMMON, OWN}
