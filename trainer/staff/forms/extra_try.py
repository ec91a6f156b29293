"""Another try at a quiz, and why it is given."""

from __future__ import annotations

from wtforms import Form, SubmitField

from trainer.web.fields import line_field


class ExtraTryForm(Form):
    """Why somebody gets another try."""

    reason = line_field(
        "Why", "Write why.", 200, description="They read it, and it stays on record."
    )
    submit = SubmitField("Give another try")
