"""One spelling for one address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.tenancy.models.person import canonical_email, readable_email


@pytest.mark.parametrize(
    "written",
    [
        "ana@example.com",
        "\tAna@EXAMPLE.com \n",
        "\u2000ana@example.com",
        "ana＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "ana@example。com",
    ],
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
        ("max@XN--STRAE-OQA.example", "max@xn--strae-oqa.example"),
        ("nikos@ΟΔΟΣ.example", "nikos@xn--pxavbq.example"),
        ("nikos@οδος.example", "nikos@xn--pxavbm.example"),
    ],
)
def test_a_domain_is_written_as_mail_servers_know_it(typed: str, kept: str) -> None:
    assert canonical_email(typed) == kept


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("max@straße.example", "max@strasse.example"),
        ("nikos@οδος.example", "nikos@οδοσ.example"),  # a final sigma is a letter of its own
        ("gäste@grüße.example", "gäste@grüsse.example"),
        ("ana@münchen.example", "ana@munchen.example"),
        ("ana@example.com", "ana@examp1e.com"),
    ],
)
def test_an_address_never_becomes_that_of_another_domain(one: str, another: str) -> None:
    assert canonical_email(one) != canonical_email(another)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Max.Groß@example.com", "max.groß@example.com"),
        ("Émile.DURAND@example.com", "Émile.durand@example.com"),
        ("ΝΙΚΟΣ@example.com", "ΝΙΚΟΣ@example.com"),
        ("jose\u0301@example.com", "josé@example.com"),  # the same letter (NFC)
        ("ana+Pilates@example.com", "ana+pilates@example.com"),
        ("ﬁona@example.com", "ﬁona@example.com"),
        ("ａｎａ@example.com", "ａｎａ@example.com"),
    ],
)
def test_before_the_at_nothing_changes_but_the_case_of_a_to_z(typed: str, kept: str) -> None:
    assert canonical_email(typed) == kept


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("maria@xn--mnchen-3ya.example", "maria@münchen.example"),
        ("ana@example.com", "ana@example.com"),
        ("ana@xn--0.example", "ana@xn--0.example"),
    ],
)
def test_an_address_reads_in_the_letters_of_its_domain(kept: str, read: str) -> None:
    assert readable_email(kept) == read


def test_addresses_that_look_alike_in_other_letters_stay_apart() -> None:
    assert canonical_email("аna@example.com") != canonical_email("ana@example.com")


@given(st.emails() | st.text())
def test_the_one_spelling_is_its_own(text: str) -> None:
    assert canonical_email(canonical_email(text)) == canonical_email(text)
