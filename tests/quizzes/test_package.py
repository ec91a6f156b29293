"""Package: the same content is the same bytes, and what differs shows in one part."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lessons.lesson import Lesson, Paragraph
from quizzes.package import Package, PackageError
from tests.builders import a_comment, a_figure, a_lesson, a_section, a_source, a_term, comments

TEXT = st.text(max_size=20)
REF = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
MINUTES = st.integers(1, 500)
TIMES = st.datetimes(min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2100, 1, 1))  # noqa: DTZ001 (no zone)
LESSONS = st.builds(
    a_lesson,
    ref=REF,
    title=TEXT,
    objectives=st.lists(TEXT, max_size=3).map(tuple),
    minutes=MINUTES,
    sections=st.lists(st.builds(a_section, ref=REF, minutes=MINUTES, body=TEXT), max_size=3).map(
        tuple
    ),
    terms=st.lists(st.builds(a_term, ref=REF, meaning=TEXT), max_size=3).map(tuple),
    figures=st.lists(st.builds(a_figure, ref=REF, svg=TEXT), max_size=2).map(tuple),
    source=st.builds(a_source, posted=st.dates(), topic=st.none() | TEXT),
    comments=st.lists(
        st.builds(a_comment, posted=TIMES, point=st.none() | TEXT, reason=st.none() | TEXT),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(LESSONS)
def test_a_package_comes_back_from_its_bytes(lesson: Lesson) -> None:
    package = Package(lesson)

    again = Package.from_json(package.to_json())

    assert again == package
    assert again.to_json() == package.to_json()
    assert again.parts() == package.parts()


def test_a_package_is_named_by_the_hash_of_its_bytes() -> None:
    package = Package(a_lesson())

    assert package.sha256 == hashlib.sha256(package.to_json()).hexdigest()


def test_a_field_at_its_default_leaves_no_trace() -> None:
    written = json.loads(Package(a_lesson()).to_json())

    assert "author" not in written["lesson"]["source"]
    assert "duplicate_of" not in written["lesson"]["comments"][0]


def test_every_part_is_named() -> None:
    parts = Package(a_lesson()).parts()

    assert [(part.kind, part.ref) for part in parts] == [
        ("lesson", "feet"),
        ("section", "the-spring"),
        ("section", "shoes"),
        ("term", "arch"),
        ("figure", "foot"),
        ("source", "feet"),
        ("comment", "1"),
        ("comment", "2"),
        ("comment", "3"),
    ]


def test_a_part_is_digested_by_its_own_bytes() -> None:
    term = a_lesson().terms[0]

    [part] = [part for part in Package(a_lesson()).parts() if part.kind == "term"]

    assert part.digest == hashlib.sha256(msgspec.json.encode(term)).hexdigest()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({"title": "Feet again"}, {("lesson", "feet")}),
        ({"objectives": ()}, {("lesson", "feet")}),
        ({"sections": a_lesson().sections[::-1]}, {("lesson", "feet")}),
        (
            {"sections": (a_section(body="Anew."), a_lesson().sections[1])},
            {("section", "the-spring")},
        ),
        ({"terms": (a_term(meaning="A bow."),)}, {("term", "arch")}),
        ({"figures": (a_figure(svg="<svg/>"),)}, {("figure", "foot")}),
        ({"source": a_source(paragraphs=(Paragraph(number=1, point="A."),))}, {("source", "feet")}),
        ({"comments": (a_comment(point="Else."), *comments()[1:])}, {("comment", "1")}),
        (
            {"terms": (a_term(), a_term(ref="sole"))},
            {("lesson", "feet"), ("term", "sole")},
        ),
        ({"comments": comments()[:2]}, {("lesson", "feet"), ("comment", "3")}),
    ],
)
def test_what_changed_shows_in_its_part_alone(
    change: dict[str, Any], changed: set[tuple[str, str]]
) -> None:
    before = set(Package(a_lesson()).parts())
    after = set(Package(replace(a_lesson(), **change)).parts())

    assert {(part.kind, part.ref) for part in before ^ after} == changed


@settings(max_examples=200, deadline=None)
@given(LESSONS, LESSONS)
def test_packages_that_differ_differ_in_a_part(one: Lesson, other: Lesson) -> None:
    same_parts = Package(one).parts() == Package(other).parts()

    assert same_parts == (one == other)


GOOD = Package(a_lesson()).to_json()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        GOOD + b"x",
        GOOD.replace(b'"feet"', b'"../feet"'),
        GOOD.replace(b'"lesson"', b'"quiz":1,"lesson"', 1),
        GOOD.replace(b'"minutes":6', b'"minutes":"6"'),
        GOOD.replace(b'"title":"Feet"', b'"title":"\\ud800"'),
    ],
)
def test_bytes_that_are_no_package_are_refused(content: bytes) -> None:
    with pytest.raises(PackageError, match="These bytes are not a package: "):
        Package.from_json(content)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3))
def test_any_damage_gives_a_package_or_a_refusal(at: int, damage: bytes) -> None:
    try:
        package = Package.from_json(GOOD[:at] + damage + GOOD[at + 1 :])
    except PackageError:
        return

    assert Package.from_json(package.to_json()) == package
