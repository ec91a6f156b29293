"""The quiz that comes with Trainer: it loads with its lesson, and asks what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes import loading
from quizzes.checking import problems
from quizzes.kinds.true_false import TrueFalse
from quizzes.loading import load_shipped
from quizzes.package import Package
from quizzes.quiz import Quiz


@pytest.fixture(scope="module")
def package() -> Package:
    return load_shipped("psoas")


@pytest.fixture(scope="module")
def quiz(package: Package) -> Quiz:
    assert package.quiz
    return package.quiz


def test_it_has_no_problem(package: Package, quiz: Quiz) -> None:
    assert [str(problem) for problem in problems(quiz, package.lesson)] == []


def test_it_can_be_tried_three_times_and_is_passed_with_four_fifths(quiz: Quiz) -> None:
    assert (quiz.policy.attempts, quiz.policy.pass_share) == (3, 0.8)


def test_it_asks_in_every_live_kind(quiz: Quiz) -> None:
    live = {"single", "multiple", "true_false", "numeric", "ordering", "matching", "gaps"}

    assert live | {"vignette"} <= {question.kind for question in quiz.live}
    assert len(quiz.live) >= 45


def test_its_blueprint_names_what_a_teacher_of_the_psoas_is_tested_in(quiz: Quiz) -> None:
    topics = {topic.ref for topic in quiz.blueprint}

    assert {"attachments", "course", "relations", "innervation", "actions"} <= topics
    assert {"other-hip-flexors", "recordings", "contraction-words", "reading-evidence"} <= topics
    assert {"precautions", "words-for-a-client", "kinds-of-sentence", "the-case"} <= topics


def test_what_is_asked_on_open_matters_is_all_that_does_not_count(quiz: Quiz) -> None:
    uncounted = {question.topic for question in quiz.live if not question.counts}

    assert uncounted == {"open-questions"}
    assert quiz.needed == 44
    assert quiz.counting == 55


def test_as_good_as_half_of_what_is_judged_is_true(quiz: Quiz) -> None:
    answers = [question.answer for question in quiz.live if isinstance(question, TrueFalse)]

    assert abs(answers.count(True) - answers.count(False)) <= 1


def test_every_row_has_a_question_and_only_settled_ones_count(package: Package, quiz: Quiz) -> None:
    for row in package.lesson.docket:
        verdict = package.lesson.verdict(row.ref)
        counts = {question.counts for question in quiz.live if row.ref in question.rows}

        assert verdict
        assert verdict.settled in counts
        assert verdict.settled or counts == {False}


def test_its_package_comes_back_from_its_bytes(package: Package) -> None:
    assert Package.from_json(package.to_json()) == package


def test_what_its_parts_rest_on_is_there(package: Package) -> None:
    parts = package.parts
    names = [part.part_ref for part in parts]

    assert len(names) == len(set(names))
    assert {name for part in parts for name in part.rests_on} <= set(names)


def test_a_lesson_is_shipped_without_a_quiz_too(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SHIPPED", tmp_path)

    assert load_shipped("psoas") == Package(package.lesson)
