"""The debate of a lesson as a page shows it: its rows, its arguments, and what a member holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lessons.debate import Argument, Comment, DocketRow, Evidence, Side
from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.debate.models.stance import Phase, Stance
from trainer.editions.queries.current import CurrentEdition

UNTESTABLE = "untestable"
POSITIONS = {
    "7": "I agree fully",
    "6": "I agree",
    "5": "I lean towards it",
    "4": "I am undecided",
    "3": "I lean against it",
    "2": "I disagree",
    "1": "I disagree fully",
    UNTESTABLE: "It cannot be tested",
}
SIDES: dict[Side, str] = {
    "for": "For",
    "against": "Against",
    "undercuts": "Objection",
    "asks": "Question",
}
_LANES: dict[str, Side] = {"speak_for": "for", "speak_against": "against", "asks": "asks"}


@dataclass(frozen=True)
class Entry:
    """A row in the list: ``state`` is untouched, first or second; the label once it is open."""

    ref: str
    number: int
    title: str
    wording: str
    state: str
    label: str | None


@dataclass(frozen=True)
class Held:
    """A stance in words."""

    position: str
    step: int | None
    confidence: int
    reason: str
    weighed: str | None


@dataclass(frozen=True)
class Card:
    """An argument by its name, such as "For 2", with what it comes from, and what denies it."""

    name: str
    argument: Argument
    comments: tuple[Comment, ...]
    evidence: tuple[Evidence, ...]
    undercut_by: list[Card]


def stand(
    session: Session, membership_id: int, taught: CurrentEdition
) -> tuple[Disclosure, dict[str, dict[str, Stance]]]:
    """What is open to a member, and their stances by row and phase: one query."""
    stances = Stance.current(session, membership_id, taught.title_id)
    found: dict[str, dict[str, Stance]] = {}
    for stance in stances:
        found.setdefault(stance.row, {})[stance.phase] = stance
    return Disclosure.after(stances, taught.lesson), found


def entry(known: Disclosure, phases: dict[str, Stance], number: int, row: DocketRow) -> Entry:
    """A row in the list, with the phases in which a stance was taken on it."""
    state = Phase.SECOND if Phase.SECOND in phases else Phase.FIRST if phases else "untouched"
    verdict = known.verdict(row.ref)
    return Entry(row.ref, number, row.title, row.wording, state, verdict.label if verdict else None)


def names(lesson: Lesson, row: DocketRow) -> dict[str, str]:
    """What a page calls the arguments of a row, by ref: each side is counted by itself."""
    counted: Counter[str] = Counter()
    found = {}
    for each in lesson.arguments:
        if each.row == row.ref:
            counted[each.side] += 1
            found[each.ref] = f"{SIDES[each.side]} {counted[each.side]}"
    return found


def arguments(lesson: Lesson, row: DocketRow) -> dict[str, list[Card]]:
    """The arguments of a row, by lane."""
    called = names(lesson, row)
    return {
        lane: [_card(lesson, each, called) for each in lesson.arguments_on(row.ref, side)]
        for lane, side in _LANES.items()
    }


def held(stance: Stance, called: dict[str, str]) -> Held:
    """A stance in words, by what the page calls the arguments."""
    position = POSITIONS[str(stance.position) if stance.position else UNTESTABLE]
    weighed = called.get(stance.moved_by or "")
    return Held(position, stance.position, stance.confidence, stance.reason, weighed)


def _card(lesson: Lesson, argument: Argument, called: dict[str, str]) -> Card:
    return Card(
        name=called[argument.ref],
        argument=argument,
        comments=lesson.comments_of(argument),
        evidence=lesson.evidence_of(argument),
        undercut_by=[
            _card(lesson, each, called) for each in lesson.arguments if each.target == argument.ref
        ],
    )
