"""One's own name and password."""

from __future__ import annotations

from wtforms import Form, SubmitField

from trainer.web.fields import AboutSomebody, known_password_field, name_field, new_password_field


class AccountForm(Form):
    """What a person is called."""

    name = name_field("Your name", "Write your name.", render_kw={"autocomplete": "name"})
    submit = SubmitField("Save name")


class PasswordForm(AboutSomebody):
    """A new password, for somebody who knows the old one."""

    current = known_password_field("Current password")
    new = new_password_field("New password")
    submit = SubmitField("Change password")
