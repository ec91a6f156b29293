"""Rows: what the kinds have in common that choose one thing for each of several."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, FormValues

Rows = Mapping[str, Mapping[str, str]]  # the refs to choose from, by position, for each row


class Fill(Answer, frozen=True, kw_only=True, tag="fill"):
    """What was chosen for each row; the rest is left out."""

    rows: dict[str, str] = msgspec.field(default_factory=dict)


def read_rows(form: AnswerForm, rows: Rows) -> Fill:
    """What a form holds for each row, in the field named by the row's position."""
    chosen = {row: form.one(str(place), rows[row]) for place, row in enumerate(rows)}
    return Fill(rows={row: choice for row, choice in sorted(chosen.items()) if choice is not None})


def fill_rows(rows: Rows, answer: Fill) -> FormValues:
    """The fields that are read as that answer."""
    return {
        str(place): [position for position, ref in shown.items() if ref == answer.rows.get(row)]
        for place, (row, shown) in enumerate(rows.items())
    }
