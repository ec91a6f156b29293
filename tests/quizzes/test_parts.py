"""How a part is referred to: one fact, and one way to write it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.package import Package
from quizzes.parts import PartKind, PartRef
from tests.debates import a_debated_lesson
from tests.questions import a_quiz

REFS = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}\Z")
PARTS = st.builds(PartRef, st.sampled_from(get_args(PartKind)), REFS)


@given(PARTS)
def test_a_part_is_written_and_read_as_the_same(part: PartRef) -> None:
    assert PartRef.parse(str(part)) == part


@given(PARTS, PARTS)
def test_no_two_parts_are_written_alike(one: PartRef, other: PartRef) -> None:
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize("written", ["", "section", "section/feet"])
def test_what_is_no_part_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write kind:ref"):
        PartRef.parse(written)


def test_a_package_finds_its_parts_and_its_hash_once(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Package(a_debated_lesson(), a_quiz())
    parts, sha256 = package.parts, package.sha256
    monkeypatch.setattr(Package, "to_json", lambda _: b"something else")
    monkeypatch.setattr("quizzes.package.parts", lambda *_: ())

    assert (package.parts, package.sha256) == (parts, sha256)
    assert Package(package.lesson, package.quiz).parts == ()  # another one looks for its own
    assert Package(package.lesson, package.quiz).sha256 != sha256


def test_what_a_package_has_found_is_no_part_of_it() -> None:
    one, other = (Package(a_debated_lesson(), a_quiz()) for _ in range(2))
    bytes_before = one.to_json()

    assert one.parts
    assert one.sha256

    assert one == other
    assert one.to_json() == bytes_before
