"""Signing in."""

from __future__ import annotations

from wtforms import Form, HiddenField, SubmitField

from trainer.web.fields import email_field, known_password_field


class SignInForm(Form):
    """An address and its password; ``next`` is where to go then."""

    email = email_field()
    password = known_password_field("Password")
    next = HiddenField()
    submit = SubmitField("Sign in")
