"""A page asks the database as often for who has studied much as for who has studied little."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizzes.package import Package
from tests.debates import a_debated_lesson, a_row, a_verdict, an_argument, an_exercise
from tests.questions import a_quiz
from tests.quizzes.samples.single import a_single
from tests.trainer.conftest import MemberId, SignIn
from tests.trainer.learner import FEET
from tests.trainer.study_records import Study
from tests.trainer.syllabus import publish_again
from tests.trainer.world import member_of
from trainer.editions.models.edition import Edition
from trainer.quizzing.models.attempt import Attempt
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

MOST = 10  # the one that tells PostgreSQL the studio included, and two for other tries at a quiz
LESSON_MOST = 11  # it also tells what changed since, and by when it is due
PERSON_MOST = (
    21  # a query for each kind of thing that somebody does, tries asked for and given, too
)
Pages = tuple[int, int]  # the attempts that are closed and open
HARBOURS = (
    sa.select(Edition).join(Studio, Studio.id == Edition.studio_id).where(Studio.slug == "harbour")
)


def a_large_package(size: int) -> Package:
    """So many rows, arguments, exercises and questions."""
    rows = [f"d{number}" for number in range(1, size + 1)]
    lesson = a_debated_lesson(
        docket=tuple(a_row(row, "c1") for row in rows),
        arguments=tuple(
            an_argument(row, side, ref=f"{row}-{side}-{number}", comments=(1,))
            for row in rows
            for side in ("for", "against")
            for number in range(size)
        ),
        verdicts=tuple(a_verdict(row, "partly") for row in rows),
        exercises=(an_exercise("stand"), *(an_exercise(f"walk-{row}") for row in rows)),
    )
    return Package(lesson=lesson, quiz=a_quiz(*(a_single(ref=f"q-{row}") for row in rows)))


def a_little(session: Session, edition: Edition) -> Pages:
    """Ana has done one of each."""
    ana = Study(session, edition, member_of(session, "harbour", "ana"))
    ana.practise("stand", "Heavy.")
    ana.argue("d1", "I saw one spring.")
    return _two_attempts(ana, first=1)


def a_lot(session: Session, edition: Edition) -> Pages:
    """Ana and Bruno have done everything there is, some of it ten times."""
    for who in ("bruno", "ana"):
        study = Study(session, edition, member_of(session, "harbour", who))
        for row in study.package.lesson.docket:
            study.argue(row.ref, "I saw one spring.")
        for number in range(10):
            study.practise("stand", f"{number} times.")
        pages = _two_attempts(study, first=3, answered=True)
    return pages


def _two_attempts(study: Study, first: int, *, answered: bool = False) -> Pages:
    closed = study.begin(first)
    study.answer(closed)
    study.hand_in(closed)
    still_open = study.begin(first + 1)
    if answered:
        study.answer(still_open)
    return closed.id, still_open.id


def addresses(pages: Pages) -> list[str]:
    """What is measured."""
    closed, still_open = (f"{FEET}/quiz/attempts/{id_}" for id_ in pages)
    inside = ("", "/docket", "/docket/d1", "/docket/d2", "/exercises/stand", "/quiz")
    return [*(FEET + path for path in inside), closed, still_open, f"{still_open}/questions/1"]


def test_a_page_asks_no_more_of_who_has_done_much(
    every: StudioSession, sign_in: SignIn, queries: list[str]
) -> None:
    client, asked = sign_in("ana"), []

    def measure(pages: Pages) -> None:
        every.commit()
        for address in addresses(pages):
            client.get(address)
            queries.clear()
            assert client.get(address).status_code == 200
            asked.append(len(queries))

    measure(a_little(every, every.scalars(HARBOURS).one()))
    closing = every.scalars(sa.select(Attempt).where(Attempt.closed_at.is_(None))).one()
    closing.closed_at = closing.started_at
    measure(a_lot(every, publish_again(every, a_large_package(9), "docket_row:d1")))

    half = len(asked) // 2
    assert asked[:half] == asked[half:]
    assert asked[0] <= LESSON_MOST
    assert max(asked[1:half]) <= MOST


@pytest.mark.parametrize("who", ["mia", "bruno"])
def test_a_persons_page_asks_no_more_of_who_has_done_much(
    every: StudioSession, sign_in: SignIn, queries: list[str], member_id: MemberId, who: str
) -> None:
    client, address = sign_in(who), f"/harbour/memberships/{member_id('bruno')}"

    def measure() -> int:
        every.commit()
        client.get(address)
        queries.clear()
        assert client.get(address).status_code == 200
        return len(queries)

    little = measure()
    a_lot(every, publish_again(every, a_large_package(9), "docket_row:d1"))

    assert little == measure() <= PERSON_MOST
