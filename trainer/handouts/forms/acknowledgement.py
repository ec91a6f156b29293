"""Whoever has a copy signs for it on somebody else's device."""

from __future__ import annotations

from wtforms import Form, SubmitField

from trainer.web.fields import name_field


class AcknowledgementForm(Form):
    """The name of whoever signs, typed by themselves."""

    name = name_field(
        "Your name",
        "Write your name: it stands for your signature.",
        render_kw={"autocomplete": "off"},
    )
    submit = SubmitField("Sign for it")
