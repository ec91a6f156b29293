"""What changed since I learned it: told in plain words, and only of what I did."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from msgspec.structs import replace

from lessons.debate import Verdict
from lessons.exercise import Precaution
from quizzes.package import Package
from quizzes.parts import PartRef
from tests.debates import an_exercise
from tests.trainer.conftest import Look, SignIn
from tests.trainer.learner import tells_verdict
from tests.trainer.page_text import words
from tests.trainer.sitting import QUIZ, Sitting
from tests.trainer.study_records import Study
from tests.trainer.syllabus import a_package, verdict_of, verdicts
from tests.trainer.world import member_of
from trainer.clock import now
from trainer.editions.models.edition import Document, Edition, Title
from trainer.quizzing.models.attempt import Attempt
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

LESSON = "/harbour/lessons/feet"
DELTA = f"{LESSON}/delta"
HARBOUR = sa.select(Title).join(Studio).where(Studio.slug == "harbour")
CAREFUL = an_exercise(
    "stand", precautions=(Precaution(text="Not after a fall.", by="editor", kind="leave_out"),)
)


def publish(every: StudioSession, package: Package, *material: tuple[str, str]) -> Edition:
    """Publish Harbour's next edition."""
    title = every.scalars(HARBOUR).one()
    Document.keep(every, package)
    changed = frozenset(PartRef(*each) for each in material)
    with every.within(title.studio_id) as rows:
        edition = title.publish(rows, package, now(), material=changed)
    every.commit()
    return edition


def a_release(**changes: Any) -> Package:
    return a_package(**{"title": "Feet in Harbour"} | changes)


def weighed_again() -> tuple[Verdict, ...]:
    """The verdicts, the one on the first row changed."""
    first, *rest = verdicts()
    return (replace(first, grade="B"), *rest)


def with_numeric(**changes: Any) -> Package:
    """The release with another key of its question of a number."""
    package = a_release()
    assert package.quiz
    questions = [
        replace(each, **changes) if each.ref == "numeric" else each
        for each in package.quiz.questions
    ]
    return replace(package, quiz=replace(package.quiz, questions=tuple(questions)))


@pytest.fixture
def studied(every: StudioSession) -> Study:
    """Bruno has read, practised, argued and passed under the first edition."""
    edition = every.scalars(
        sa.select(Edition).join(Title).join(Studio).where(Studio.slug == "harbour")
    ).one()
    study = Study(every, edition, member_of(every, "harbour", "bruno"))
    for exercise in ("stand", "walk"):
        study.practise(exercise, "Lighter.")
    for row in ("d1", "d2"):
        study.argue(row, "I saw it.")
    attempt = study.begin()
    study.answer(attempt)
    study.hand_in(attempt)
    every.commit()
    return study


@pytest.fixture
def bruno(studied: Study, sign_in: SignIn) -> FlaskClient:
    return sign_in("bruno")


def test_nothing_changed_for_who_did_nothing(every: StudioSession, sign_in: SignIn) -> None:
    publish(every, a_release(verdicts=weighed_again(), exercises=(CAREFUL,)))

    page = words(sign_in("ana").get(DELTA))

    assert "Nothing to look at again" in page
    assert "again" not in words(sign_in("ana").get(LESSON))


def test_a_minor_change_disturbs_nobody(every: StudioSession, bruno: FlaskClient) -> None:
    before = words(bruno.get(QUIZ))
    publish(every, a_release(summary="In other words."))

    assert "Nothing to look at again" in words(bruno.get(DELTA))
    assert "Changed since" not in words(bruno.get(LESSON))
    assert words(bruno.get(QUIZ)) == before


def test_a_changed_precaution_is_to_be_practised_and_read_again(
    every: StudioSession, bruno: FlaskClient
) -> None:
    exercises = (CAREFUL, *a_release().lesson.exercises[1:])
    publish(every, a_release(exercises=exercises))

    page = bruno.get(DELTA)

    assert f'href="{LESSON}/exercises/stand"' in page.text
    assert f'href="{LESSON}/sections/the-spring"' in page.text
    assert f"{LESSON}/exercises/walk" not in page.text
    assert f"{LESSON}/docket/" not in page.text
    assert "Changed in edition 2" in words(page)


def test_a_changed_verdict_closes_its_row_and_tells_nothing_of_it(
    every: StudioSession, bruno: FlaskClient
) -> None:
    publish(every, a_release(verdicts=weighed_again()))

    page = bruno.get(DELTA)

    assert f'href="{LESSON}/docket/d1"' in page.text
    assert f'href="{LESSON}/docket/d2"' not in page.text
    paths = (DELTA, LESSON, QUIZ, "/harbour/", f"{LESSON}/docket/d1")
    assert tells_verdict({path: bruno.get(path).text for path in paths}, "d1") == []
    assert verdict_of("d2") in bruno.get(f"{LESSON}/docket/d2").text


def test_a_changed_key_asks_exactly_its_question_again(
    every: StudioSession, bruno: FlaskClient, look: Look
) -> None:
    package = with_numeric(tolerance=3)
    publish(every, package)

    quiz = words(bruno.get(QUIZ))
    begun = bruno.post(f"{QUIZ}/attempts", data={"scope": "delta"})

    assert "edition 1; 1 question changed since." in quiz
    assert "Answer 1 question again" in quiz
    assert begun.status_code == 303
    attempt = look(sa.select(Attempt).order_by(Attempt.id.desc()))[0]
    assert [each.question for each in attempt.layout.questions] == ["numeric"]
    assert package.quiz
    sitting = Sitting(bruno, package.quiz, attempt, f"{QUIZ}/attempts/{attempt.id}")
    assert sitting.answer("numeric").status_code == 303
    assert sitting.hand_in().status_code == 303
    after = words(bruno.get(QUIZ))
    assert "changed since" not in after
    assert "1 left" not in after
    assert "2 left" in after
    assert "Nothing to look at again" in words(bruno.get(DELTA))


def test_a_delta_that_failed_may_be_tried_again_and_again(
    every: StudioSession, bruno: FlaskClient, look: Look
) -> None:
    publish(every, with_numeric(tolerance=3))

    for _ in range(4):
        assert bruno.post(f"{QUIZ}/attempts", data={"scope": "delta"}).status_code == 303
        attempt = look(sa.select(Attempt).order_by(Attempt.id.desc()))[0]
        sent = {"blank": "1"}
        assert bruno.post(f"{QUIZ}/attempts/{attempt.id}/results", data=sent).status_code == 303

    assert "Answer 1 question again" in words(bruno.get(QUIZ))


def test_a_question_that_does_not_count_is_answered_by_handing_it_in(
    every: StudioSession, bruno: FlaskClient, look: Look
) -> None:
    publish(every, with_numeric(counts=False))

    bruno.post(f"{QUIZ}/attempts", data={"scope": "delta"})
    attempt = look(sa.select(Attempt).order_by(Attempt.id.desc()))[0]
    bruno.post(f"{QUIZ}/attempts/{attempt.id}/results", data={"blank": "1"})

    assert "again" not in words(bruno.get(DELTA)).replace("Nothing to look at again", "")


def test_another_pass_share_asks_all_of_it_again(every: StudioSession, bruno: FlaskClient) -> None:
    package = a_release()
    assert package.quiz
    stricter = replace(package.quiz, policy=replace(package.quiz.policy, pass_share=0.9))
    publish(every, replace(package, quiz=stricter))

    assert f"Answer {len(stricter.live)} questions again" in words(bruno.get(QUIZ))


@pytest.mark.parametrize("who", ["bruno", "ana"])
def test_there_is_no_delta_to_begin_while_nothing_changed(
    studied: Study, sign_in: SignIn, who: str
) -> None:
    answer = sign_in(who).post(f"{QUIZ}/attempts", data={"scope": "delta"})

    assert answer.status_code == 410


def test_what_waits_is_said_at_home_and_on_the_lesson(
    every: StudioSession, bruno: FlaskClient
) -> None:
    publish(every, with_numeric(tolerance=3))

    assert "Look at 1 thing again in Feet in Harbour" in words(bruno.get("/harbour/"))
    page = words(bruno.get(LESSON))
    assert "Look at 1 thing again" in page
    assert "Be quizzed Changed since" in page


def test_a_delta_asks_as_many_queries_whatever_there_is(
    every: StudioSession, bruno: FlaskClient, queries: list[str]
) -> None:
    asked = []
    for package in (with_numeric(tolerance=3), a_release(verdicts=weighed_again())):
        publish(every, package)
        bruno.get(DELTA)
        queries.clear()
        bruno.get(DELTA)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 7


def test_looking_at_it_again_leaves_nothing_waiting(
    every: StudioSession, bruno: FlaskClient
) -> None:
    exercises = (CAREFUL, *a_release().lesson.exercises[1:])
    publish(every, a_release(exercises=exercises))
    practice = {"ease_before": "3", "ease_after": "6", "words": "Lighter."}

    bruno.post(f"{LESSON}/exercises/stand/practices", data=practice)
    bruno.post(f"{LESSON}/sections/the-spring/readings")
    page = bruno.get(DELTA)

    assert f"{LESSON}/exercises/stand" not in page.text
    assert f"{LESSON}/sections/the-spring" not in page.text


def test_a_colleague_s_pass_is_none_of_mine(
    every: StudioSession, studied: Study, sign_in: SignIn
) -> None:
    publish(every, with_numeric(tolerance=3))

    page = words(sign_in("ana").get(QUIZ))

    assert "changed since" not in page
    assert "Start attempt 1" in page


def test_a_row_that_was_argued_again_is_no_longer_waiting(
    every: StudioSession, bruno: FlaskClient
) -> None:
    publish(every, a_release(verdicts=weighed_again()))
    stance = {"position": "6", "confidence": "70", "reason": "I saw one spring."}

    for form in (stance, stance | {"moved_by": ""}):
        assert bruno.post(f"{LESSON}/docket/d1/stances", data=form).status_code == 303

    assert f'href="{LESSON}/docket/d1"' not in bruno.get(DELTA).text
    assert verdict_of("d1") in bruno.get(f"{LESSON}/docket/d1").text
