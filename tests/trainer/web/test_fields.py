"""Fields that several forms share."""

from __future__ import annotations

import pytest

from trainer.staff.forms.settings import zones
from trainer.web import spelling
from trainer.web.fields import NO_ADDRESS, address_fault
from trainer.web.spelling import ONE_LINE


@pytest.mark.parametrize(
    ("typed", "kept"), [(None, ""), ("  Ana\t de\u00a0 Sousa\n", "Ana de Sousa"), ("\u3000", "")]
)
def test_spaces_are_kept_between_words_alone(typed: str | None, kept: str) -> None:
    assert spelling.line(typed) == kept


@pytest.mark.parametrize("text", ["ana@example.com", "a.b+c@sub.example.co.uk", "josé@example.com"])
def test_an_address_is_an_address(text: str) -> None:
    assert address_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@localhost",
        "a b@example.com",
        "ana@example.com\nBcc: eve@example.com",
        "Ana <ana@example.com>",
        "ana@example.com,eve@example.com",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert address_fault(text) in {NO_ADDRESS, ONE_LINE}


@pytest.mark.parametrize(
    "text",
    [
        "ana@exam\u200bple.com",
        "\u202aana@example.com\u202c",
        "\ufeffana@example.com",
        "a\u00adna@x.eu",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_in_an_address_is_said(text: str) -> None:
    assert "There is a character in it that cannot be seen" in str(address_fault(text))


@pytest.mark.parametrize(
    ("text", "usual"),
    [("ａｎａ@example.com", "ana"), ("ﬁona@example.com", "fiona"), ("ana１@example.com", "ana1")],
)
def test_a_name_in_letters_of_unusual_width_is_asked_for_in_usual_ones(
    text: str, usual: str
) -> None:
    assert address_fault(text) == f"Write “{usual}” before the @, in letters of usual width."


def test_zones_are_places_and_utc() -> None:
    assert {"Europe/London", "Pacific/Auckland", "UTC"} <= set(zones())
    assert zones()["America/New_York"] == "America/New York"
    assert not any(name.startswith(("Etc/", "posix/", "SystemV/")) for name in zones())
