"""A copy that was made once stays what it was: its base and its tail are kept beside this test."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from tests.trainer.handouts.stamp.bases import STRIP, codes, pages, read, strip, words
from trainer.handouts.stamp import wardrobe
from trainer.handouts.stamp.tail import tail

GOLDEN = Path(__file__).with_name("golden")
SHA256 = "c57cf958cdcbcb8321c0f43fabd78f933ff4dcd416e4c13eb3322e9b9b9d87a7"


def test_the_golden_copy_is_stamped_byte_for_byte_again() -> None:
    base, frame = read(GOLDEN, "base")

    whole = base + tail(base, frame, STRIP)

    assert whole == base + (GOLDEN / "tail").read_bytes()
    assert hashlib.sha256(whole).hexdigest() == SHA256


def test_another_strip_would_not_be_the_golden_copy() -> None:
    base, frame = read(GOLDEN, "base")

    assert tail(base, frame, strip(date="29 November 2026")) != (GOLDEN / "tail").read_bytes()


def test_an_old_base_is_stamped_right_when_fonts_have_moved_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wardrobe, "digest", lambda _: "a file that the base has not")
    base, frame = read(GOLDEN, "base")

    whole = base + tail(base, frame, STRIP)

    assert all(STRIP.name in found for found in words(whole))
    assert codes(whole) == [[STRIP.link]] * 2


if __name__ == "__main__":  # lays the golden copy out anew, when what it is made of has changed
    file, made = pages()
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "base.pdf").write_bytes(file)
    (GOLDEN / "base.json").write_bytes(msgspec.json.encode(made))
    (GOLDEN / "tail").write_bytes(tail(file, made, STRIP))
    print(hashlib.sha256(file + tail(file, made, STRIP)).hexdigest())  # noqa: T201
