"""What is printed, for whom of those ticked, and how it comes out of the printer."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, Form, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.candidate import Holding
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_run import Arrangement, Delivery, PrintRun
from trainer.web.fields import choices

LONGEST_KEY = 64
NO_KIND = "Choose what to print."
HOLDINGS = {
    Holding.NEEDED: "Leave them out, unless it has changed since",
    Holding.EVERY: "Print a new one, which replaces it",
    Holding.STALE: "Print only what has changed since, and nothing for anybody else",
}
ARRANGEMENTS = {
    Arrangement.SURNAME: "By surname",
    Arrangement.LOCATION: "By location, then by surname",
}
DELIVERIES = {
    Delivery.FILE: "One PDF to print, in order",
    Delivery.ZIP: "A ZIP with a PDF for each",
    Delivery.MAIL: "Mailed to each person, as a PDF",
}


class KindsField(SelectMultipleField):
    """Kinds to tick. A request that says nothing of them asks for the lesson handout."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what is ticked: pages send an empty value along, so that none can be told."""
        if valuelist:
            self.data = [each for each in valuelist if each]

    @property
    def kinds(self) -> list[Kind]:
        """What is ticked, in the order of the page."""
        return [kind for kind in Kind if kind in (self.data or ())]


class PrintRunForm(Form):
    """A print run, but for whom it is; ``form_key`` is this form's own, so that it counts once."""

    kind = KindsField(
        "What to print",
        [DataRequired(NO_KIND)],
        choices=choices({kind.value: kind.title for kind in Kind}),
        default=[Kind.LESSON.value],
        invalid_choice_message=NO_KIND.replace("%", "%%"),
    )
    holding = RadioField(
        "Who has a copy already", choices=choices(dict(HOLDINGS)), default=Holding.EVERY.value
    )
    arrangement = RadioField(
        "Order", choices=choices(dict(ARRANGEMENTS)), default=Arrangement.SURNAME.value
    )
    duplex = BooleanField(
        "For both sides of the sheet",
        description="An empty page goes where the next person's first page would be on a back.",
    )
    cover = BooleanField(
        "With a cover sheet",
        description="Who gets what, each serial, and a column to sign in.",
    )
    delivery = RadioField(
        "How it comes", choices=choices(dict(DELIVERIES)), default=Delivery.FILE.value
    )
    form_key = HiddenField()

    @classmethod
    def begun(cls, asked: Any, *, mails: bool) -> PrintRunForm:
        """The form as an address asks for it, and where that is silent, as most would have it."""
        form = cls(asked, mails=mails)
        if "arrangement" not in asked:
            form.duplex.data = form.cover.data = True
        if "holding" not in asked:
            form.holding.data = Holding.NEEDED.value
        form.form_key.data = secrets.token_urlsafe(12)
        return form

    def __init__(self, asked: Any, *, mails: bool) -> None:
        super().__init__(asked)
        if not mails:
            del self.delivery.choices[-1:]

    @property
    def holds(self) -> Holding:
        """What is printed for whoever holds a copy; the form must be valid."""
        return Holding(self.holding.data)

    @property
    def carried(self) -> dict[str, str | Sequence[str]]:
        """All that is chosen, as an address carries it."""
        ticks = {each.name: "y" for each in (self.duplex, self.cover) if each.data}
        radios = {each.name: each.data for each in (self.holding, self.arrangement, self.delivery)}
        return {"kind": self.kind.kinds or [""], **ticks, **radios}

    def run(self, taught: CurrentEdition, membership_id: int, at: dt.datetime) -> PrintRun:
        """What was asked for; the form must be valid."""
        return PrintRun(
            membership_id=membership_id,
            title_id=taught.title_id,
            edition_id=taught.edition_id,
            at=at,
            arrangement=self.arrangement.data,
            duplex=self.duplex.data,
            cover=self.cover.data,
            delivery=self.delivery.data,
            form_key=(self.form_key.data or "")[:LONGEST_KEY] or None,
        )
