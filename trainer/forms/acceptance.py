"""Accepting an invitation."""

from __future__ import annotations

from wtforms import Form, SubmitField

from trainer.forms.fields import AboutSomebody, known_password_field, name_field, new_password_field


class NewcomerForm(AboutSomebody):
    """For an address that has no sign-in yet."""

    name = name_field("Your name", "Write your name.", render_kw={"autocomplete": "name"})
    password = new_password_field("Choose a password")
    submit = SubmitField("Join the studio")


class KnownForm(Form):
    """For somebody who already signs in elsewhere with this address."""

    password = known_password_field("Your password")
    submit = SubmitField("Join the studio")
