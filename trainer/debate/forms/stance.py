"""Taking a stance on a row of the docket."""

from __future__ import annotations

from wtforms import Form, RadioField, SelectField, SubmitField
from wtforms.validators import InputRequired, Optional

from trainer.debate.queries.debate import POSITIONS, UNTESTABLE
from trainer.web.fields import Shows, choices, lines_field

CONFIDENCE = {
    "": "Choose",
    "10": "10%, a guess",
    "30": "30%, rather unsure",
    "50": "50%, could go either way",
    "70": "70%, fairly sure",
    "90": "90%, very sure",
    "100": "100%, I would bet on it",
}
LONGEST = 400


class StanceForm(Form):
    """A position in words, how sure one is of it, and one reason."""

    position = RadioField(
        "What do you hold?", [InputRequired("Choose one.")], choices=choices(POSITIONS)
    )
    confidence = SelectField(
        "How sure are you?", [InputRequired("Say how sure you are.")], choices=choices(CONFIDENCE)
    )
    reason = lines_field(
        "One reason",
        LONGEST,
        Shows("Give one reason, in a few words."),
        description="In your own words. Nobody grades it.",
    )
    submit = SubmitField("Save my first stance")

    @property
    def step(self) -> int | None:
        """The position from 1 to 7, or None when the wording cannot be tested."""
        return None if self.position.data == UNTESTABLE else int(self.position.data)


class SecondStanceForm(StanceForm):
    """The same question after the arguments, and which of them weighed most."""

    moved_by = SelectField("What weighed most?", [Optional()])
    submit = SubmitField("Save my second stance")

    def offer(self, arguments: dict[str, str]) -> None:
        """Offer the arguments of the row."""
        self.moved_by.choices = choices({"": "Nothing in particular", **arguments})
