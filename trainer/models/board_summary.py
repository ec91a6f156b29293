"""How many stand where with each lesson, and who needs a manager."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trainer.models.assignment import dues
from trainer.models.board import boards
from trainer.models.board_row import Standings
from trainer.models.study import Taught


def board_summaries(session: Session, titles: list[Taught], day: dt.date) -> list[Standings]:
    """Everybody on each of those titles, as it stands on a day."""
    found = boards(session, titles, dues(session), day)
    return [Standings.of(title.slug, title.lesson.title, found[title.title_id]) for title in titles]
