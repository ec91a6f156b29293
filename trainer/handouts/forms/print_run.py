"""What is printed, for whom of those ticked, and how it comes out of the printer."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, Form, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.candidate import STALE, Holding
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_run import Arrangement, Delivery, PrintRun
from trainer.web.fields import choices

LONGEST_KEY = 64
NO_KIND = "Choose what to print."
HOLDINGS: dict[str, str] = {
    Holding.NEEDED: "Nothing, unless it has changed since",
    Holding.EVERY: "A new copy, which replaces it",
    Holding.STALE: "Only what has changed since, and nothing for the others",
}
ARRANGEMENTS: dict[str, str] = {
    Arrangement.SURNAME: "By surname",
    Arrangement.LOCATION: "By location, then by surname",
}
DELIVERIES: dict[str, str] = {
    Delivery.FILE: "One PDF to print, in order",
    Delivery.ZIP: "A ZIP with a PDF for each",
    Delivery.MAIL: "Mailed to each person, as a PDF",
}


def form_key() -> str:
    """What tells one form from every other."""
    return secrets.token_urlsafe(12)


class KindsField(SelectMultipleField):
    """Kinds to tick. A request that says nothing of them asks for the lesson handout."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the kinds ticked: pages send an empty value along, so that none can be told."""
        if valuelist:
            self.data = [kind.value for kind in Kind if kind.value in valuelist]

    @property
    def kinds(self) -> list[Kind]:
        """What is ticked, in the order of the page."""
        return [Kind(each) for each in self.data or ()]


class PrintRunForm(Form):
    """A print run, but for whom it is; ``form_key`` is this form's own, so that it counts once."""

    kind = KindsField(
        "What to print",
        [DataRequired(NO_KIND)],
        choices=choices({kind.value: kind.title for kind in Kind}),
        default=[Kind.LESSON.value],
    )
    holding = RadioField(
        "For whoever has it already", choices=choices(HOLDINGS), default=Holding.EVERY.value
    )
    arrangement = RadioField(
        "Order", choices=choices(ARRANGEMENTS), default=Arrangement.SURNAME.value
    )
    duplex = BooleanField(
        "For both sides of the sheet",
        description="An empty page goes where the next person's first page would be on a back.",
    )
    cover = BooleanField(
        "With a cover sheet",
        description="Who gets what, each serial, and a column to sign in.",
    )
    delivery = RadioField("How it comes", choices=choices(DELIVERIES), default=Delivery.FILE.value)
    form_key = HiddenField(default=form_key)

    @classmethod
    def asked(cls, asked: Any) -> PrintRunForm:
        """The form as an address asks for it, and where that is silent, as most would have it."""
        form = cls(asked)
        if "arrangement" not in asked:
            form.duplex.data = form.cover.data = True
        if "holding" not in asked:
            is_to_replace = asked.get("to") == STALE
            form.holding.data = (Holding.STALE if is_to_replace else Holding.NEEDED).value
        return form

    @classmethod
    def again(cls, run: PrintRun, kinds: Iterable[str]) -> PrintRunForm:
        """The form to print a run anew: whoever has a copy of it gets another in its place."""
        made = {"kind": list(kinds), "holding": Holding.EVERY.value}
        return cls(obj=run, data=made)

    def mail(self, *, may: bool) -> None:
        """Offer to mail, where anything can be mailed."""
        ways = {way: words for way, words in DELIVERIES.items() if may or way != Delivery.MAIL}
        self.delivery.choices = choices(ways)

    @property
    def holds(self) -> Holding:
        """What is printed for whoever holds a copy; the form must be valid."""
        return Holding(self.holding.data)

    @property
    def carried(self) -> dict[str, Sequence[str]]:
        """All that was chosen, as an address carries it; of what was not asked, nothing."""
        radios = (self.holding, self.arrangement, self.delivery)
        said = {each.name: [str(each.data)] for each in radios if each.raw_data}
        said |= {each.name: ["y"] for each in (self.duplex, self.cover) if each.data}
        kinds: list[str] = [*self.kind.kinds] or [""]
        return {**said, **({"kind": kinds} if self.kind.raw_data else {})}

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
