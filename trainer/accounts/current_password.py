"""The current password, asked for once more before something that others would do in its place."""

from __future__ import annotations

from wtforms import Field

from trainer.accounts.authentication import TOO_MANY, admitted, checked
from trainer.tenancy.access import visitor

NOT_CURRENT = "This is not your current password."


def is_confirmed(field: Field) -> bool:
    """Whether the visitor has written their password there; what is wrong stands at the field."""
    if not admitted(visitor().email):
        field.errors = [TOO_MANY]
        return False
    if checked(visitor().email, str(field.data)) is None:
        field.errors = [NOT_CURRENT]
        return False
    return True
