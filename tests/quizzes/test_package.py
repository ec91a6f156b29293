"""Package: the same content is the same bytes, and what differs shows in one part."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from itertools import product
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lessons.debate import Label
from lessons.lesson import Lesson, Paragraph
from quizzes.package import Package, PackageError
from tests.builders import a_comment, a_figure, a_lesson, a_section, a_source, a_term, comments
from tests.debates import (
    a_claim,
    a_debated_lesson,
    a_row,
    a_verdict,
    an_argument,
    an_evidence,
    an_exercise,
)
from tests.questions import a_quiz
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.single import a_single

TEXT = st.text(max_size=20)
# A pattern takes longer to draw from than the tests to run: one to three words of up to eight.
WORDS = ("a", "0", "z9", "foot", "arch", "12345678", "abcdefgh")
REF = st.sampled_from(
    ["-".join(words) for count in (1, 2, 3) for words in product(WORDS, repeat=count)]
)
MINUTES = st.integers(1, 500)
TIMES = st.datetimes(min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2100, 1, 1))  # noqa: DTZ001 (no zone)
REFS = st.sets(REF, max_size=3).map(sorted)
EVIDENCE = st.lists(REF, max_size=2).map(tuple)


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    """Lessons with a debate: a verdict is on a claim or on a row."""
    claims = tuple(a_claim(ref, text=draw(TEXT)) for ref in draw(REFS))
    rows = tuple(a_row(f"row-{ref}", *draw(REFS)) for ref in draw(REFS))
    judged = {claim.ref for claim in claims} | {row.ref for row in rows}
    verdicts = tuple(
        a_verdict(ref, draw(st.sampled_from(get_args(Label))), evidence=draw(EVIDENCE))
        for ref in sorted(judged)
        if draw(st.booleans())
    )
    return replace(
        draw(PLAIN),
        claims=claims,
        docket=rows,
        verdicts=verdicts,
        arguments=tuple(an_argument("row-a", "for", ref=ref) for ref in draw(REFS)),
        evidence=tuple(an_evidence(ref, finding=draw(TEXT)) for ref in draw(REFS)),
        exercises=tuple(an_exercise(ref, name=draw(TEXT)) for ref in draw(REFS)),
    )


PLAIN = st.builds(
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


QUIZZES = st.none() | st.builds(
    a_quiz, st.builds(a_single, ref=REF, stem=TEXT, rows=EVIDENCE), title=TEXT
)
PACKAGES = st.builds(Package, lessons(), QUIZZES)


@given(PACKAGES)
def test_a_package_comes_back_from_its_bytes(package: Package) -> None:
    again = Package.from_json(package.to_json())

    assert again == package
    assert again.to_json() == package.to_json()
    assert again.parts == package.parts


def test_a_package_is_named_by_the_hash_of_its_bytes() -> None:
    package = Package(a_lesson())

    assert package.sha256 == hashlib.sha256(package.to_json()).hexdigest()


def test_a_field_at_its_default_leaves_no_trace() -> None:
    written = json.loads(Package(a_lesson()).to_json())

    assert "author" not in written["lesson"]["source"]
    assert "duplicate_of" not in written["lesson"]["comments"][0]


def test_every_part_is_named() -> None:
    parts = Package(a_lesson()).parts

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


def test_a_debate_and_a_quiz_have_parts_of_their_own() -> None:
    parts = Package(a_debated_lesson(), a_quiz(a_single())).parts

    by_kind: dict[str, list[str]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part.ref)
    assert by_kind["exercise"] == ["stand", "walk"]
    assert by_kind["claim"] == ["c1", "c2", "c3", "k1"]
    assert by_kind["docket_row"] == ["d1", "d2"]
    assert by_kind["argument"][:3] == ["d1-for", "d1-against", "d1-undercuts"]
    assert by_kind["evidence"] == ["keller-1990"]
    assert (by_kind["quiz"], by_kind["question"]) == (["feet"], ["single"])


def test_a_part_says_what_it_shows_or_stands_on() -> None:
    single = a_single(rows=("d1",), claims=("c3",), sources=("keller-1990",))
    parts = Package(a_debated_lesson(), a_quiz(single, a_label())).parts

    rests_on = {str(part.part_ref): tuple(map(str, part.rests_on)) for part in parts}
    assert rests_on["section:the-spring"] == (
        *("figure:foot", "exercise:stand", "exercise:walk"),
        *("claim:c1", "claim:c2", "claim:c3", "term:arch"),
    )
    assert rests_on["exercise:walk"] == ("claim:c2",)
    assert rests_on["claim:k1"] == ("comment:1",)
    assert rests_on["docket_row:d1"] == ("wording:d1", "claim:c1", "evidence:keller-1990")
    assert rests_on["docket_row:d2"] == ("wording:d2", "claim:c2")
    assert rests_on["argument:d1-for"] == ("docket_row:d1", "comment:1")
    assert rests_on["argument:d1-undercuts"] == ("docket_row:d1", "argument:d1-for")
    assert rests_on["question:single"] == (
        *("docket_row:d1", "claim:c3", "section:the-spring", "evidence:keller-1990"),
    )
    assert rests_on["question:label"] == ("section:the-spring", "figure:foot")
    assert rests_on["lesson:feet"] == rests_on["term:arch"] == rests_on["quiz:feet"] == ()


def test_a_package_without_a_debate_or_quiz_is_written_as_before_there_were_any() -> None:
    written = json.loads(Package(a_lesson()).to_json())

    fields = {"exercises", "claims", "docket", "arguments", "evidence", "verdicts"}
    assert written.keys() == {"lesson"}
    assert fields.isdisjoint(written["lesson"])
    named = {"sections": ["the-spring", "shoes"], "terms": ["arch"], "figures": ["foot"]}
    outline = written["lesson"] | named | {"source": None, "comments": [1, 2, 3]}
    content = msgspec.json.encode(outline, order="deterministic")
    assert Package(a_lesson()).parts[0].digest == hashlib.sha256(content).hexdigest()


def test_a_part_is_digested_by_its_own_bytes() -> None:
    term = a_lesson().terms[0]

    [part] = [part for part in Package(a_lesson()).parts if part.kind == "term"]

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
    before = set(Package(a_lesson()).parts)
    after = set(Package(replace(a_lesson(), **change)).parts)

    assert {(part.kind, part.ref) for part in before ^ after} == changed


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (
            {"verdicts": (a_verdict("d1", "contested"), *a_debated_lesson().verdicts[1:])},
            {("docket_row", "d1")},
        ),
        (
            {"verdicts": (*a_debated_lesson().verdicts[:3], a_verdict("k1", "partly"))},
            {("claim", "k1")},
        ),
        (
            {"docket": (a_row("d1", "c1", title="A"), a_row("d2", "c2"))},
            {("docket_row", "d1"), ("wording", "d1")},
        ),
        ({"evidence": (an_evidence(limits="One foot."),)}, {("evidence", "keller-1990")}),
        ({"exercises": (an_exercise("stand", minutes=9),)}, {("exercise", "stand")}),
        ({"arguments": ()}, {("lesson", "feet")}),
    ],
)
def test_what_changed_in_a_debate_shows_in_its_part(
    change: dict[str, Any], changed: set[tuple[str, str]]
) -> None:
    before = {(each.kind, each.ref): each for each in Package(a_debated_lesson()).parts}
    after = {(each.kind, each.ref): each for each in Package(a_debated_lesson(**change)).parts}

    kept = before.keys() & after.keys()
    outline = {("lesson", "feet")} if before.keys() != after.keys() else set()
    assert {name for name in kept if before[name] != after[name]} == changed | outline


def test_what_changed_in_a_quiz_shows_in_its_question_or_in_the_quiz() -> None:
    before = set(Package(a_lesson(), a_quiz(a_single())).parts)
    reworded = set(Package(a_lesson(), a_quiz(a_single(stem="Else?"))).parts)
    retitled = set(Package(a_lesson(), a_quiz(a_single(), title="Toes")).parts)

    assert {(part.kind, part.ref) for part in before ^ reworded} == {("question", "single")}
    assert {(part.kind, part.ref) for part in before ^ retitled} == {("quiz", "feet")}


@given(PACKAGES, PACKAGES)
def test_packages_that_differ_differ_in_a_part(one: Package, other: Package) -> None:
    same_parts = one.parts == other.parts

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
        GOOD.replace(b'"lesson"', b'"quizz":null,"lesson"', 1),
        GOOD.replace(b'"minutes":2', b'"minutes":"2"'),
        GOOD.replace(b'"title":"Feet"', b'"title":"\\ud800"'),
    ],
)
def test_bytes_that_are_no_package_are_refused(content: bytes) -> None:
    with pytest.raises(PackageError, match="These bytes are not a package: "):
        Package.from_json(content)


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3))
def test_any_damage_gives_a_package_or_a_refusal(at: int, damage: bytes) -> None:
    try:
        package = Package.from_json(GOOD[:at] + damage + GOOD[at + 1 :])
    except PackageError:
        return

    assert Package.from_json(package.to_json()) == package
