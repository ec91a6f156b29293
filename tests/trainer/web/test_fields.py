"""Fields that several forms share."""

from __future__ import annotations

import pytest

from trainer.staff.forms.settings import zones
from trainer.web import spelling
from trainer.web.fields import is_address


@pytest.mark.parametrize(
    ("typed", "kept"), [(None, ""), ("  Ana\t de\u00a0 Sousa\n", "Ana de Sousa"), ("\u3000", "")]
)
def test_spaces_are_kept_between_words_alone(typed: str | None, kept: str) -> None:
    assert spelling.line(typed) == kept


@pytest.mark.parametrize("text", ["ana@example.com", "a.b+c@sub.example.co.uk", "josé@example.com"])
def test_an_address_is_an_address(text: str) -> None:
    assert is_address(text)


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
    assert not is_address(text)


def test_zones_are_places_and_utc() -> None:
    assert {"Europe/London", "Pacific/Auckland", "UTC"} <= set(zones())
    assert zones()["America/New_York"] == "America/New York"
    assert not any(name.startswith(("Etc/", "posix/", "SystemV/")) for name in zones())
