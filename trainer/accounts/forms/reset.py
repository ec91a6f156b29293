"""A forgotten password: asking for a link, and choosing a new one."""

from __future__ import annotations

from wtforms import Form, SubmitField

from trainer.web.fields import AboutSomebody, email_field, new_password_field


class ForgottenForm(Form):
    """Whose password was forgotten."""

    email = email_field()
    submit = SubmitField("Send me a link")


class ResetForm(AboutSomebody):
    """A new password, for somebody who came by a link."""

    password = new_password_field("New password")
    submit = SubmitField("Set the password")
