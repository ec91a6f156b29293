"""An exercise card: what to take care of, and in what order."""

from __future__ import annotations

import msgspec
import pytest

from lessons.exercise import Exercise, Precaution
from tests.debates import an_exercise


def caring(*kinds: str | None) -> Exercise:
    """A card with a precaution of each of those kinds."""
    care = [Precaution(text=f"{kind}.", by="editor", kind=kind) for kind in kinds]  # type: ignore[arg-type] # any text
    return an_exercise("walk", precautions=tuple(care))


def test_what_to_stop_for_and_to_leave_out_is_read_first() -> None:
    card = caring("setup", "adapt", "leave_out", None, "stop")

    assert [each.kind for each in card.care] == [None, "stop", "leave_out", "adapt", "setup"]
    assert [each.kind for each in card.firm] == [None, "stop", "leave_out"]


def test_precautions_of_a_kind_keep_their_order() -> None:
    card = an_exercise(
        "walk",
        precautions=tuple(Precaution(text=text, by="editor", kind="stop") for text in "bca"),
    )

    assert [each.text for each in card.care] == ["b", "c", "a"]


def test_a_precaution_from_before_there_were_kinds_is_read_and_kept_as_it_was() -> None:
    old = b'{"text":"Mind.","by":"editor"}'

    precaution = msgspec.json.decode(old, type=Precaution)

    assert precaution.is_firm
    assert msgspec.json.encode(precaution) == old


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"text":"Mind.","by":"editor","kind":"halt"}', type=Precaution)
