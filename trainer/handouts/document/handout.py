"""Handout: a lesson handout for one person."""

from __future__ import annotations

import msgspec

from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.handouts.document.heading import Heading
from trainer.handouts.document.lesson import LessonSheet, lesson_sheet


class Handout(msgspec.Struct, frozen=True, kw_only=True):
    """What one copy says, and whose it is."""

    heading: Heading
    sheet: LessonSheet


def handout(lesson: Lesson, known: Disclosure, heading: Heading) -> Handout:
    """One person's copy: a verdict stands in it only if it is open to that person."""
    return Handout(heading=heading, sheet=lesson_sheet(lesson, known))
