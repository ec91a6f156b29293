"""Fields, and rules for them, that several forms share."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, Form, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag behind
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    StopValidation,
    ValidationError,
)

from trainer.tenancy.models.person import canonical_email
from trainer.web import spelling
from trainer.web.strength import weakness

SHORTEST_PASSWORD = 12
NO_ADDRESS = "Write a whole address, such as ana@example.com."


def choices(pairs: dict[str, str]) -> list[Any]:
    """Options of a select field, from value to words."""
    return [SelectChoice(value, label) for value, label in pairs.items()]


def is_address(text: str) -> bool:
    """Whether it can be an e-mail address."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def address(_: Form, field: Field) -> None:
    """Refuse what cannot be an e-mail address."""
    if not is_address(field.data or ""):
        raise ValidationError(NO_ADDRESS)


def at_most(length: int) -> Length:
    """Refuse longer text."""
    return Length(max=length, message=f"Keep it to {length} characters.")


class Shows(DataRequired):
    """Refuse what shows nothing as if it had not been written."""

    def __call__(self, form: Form, field: Field) -> None:  # type: ignore[override]  # stubs narrow it
        """Stop at the first mistake: there is nothing to say of an empty text but that."""
        if not spelling.shows(field.data or ""):
            field.errors = []
            raise StopValidation(str(self.message))


def legible(_: Form, field: Field) -> None:
    """Refuse what nobody can see in a text of one line."""
    if fault := spelling.fault(field.data or ""):
        raise StopValidation(fault)


def name_field(label: str, missing: str, **more: Any) -> StringField:
    """A name of up to 80 characters."""
    return line_field(label, missing, 80, **more)


def line_field(label: str, missing: str, longest: int, **more: Any) -> StringField:
    """A text of one line that must be there."""
    rules = [Shows(missing), legible, at_most(longest)]
    return StringField(label, rules, filters=[spelling.line], **more)


def lines_field(label: str, longest: int, *rules: Any, **more: Any) -> TextAreaField:
    """A text of several lines, without what nobody can see."""
    return TextAreaField(label, [*rules, at_most(longest)], filters=[spelling.lines], **more)


def email_field(label: str = "E-mail address") -> StringField:
    """An address in its canonical form."""
    return StringField(
        label,
        [InputRequired("Write the e-mail address."), at_most(254), address],
        filters=[lambda text: canonical_email(text or "")],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )


class AboutSomebody(Form):
    """A form with a new password for somebody; ``about`` is what others know of them."""

    about: tuple[str, ...] = ()


def _hard_to_guess(form: Form, field: Field) -> None:
    """Refuse what others would try first."""
    if field.errors:
        return  # it is too short or too long, which is told first
    about = form.about if isinstance(form, AboutSomebody) else ()
    typed = (form["name"].data or "",) if "name" in form else ()
    if fault := weakness(field.data or "", (*about, *typed)):
        raise ValidationError(fault)


def new_password_field(label: str) -> PasswordField:
    """A password to be set."""
    rules = [
        InputRequired("Choose a password."),
        Length(min=SHORTEST_PASSWORD, message=f"Use at least {SHORTEST_PASSWORD} characters."),
        at_most(200),
        _hard_to_guess,
    ]
    hint = f"At least {SHORTEST_PASSWORD} characters. Three or four words do well."
    shown = {"autocomplete": "new-password"}
    return PasswordField(
        label, rules, filters=[spelling.password], description=hint, render_kw=shown
    )


def known_password_field(label: str) -> PasswordField:
    """A password to be checked."""
    rules = [InputRequired("Write your password."), at_most(200)]
    return PasswordField(label, rules, render_kw={"autocomplete": "current-password"})
