"""One spelling for one address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.tenancy.models.person import canonical_email


@pytest.mark.parametrize(
    "written",
    ["ana@example.com", "\tAna@EXAMPLE.com \n", "ａｎａ@example.com", "\u2000ana@example.com"],
)
def test_an_address_has_one_spelling(written: str) -> None:
    assert canonical_email(written) == "ana@example.com"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("max@straße.example", "max@xn--strae-oqa.example"),
        ("max@STRAẞE.example", "max@xn--strae-oqa.example"),
        ("maria@München.example", "maria@xn--mnchen-3ya.example"),
        ("maria@xn--mnchen-3ya.example", "maria@xn--mnchen-3ya.example"),
        ("max.groß@example.com", "max.groß@example.com"),
    ],
)
def test_a_domain_is_written_as_mail_servers_know_it(typed: str, kept: str) -> None:
    assert canonical_email(typed) == kept


def test_an_address_never_becomes_that_of_another_domain() -> None:
    assert canonical_email("max@straße.example") != canonical_email("max@strasse.example")


def test_addresses_that_look_alike_in_other_letters_stay_apart() -> None:
    assert canonical_email("аna@example.com") != canonical_email("ana@example.com")


@given(st.emails() | st.text())
def test_the_one_spelling_is_its_own(text: str) -> None:
    assert canonical_email(canonical_email(text)) == canonical_email(text)
