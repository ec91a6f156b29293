"""The page on which an open attempt is looked over, and handed in."""

from __future__ import annotations

from trainer.quizzing.sitting import Sitting
from trainer.tenancy.access import studio_session
from trainer.web.pages import page


def blanks(sitting: Sitting) -> list[int]:
    """The numbers of the questions that are not answered yet."""
    answers = sitting.answers(studio_session())
    refs = enumerate((each.question for each in sitting.layout.questions), start=1)
    return [number for number, ref in refs if ref not in answers or answers[ref].blank]


def overview_page(sitting: Sitting, *, asks: bool = False) -> str:
    """What is answered and what is blank; it ``asks`` once more whether to hand in as it is."""
    return page(
        "attempts/overview.html",
        slug=sitting.slug,
        lesson=sitting.lesson,
        attempt=sitting.attempt,
        total=len(sitting.layout.questions),
        blanks=blanks(sitting),
        asks=asks,
    )
