"""The debate, row by row of the docket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from lessons.debate import Argument, Comment, DocketRow, Evidence, Side, Verdict
from lessons.lesson import Lesson
from trainer.access import place, rows
from trainer.disclosure import Disclosure
from trainer.document_cache import documents
from trainer.forms.stance import POSITIONS, UNTESTABLE, SecondStanceForm, StanceForm
from trainer.models.stance import Phase, Stance
from trainer.models.study import Taught
from trainer.pages import page, piece
from trainer.views.lessons import taught_or_404

blueprint = Blueprint("docket_rows", __name__)

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


@blueprint.get("/lessons/<slug>/docket")
def index(slug: str) -> ResponseReturnValue:
    """Every row, and where I stand with it."""
    taught = taught_or_404(slug)
    known, mine = _stand(taught)
    entries = [
        _entry(known, mine, number, row) for number, row in enumerate(taught.lesson.docket, start=1)
    ]
    return page("docket_rows/index.html", slug=slug, lesson=taught.lesson, entries=entries)


@blueprint.get("/lessons/<slug>/docket/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """One row: first my stance, then the arguments, then my stance again, then the verdict."""
    taught = taught_or_404(slug)
    return row_page(taught, ref, sent=None)


def row_or_404(lesson: Lesson, ref: str) -> DocketRow:
    """The row of that ref."""
    return lesson.row(ref) or abort(404)


def row_page(taught: Taught, ref: str, sent: StanceForm | None) -> str:
    """The row as far as it is open, with a form as it was sent or a fresh one."""
    lesson, row = taught.lesson, row_or_404(taught.lesson, ref)
    known, stances = _stand(taught)
    mine = stances.get(ref, {})
    number = lesson.docket.index(row) + 1
    return page(
        "docket_rows/show.html",
        lesson=lesson,
        slug=taught.slug,
        row=row,
        number=number,
        entry=_entry(known, {ref: mine}, number, row),
        sent=sent,
        fields=_fields(sent) if sent else _fresh_fields(taught, row, mine),
        claims=[claim for claim in lesson.claims if claim.ref in row.claims],
        following=lesson.docket[number] if number < len(lesson.docket) else None,
        debate=_debate(taught, row) if mine else None,
        **_ending(known, row, mine),
    )


def _fresh_fields(taught: Taught, row: DocketRow, mine: dict[str, Stance]) -> Markup | None:
    """The fields of the stance that comes next, or None when both are taken."""
    if Phase.SECOND in mine:
        return None
    if Phase.FIRST in mine:
        return _once("second", taught, row, lambda: _fields(second_form(taught.lesson, row)))
    return _once("first", taught, row, lambda: _fields(StanceForm()))


def _fields(form: StanceForm) -> Markup:
    return piece("_partials/stance_fields.html", form=form)


def second_form(
    lesson: Lesson, row: DocketRow, sent: MultiDict[str, str] | None = None
) -> SecondStanceForm:
    """The second form, which offers the row's arguments."""
    form = SecondStanceForm(sent)
    names = _names(lesson, row)
    texts = {each.ref: each.text for each in lesson.arguments}
    form.offer({ref: shorten(f"{names[ref]}: {texts[ref]}", 90, placeholder=" …") for ref in names})
    return form


def _stand(taught: Taught) -> tuple[Disclosure, dict[str, dict[str, Stance]]]:
    """What is open to me, and my stances by row and phase: one query."""
    stances = Stance.current(rows(), place().membership_id, taught.title_id)
    found: dict[str, dict[str, Stance]] = {}
    for stance in stances:
        found.setdefault(stance.row, {})[stance.phase] = stance
    return Disclosure.after(stances, taught.lesson), found


def _entry(
    known: Disclosure, mine: dict[str, dict[str, Stance]], number: int, row: DocketRow
) -> Entry:
    phases = mine.get(row.ref, {})
    state = Phase.SECOND if Phase.SECOND in phases else Phase.FIRST if phases else "untouched"
    verdict = known.verdict(row.ref)
    return Entry(row.ref, number, row.title, row.wording, state, verdict.label if verdict else None)


def _names(lesson: Lesson, row: DocketRow) -> dict[str, str]:
    """What a page calls the arguments of a row, by ref: each side is counted by itself."""
    counted: Counter[str] = Counter()
    names = {}
    for each in lesson.arguments:
        if each.row == row.ref:
            counted[each.side] += 1
            names[each.ref] = f"{SIDES[each.side]} {counted[each.side]}"
    return names


def _debate(taught: Taught, row: DocketRow) -> Markup:
    """The arguments."""

    def draw() -> Markup:
        return piece("_partials/debate.html", **_arguments(taught.lesson, row))

    return _once("debate", taught, row, draw)


def _once(what: str, taught: Taught, row: DocketRow, draw: Callable[[], Markup]) -> Markup:
    """A piece that is the same for everybody, drawn once a process."""
    return documents.get(taught.kept_as(f"{what} {row.ref}"), draw, len)


def _arguments(lesson: Lesson, row: DocketRow) -> dict[str, list[Card]]:
    names = _names(lesson, row)
    return {
        name: [_card(lesson, each, names) for each in lesson.arguments_on(row.ref, side)]
        for name, side in _LANES.items()
    }


def _card(lesson: Lesson, argument: Argument, names: dict[str, str]) -> Card:
    return Card(
        name=names[argument.ref],
        argument=argument,
        comments=lesson.comments_of(argument),
        evidence=lesson.evidence_of(argument),
        undercut_by=[
            _card(lesson, each, names) for each in lesson.arguments if each.target == argument.ref
        ],
    )


def _ending(
    known: Disclosure, row: DocketRow, mine: dict[str, Stance]
) -> dict[str, Verdict | Held | None]:
    """The verdict and both stances, once the second is taken; before, the first stays hidden."""
    if Phase.SECOND not in mine:
        return {"verdict": None, "first": None, "second": None}
    names = _names(known.lesson, row)
    return {
        "verdict": known.verdict(row.ref),
        "first": _held(mine[Phase.FIRST], names),
        "second": _held(mine[Phase.SECOND], names),
    }


def _held(stance: Stance, names: dict[str, str]) -> Held:
    position = POSITIONS[str(stance.position) if stance.position else UNTESTABLE]
    weighed = names.get(stance.moved_by or "")
    return Held(position, stance.position, stance.confidence, stance.reason, weighed)
