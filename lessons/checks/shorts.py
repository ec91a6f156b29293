"""The short verdicts: each is there, short enough, and begins the way its label goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.checks.references import Place
from lessons.debate import Label, Verdict
from lessons.lesson import Lesson
from lessons.problem import Problem

LONGEST = 200  # characters
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_DENIAL = re.compile(r"\b(?:no|not|nobody|none|nothing|never|neither|nor|cannot)\b|n[’']t\b", re.I)
_LIMIT = re.compile(r"\b(?:but|not|only|part|partly|although|though|yet|loosely|except)\b", re.I)
_DISPUTE = re.compile(r"\b(?:depend|differ|disagree|disput|conflict|agree)\w*", re.I)
_TRIAL = re.compile(r"\b(?:test|measur|check|decid|judg)\w*", re.I)
_HOLDS = {"supported"}
_FAILS = {"contradicted", "no_evidence"}
_WHOLE: dict[Label, tuple[re.Pattern[str], str]] = {
    "partly": (_LIMIT, "say what of it does not hold"),
    "contested": (_DISPUTE, "say what it depends on, or who disagrees"),
    "not_testable": (_TRIAL, "say that no test can decide it"),
}


def shorts(lesson: Lesson) -> Iterator[Problem]:
    """Verdicts without a short one, with one that is too long, or with one that misleads."""
    for index, verdict in enumerate(lesson.verdicts):
        place = Place("debate.yaml", f"verdicts[{index}]")
        for text in _wrong(verdict):
            yield place.problem(text, "short")


def _wrong(verdict: Verdict) -> Iterator[str]:
    if not verdict.short:
        yield f"is missing; say the verdict in at most {LONGEST} characters"
        return
    if len(verdict.short) > LONGEST:
        yield f"has {len(verdict.short)} characters; {LONGEST} is the most, as it is printed whole"
    if advice := _against_its_label(verdict):
        yield f"goes against its label, {verdict.label}; {advice}"


def _against_its_label(verdict: Verdict) -> str:
    """What to do when the words say otherwise than the label, as far as words can tell."""
    denies = bool(_DENIAL.search(_SENTENCE.split(verdict.short)[0]))
    if verdict.label in _HOLDS and denies:
        return "let its first sentence say that it holds"
    if verdict.label in _FAILS and not denies:
        return "let its first sentence say what does not hold, or that nobody has looked"
    needed = _WHOLE.get(verdict.label)
    return needed[1] if needed and not needed[0].search(verdict.short) else ""
