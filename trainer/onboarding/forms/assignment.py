"""Who is to know a lesson, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from wtforms import Field, Form, RadioField, SelectField, SubmitField
from wtforms.validators import NumberRange, StopValidation, ValidationError

from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.models.assignment import Assignment
from trainer.onboarding.queries.assignments import EVERYBODY
from trainer.tenancy.models.studio import Location
from trainer.tenancy.queries.people import Here
from trainer.web.fields import CountField, DayField, choices

LONGEST = 730
ON_A_DATE, AFTER_DAYS = "on", "days"
Rule = Callable[[Form, Field], None]


def needed_when(choice: str, missing: str) -> Rule:
    """Ask for a field under one choice of ``due``, and pass over it under the other."""

    def rule(form: Form, field: Field) -> None:
        if form["due"].data != choice:
            field.errors = []
            raise StopValidation
        if field.data is None:
            raise StopValidation("" if field.errors else missing)  # what is wrong is told already

    return rule


class AssignmentForm(Form):
    """A lesson, whom it is for, and its due day."""

    title = SelectField("Lesson")
    whom = SelectField("Who is to know it", default="all")
    due = RadioField(
        "Due",
        choices=choices({ON_A_DATE: "On a date", AFTER_DAYS: "Some days from the start"}),
        default=ON_A_DATE,
    )
    due_on = DayField("Date", [needed_when(ON_A_DATE, "Choose the day it is due.")])
    due_days = CountField(
        "Days",
        [
            needed_when(AFTER_DAYS, "Write how many days they have."),
            NumberRange(1, LONGEST, f"Write a number of days from 1 to {LONGEST}."),
        ],
        unit="days",
        description="From today, or for whoever joins later from their first day.",
        render_kw={"inputmode": "numeric"},
    )
    submit = SubmitField("Assign the lesson")
    today = dt.date.min

    def offer(
        self, taught: Iterable[CurrentEdition], places: Iterable[Location], people: Iterable[Here]
    ) -> None:
        """Offer what the studio teaches, its locations, and the people who are here."""
        self.title.choices = choices({each.slug: each.lesson.title for each in taught})
        self.whom.choices = choices(
            {"all": EVERYBODY}
            | {f"location-{each.id}": f"At {each.name}" for each in places}
            | {f"person-{each.id}": each.name for each in people}
        )

    def begin(self, today: dt.date) -> None:
        """Let a calendar show no day that would be refused."""
        self.today, last = today, today + dt.timedelta(days=LONGEST)
        self.due_on.render_kw = {"min": today.isoformat(), "max": last.isoformat()}

    def validate_due_on(self, field: DayField) -> None:
        """Refuse a day that is over, and one that can only be a slip of the finger."""
        if field.data and field.data < self.today:
            raise ValidationError("That day is over. Choose today or a later day.")
        if field.data and (field.data - self.today).days > LONGEST:
            raise ValidationError(f"That day is more than {LONGEST} days away. Check the year.")

    def assignment(self, title_id: int, by: int, at: dt.datetime) -> Assignment:
        """What was asked for; the form must be valid."""
        kind, _, number = str(self.whom.data).partition("-")
        on_a_date = self.due.data == ON_A_DATE
        return Assignment(
            title_id=title_id,
            assigned_by=by,
            at=at,
            membership_id=int(number) if kind == "person" else None,
            location_id=int(number) if kind == "location" else None,
            due_on=self.due_on.data if on_a_date else None,
            due_days=None if on_a_date else self.due_days.data,
        )
