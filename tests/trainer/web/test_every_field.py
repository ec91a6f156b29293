"""No field of any form takes what nobody can see, but for those that are not shown to anybody."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, HiddenField, PasswordField, SelectField, StringField

import trainer

HIDDEN = "An\u202ea"


def all_forms() -> list[type[Form]]:
    """Every form of the app."""
    for module in sorted(Path(trainer.__file__).parent.glob("*/forms/[!_]*.py")):
        importlib.import_module(f"trainer.{module.parent.parent.name}.forms.{module.stem}")
    return sorted(_below(Form), key=lambda form: form.__name__)


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for each in form.__subclasses__():
        if re.match(r"trainer\.\w+\.forms\.", each.__module__):
            yield each
        yield from _below(each)


def lets_in(form: type[Form]) -> set[str]:
    """The fields of a form in which something hidden could be kept."""
    names = [name for name, field in form()._fields.items() if _is_shown(field)]
    filled = form(MultiDict(dict.fromkeys(names, HIDDEN)))
    for field in filled:
        if isinstance(field, SelectField):
            field.choices = []  # a view would offer them
    filled.validate()
    return {name for name in names if filled[name].data == HIDDEN and not filled[name].errors}


def _is_shown(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, HiddenField | PasswordField)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.__name__)
def test_no_field_keeps_a_hidden_character(form: type[Form]) -> None:
    assert lets_in(form) == set()


def test_a_field_without_the_rule_is_found() -> None:
    class NoteForm(Form):
        note = StringField("Note")

    assert lets_in(NoteForm) == {"note"}
