"""How many stand where with each lesson, and who needs a manager."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.queries.board import DueDates, boards
from trainer.onboarding.queries.board_row import BoardSummary
from trainer.progress.completions import Completions


def board_summaries(
    session: Session,
    titles: Sequence[CurrentEdition],
    done: Completions,
    due: DueDates,
    day: dt.date,
) -> list[BoardSummary]:
    """Everybody on each of those titles, as it stands on a day."""
    found = boards(session, titles, done, due, day)
    return [BoardSummary.of(each.slug, each.lesson.title, found[each.title_id]) for each in titles]
