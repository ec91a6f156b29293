"""Accepting an invitation: somebody new, or somebody who has signed in before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Form, SubmitField

from trainer.web.fields import AboutSomebody, known_password_field, name_field, new_password_field

PREFIX = "known-"


class NewcomerForm(AboutSomebody):
    """For somebody who is new here."""

    name = name_field("Your name", "Write your name.", render_kw={"autocomplete": "name"})
    password = new_password_field("Choose a password")
    submit = SubmitField("Join the studio")


class KnownForm(Form):
    """For somebody who has signed in with this address before; it stands beside the other."""

    password = known_password_field("Your password")
    submit = SubmitField("Join the studio")

    def __init__(self, sent: Any = None) -> None:
        super().__init__(sent, prefix=PREFIX)

    @staticmethod
    def is_sent(sent: Mapping[str, str]) -> bool:
        """Whether it is this form that was sent."""
        return f"{PREFIX}password" in sent
