"""Fields, and rules for them, that several forms share."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    DateField,
    Field,
    Form,
    IntegerField,
    PasswordField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag behind
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    StopValidation,
    ValidationError,
)

from quizzes.number import NumberRefused, plain, read_number
from trainer.tenancy.models.person import canonical_email
from trainer.web import spelling
from trainer.web.strength import weakness

SHORTEST_PASSWORD = 12
NO_SUCH_DAY = "There is no such day. Choose one, or write year, month and day: 2026-12-03."
_LONGEST_DAY = 40
NO_ADDRESS = "Write a whole address, such as ana@example.com."


def choices(pairs: dict[str, str]) -> list[Any]:
    """Options of a select field, from value to words."""
    return [SelectChoice(value, label) for value, label in pairs.items()]


def address_fault(text: str) -> str | None:
    """What is wrong with an e-mail address, and what to do; None when it can be one."""
    if hidden := spelling.fault(text):
        return hidden
    try:
        before = validate_email(text, check_deliverability=False).local_part
    except EmailNotValidError:
        return NO_ADDRESS
    # A wide or joined letter is a slip of the keyboard, and no server has such a mailbox; but it is
    # not for us to say which one is meant (Unicode's profile for addresses, UTS 39).
    usual = unicodedata.normalize("NFKC", before)
    return None if usual == before else f"Write “{usual}” before the @, in letters of usual width."


def address(_: Form, field: Field) -> None:
    """Refuse what cannot be an e-mail address."""
    if fault := address_fault(field.data or ""):
        raise ValidationError(fault)


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


class DayField(DateField):
    """A day as a browser sends it, or as somebody types it in their own digits."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it; what is there and is no day is told apart from what is missing."""
        self.data = None
        typed = plain(" ".join(valuelist)[:_LONGEST_DAY])
        try:
            self.data = dt.date.fromisoformat(typed) if typed else None
        except ValueError:
            raise ValueError(NO_SUCH_DAY) from None


class CountField(IntegerField):
    """A whole number, by the rules of every number; ``unit`` may stand after it."""

    def __init__(self, *args: Any, unit: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.unit = unit

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it; what is no number says why, and what to write."""
        self.data = None
        try:
            number = read_number(" ".join(valuelist), self.unit)
        except NumberRefused as refused:
            raise ValueError(str(refused)) from refused
        if number is not None and not number.is_integer():
            raise ValueError("Write a whole number.")
        self.data = None if number is None else int(number)


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
