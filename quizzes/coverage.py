"""Coverage: whether a quiz asks what its blueprint says, every objective and every argued claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lessons.checks.references import Place
from lessons.lesson import Lesson
from lessons.problem import Problem
from quizzes.faults import repeated
from quizzes.kinds import AnyQuestion
from quizzes.quiz import Quiz
from quizzes.topic import Topic


def uncovered(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Everything the blueprint owes, and claims of the docket that nothing is asked about."""
    yield from _topics(quiz)
    yield from _placed(quiz)
    yield from _objectives(quiz, lesson)
    yield from _claims(quiz, lesson)


def _topics(quiz: Quiz) -> Iterator[Problem]:
    """Topics that stand there twice, or have fewer questions than they owe."""
    file = f"{quiz.ref}.yaml"
    for field, text in repeated("blueprint[{}].ref", [topic.ref for topic in quiz.blueprint]):
        yield Problem(file, field, text)
    asked = Counter(question.topic for question in quiz.live)
    for index, topic in enumerate(quiz.blueprint):
        if asked[topic.ref] < topic.least:
            text = f"is {topic.least}, and {topic.ref} has {asked[topic.ref]} live; write more"
            yield Problem(file, f"blueprint[{index}].least", text)


def _placed(quiz: Quiz) -> Iterator[Problem]:
    """Questions outside the blueprint, and those that count where their topic does not."""
    topics = {topic.ref: topic for topic in quiz.blueprint}
    for index, question in enumerate(quiz.questions):
        place = Place(f"{quiz.ref}.yaml", f"questions[{index}]")
        if question.topic is not None:
            yield from place.dangling("topic", [question.topic], topics, "topic of the blueprint")
            yield from _disagreeing(place, question, topics.get(question.topic))
        elif topics:
            yield place.problem("is missing; name one of the blueprint", "topic")


def _disagreeing(place: Place, question: AnyQuestion, topic: Topic | None) -> Iterator[Problem]:
    if topic and topic.counts is not question.counts:
        said, other = str(question.counts).lower(), str(topic.counts).lower()
        yield place.problem(f"is {said}, and {other} for {topic.ref}; make them agree", "counts")


def _objectives(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Objectives that no topic which counts serves, and numbers that are none."""
    file, last = f"{quiz.ref}.yaml", len(lesson.objectives)
    served = {topic.objective for topic in quiz.blueprint if topic.counts}
    for index, topic in enumerate(quiz.blueprint):
        if topic.objective and topic.objective > last:
            text = f"is {topic.objective}, and the lesson has {last}; correct it"
            yield Problem(file, f"blueprint[{index}].objective", text)
    for number in range(1, last + 1) if quiz.blueprint else ():
        if number not in served:
            text = f"has no topic that counts on objective {number}; add one"
            yield Problem(file, "blueprint", text)


def _claims(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Claims put to debate, and judged, that no live question is about."""
    asked = {claim for question in quiz.live for claim in question.claims}
    for row in lesson.docket:
        for claim in row.claims if lesson.verdict(row.ref) else ():
            if claim not in asked:
                text = f"have none on claim {claim} of {row.ref}; write one"
                yield Problem(f"{quiz.ref}.yaml", "questions", text)
