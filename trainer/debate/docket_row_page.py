"""The page of a row of the docket: first my stance, then the arguments, mine again, the verdict."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from lessons.debate import DocketRow, Verdict
from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.debate.forms.stance import SecondStanceForm, StanceForm
from trainer.debate.lookup import row_or_404
from trainer.debate.models.stance import Phase, Stance
from trainer.debate.queries.debate import Held, arguments, entry, held, names, stand
from trainer.editions.queries.current import CurrentEdition
from trainer.storage.document_cache import documents
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page, piece


def row_page(taught: CurrentEdition, ref: str, sent: StanceForm | None) -> str:
    """The row as far as it is open, with a form as it was sent or a fresh one."""
    lesson, row = taught.lesson, row_or_404(taught.lesson, ref)
    known, stances = stand(studio_session(), current_member().membership_id, taught)
    mine = stances.get(ref, {})
    number = lesson.docket.index(row) + 1
    return page(
        "docket_rows/show.html",
        lesson=lesson,
        slug=taught.slug,
        row=row,
        number=number,
        entry=entry(known, mine, number, row),
        sent=sent,
        fields=_fields(sent) if sent else _fresh_fields(taught, row, mine),
        claims=[claim for claim in lesson.claims if claim.ref in row.claims],
        following=lesson.docket[number] if number < len(lesson.docket) else None,
        debate=debate(taught, row) if mine else None,
        **_ending(known, row, mine),
    )


def second_form(
    lesson: Lesson, row: DocketRow, sent: MultiDict[str, str] | None = None
) -> SecondStanceForm:
    """The second form, which offers the row's arguments."""
    form = SecondStanceForm(sent)
    called = names(lesson, row)
    texts = {each.ref: each.text for each in lesson.arguments}
    offered = {ref: f"{name}: {texts[ref]}" for ref, name in called.items()}
    form.offer({ref: shorten(text, 90, placeholder=" …") for ref, text in offered.items()})
    return form


def debate(taught: CurrentEdition, row: DocketRow) -> Markup:
    """The arguments."""

    def draw() -> Markup:
        return piece("docket_rows/_debate.html", **arguments(taught.lesson, row))

    return _once("debate", taught, row, draw)


def _fresh_fields(taught: CurrentEdition, row: DocketRow, mine: dict[str, Stance]) -> Markup | None:
    """The fields of the stance that comes next, or None when both are taken."""
    if Phase.SECOND in mine:
        return None
    if Phase.FIRST in mine:
        return _once("second", taught, row, lambda: _fields(second_form(taught.lesson, row)))
    return _once("first", taught, row, lambda: _fields(StanceForm()))


def _fields(form: StanceForm) -> Markup:
    return piece("docket_rows/_stance_fields.html", form=form)


def _once(what: str, taught: CurrentEdition, row: DocketRow, draw: Callable[[], Markup]) -> Markup:
    """A piece that is the same for everybody, drawn once a process."""
    return documents.get(taught.kept_as(f"{what} {row.ref}"), draw, len)


def _ending(
    known: Disclosure, row: DocketRow, mine: dict[str, Stance]
) -> dict[str, Verdict | Held | None]:
    """The verdict and both stances, once the second is taken; before, the first stays hidden."""
    if Phase.SECOND not in mine:
        return {"verdict": None, "first": None, "second": None}
    called = names(known.lesson, row)
    return {
        "verdict": known.verdict(row.ref),
        "first": held(mine[Phase.FIRST], called),
        "second": held(mine[Phase.SECOND], called),
    }
