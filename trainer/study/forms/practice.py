"""Recording a practice, and signing an exercise card."""

from __future__ import annotations

from wtforms import Form, SelectField, SubmitField
from wtforms.validators import InputRequired

from trainer.study.models.practice import EASE
from trainer.web.fields import choices, line_field, lines_field

LONGEST = 600
WORDS = {0: "0, not at all", 5: "5, so-so", 10: "10, quite at ease"}
SCALE = {"": "Choose", **{str(n): WORDS.get(n, str(n)) for n in EASE}}


def ease_field(label: str) -> SelectField:
    """Ease from 0 to 10."""
    return SelectField(label, [InputRequired("Choose a number.")], choices=choices(SCALE))


class PracticeForm(Form):
    """How it was before and after, and what was noticed."""

    ease_before = ease_field("Ease before")
    ease_after = ease_field("Ease after")
    words = lines_field(
        "What did you notice?",
        LONGEST,
        description="Only you see these words. Your managers see that you practised.",
    )
    submit = SubmitField("Keep this practice")


class SignOffForm(Form):
    """Who approves a card, in what capacity."""

    qualification = line_field(
        "Your qualification",
        "Write your qualification.",
        120,
        description="As you would sign it, such as: Comprehensive Pilates teacher, since 2014.",
    )
    submit = SubmitField("Sign this card")
