"""OwnTries: a quiz at which somebody has used up their tries, or was given another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.queries.passes import quiz_cells, untried
from trainer.quizzing.queries.quiz_cell import QuizCell


@dataclass(frozen=True)
class OwnTries:
    """A lesson, and where somebody stands with its quiz."""

    slug: str
    title: str
    quiz: QuizCell


def spent_tries(
    session: Session, titles: Sequence[CurrentEdition], membership_id: int
) -> list[OwnTries]:
    """The quizzes at which a member has no try left: two queries."""
    cells = quiz_cells(session, titles, membership_id)
    known = {title: cell for (_, title), cell in cells.items()}
    return [each for each in own_tries(titles, known) if each.quiz.is_spent]


def own_tries(
    titles: Sequence[CurrentEdition], cells: Mapping[int, QuizCell | None]
) -> list[OwnTries]:
    """What there is to say of them: no try is left, or another was given."""
    all_of_them = (
        OwnTries(each.slug, each.lesson.title, cells.get(each.title_id) or untried(each))
        for each in titles
    )
    return [each for each in all_of_them if each.quiz.is_spent or each.quiz.is_given]
