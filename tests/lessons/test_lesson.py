"""What a lesson and a comment say about themselves."""

from __future__ import annotations

import datetime as dt

import msgspec

from lessons.lesson import Section
from tests.builders import a_comment, a_lesson, a_section
from tests.debates import a_debated_lesson


def test_a_section_is_found_by_its_ref() -> None:
    lesson = a_lesson()

    assert lesson.section("shoes") is lesson.sections[1]
    assert lesson.section("hats") is None


def test_whole_minutes_stay_whole_so_that_an_older_edition_keeps_its_bytes() -> None:
    written = msgspec.json.encode(a_section(minutes=4))

    assert b'"minutes":4,' in written
    assert msgspec.json.encode(msgspec.json.decode(written, type=Section)) == written


def test_a_comment_is_shown_by_number_and_month_alone() -> None:
    comment = a_comment(number=11, posted=dt.datetime(2012, 6, 6, 13, 12))  # noqa: DTZ001 (no zone)

    assert comment.label == "Reader 11, June 2012"


def test_the_parts_of_a_debate_are_found_by_their_refs() -> None:
    lesson = a_debated_lesson()

    assert lesson.exercise("walk") is lesson.exercises[1]
    assert lesson.exercise("run") is None
    assert lesson.claim("c2") is lesson.claims[1]
    assert lesson.claim("d2") is None
    assert lesson.row("d2") is lesson.docket[1]
    assert lesson.row("c2") is None


def test_a_claim_is_called_by_its_place() -> None:
    lesson = a_debated_lesson()

    assert [lesson.number(claim) for claim in lesson.claims] == [1, 2, 3, 4]


def test_a_verdict_on_a_row_holds_for_the_claims_it_covers() -> None:
    lesson = a_debated_lesson()

    assert lesson.row_of("c1") is lesson.docket[0]
    assert lesson.verdict("c1") is None
    assert lesson.verdict_of("c1") is lesson.verdict("d1") is lesson.verdicts[0]


def test_a_claim_that_no_row_covers_has_its_own_verdict() -> None:
    lesson = a_debated_lesson()

    assert lesson.row_of("c3") is None
    assert lesson.verdict_of("c3") is lesson.verdict("c3") is lesson.verdicts[2]
    assert lesson.verdict_of("c9") is None


def test_a_row_is_argued_by_side() -> None:
    lesson = a_debated_lesson()

    assert [each.ref for each in lesson.arguments_on("d1", "for")] == ["d1-for"]
    assert [each.ref for each in lesson.arguments_on("d2", "asks")] == ["d2-asks"]
    assert lesson.arguments_on("d2", "undercuts") == ()


def test_an_argument_and_a_verdict_lead_to_what_they_rest_on() -> None:
    lesson = a_debated_lesson()
    supporting, against, *_ = lesson.arguments

    assert lesson.comments_of(supporting) == lesson.comments[:1]
    assert lesson.comments_of(lesson.claims[3]) == lesson.comments[:1]
    assert lesson.evidence_of(supporting) == ()
    assert lesson.evidence_of(against) == lesson.evidence
    assert lesson.evidence_of(lesson.verdicts[0]) == lesson.evidence
