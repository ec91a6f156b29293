"""What a member has to do: the lessons that they are to know by a day, and have not finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.models.assignment import DueDate
from trainer.progress.completion import Completion, NextStep


@dataclass(frozen=True)
class DueLesson:
    """By which day it is due, and the step that is next."""

    due: DueDate
    step: NextStep


def due_lessons(
    titles: Sequence[CurrentEdition], done: Mapping[int, Completion], due: Mapping[int, DueDate]
) -> dict[str, DueLesson]:
    """A member's lessons that are due, by slug; what they have done and by when are by title."""
    found = {}
    for each in titles:
        step = done[each.title_id].next_step
        if each.title_id in due and step:
            found[each.slug] = DueLesson(due[each.title_id], step)
    return found
