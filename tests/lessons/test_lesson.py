"""What a lesson and a comment say about themselves."""

from __future__ import annotations

import datetime as dt

from tests.builders import a_comment, a_lesson


def test_a_section_is_found_by_its_ref() -> None:
    lesson = a_lesson()

    assert lesson.section("shoes") is lesson.sections[1]
    assert lesson.section("hats") is None


def test_a_comment_is_shown_by_number_and_month_alone() -> None:
    comment = a_comment(number=11, posted=dt.datetime(2012, 6, 6, 13, 12))  # noqa: DTZ001 (no zone)

    assert comment.label == "Reader 11, June 2012"
