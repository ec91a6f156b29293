"""The code of a second factor: to come in, to begin with it, and to end it."""

from __future__ import annotations

from wtforms import Form, StringField, SubmitField
from wtforms.validators import InputRequired

from trainer.web import spelling
from trainer.web.fields import at_most, known_password_field, legible


def _code_field(label: str, hint: str) -> StringField:
    rules = [InputRequired("Write the code."), legible, at_most(20)]
    shown = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return StringField(label, rules, filters=[spelling.code], description=hint, render_kw=shown)


class CodeForm(Form):
    """What the app shows now, or one of the recovery codes."""

    code = _code_field("Code", "Six digits from your app, or one of your recovery codes.")
    submit = SubmitField("Sign in")


class BeginForm(Form):
    """The first code, with the password, so that nobody begins it for another."""

    code = _code_field("Code from the app", "Six digits; they change every half minute.")
    current = known_password_field("Your password")
    submit = SubmitField("Turn it on")


class EndForm(Form):
    """The password alone: whoever has lost the phone is signed in here still."""

    current = known_password_field("Your password")
    submit = SubmitField("Turn it off")
