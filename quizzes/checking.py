"""What is wrong with a quiz that can be read: its questions, and what they say they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lessons.checks.references import Place
from lessons.debate import Verdict
from lessons.lesson import Lesson
from lessons.problem import Problem
from quizzes.coverage import uncovered
from quizzes.faults import repeated
from quizzes.kinds import AnyQuestion, LiveQuestion
from quizzes.on_figure import OnFigure
from quizzes.quiz import Quiz
from quizzes.tells import Tell, tells
from quizzes.texts import texts


def problems(quiz: Quiz, lesson: Lesson) -> list[Problem]:
    """Everything wrong with a quiz on that lesson."""
    return [problem for check in _CHECKS for problem in check(quiz, lesson)]


def _places(quiz: Quiz) -> Iterator[tuple[Place, AnyQuestion]]:
    for index, question in enumerate(quiz.questions):
        yield Place(f"{quiz.ref}.yaml", f"questions[{index}]"), question


def _questions(quiz: Quiz, _lesson: Lesson) -> Iterator[Problem]:
    file = f"{quiz.ref}.yaml"
    refs = [question.ref for question in quiz.questions]
    for field, text in repeated("questions[{}].ref", refs):
        yield Problem(file, field, text)
    for place, question in _places(quiz):
        for field, text in question.faults():
            yield place.problem(text, field)
    if not quiz.counting:
        text = "have none that counts; a quiz needs one to be passed"
        yield Problem(file, "questions", text)


def _empty(quiz: Quiz, _lesson: Lesson) -> Iterator[Problem]:
    for text in texts(quiz):
        if not text.text.strip():
            yield Problem(text.file, text.field, "is empty; write it or remove it")


def _references(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Every ref of a question names something there."""
    sections = {section.ref for section in lesson.sections}
    claims = {claim.ref for claim in lesson.claims}
    rows = {row.ref for row in lesson.docket}
    sources = {evidence.ref for evidence in lesson.evidence}
    for place, question in _places(quiz):
        yield from place.dangling("section", [question.section], sections, "section")
        yield from place.dangling("claims", question.claims, claims, "claim")
        yield from place.dangling("rows", question.rows, rows, "docket row")
        yield from place.dangling("sources", question.sources, sources, "evidence")


def _figures(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """A question on a figure names one, and structures of it."""
    structures = {figure.ref: figure.structures for figure in lesson.figures}
    for place, question in _places(quiz):
        if isinstance(question, OnFigure):
            known = structures.get(question.figure, ())
            yield from place.dangling("figure", [question.figure], structures, "figure")
            yield from place.dangling(*question.asked_about, known, "structure of the figure")


def _graded_opinions(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Questions that count, on a row or a claim whose verdict is not settled."""
    for place, question in _places(quiz):
        verdicts = {ref: lesson.verdict(ref) for ref in question.rows}
        verdicts |= {ref: lesson.verdict_of(ref) for ref in question.claims}
        for ref in _unsettled(verdicts) if question.counts else ():
            yield place.problem(f"is true, and {ref} is not settled; make it false", "counts")


def _unsettled(verdicts: dict[str, Verdict | None]) -> list[str]:
    return sorted(ref for ref, verdict in verdicts.items() if verdict and not verdict.settled)


def _rows_without(quiz: Quiz, lesson: Lesson) -> Iterator[Problem]:
    """Docket rows without a question of the sort that their verdict asks for."""
    for row in lesson.docket:
        verdict = lesson.verdict(row.ref)
        if verdict and not _is_asked(quiz.live, row.ref, counts=verdict.settled):
            text = f"have none on {row.ref} {_SORTS[verdict.settled]}; write one"
            yield Problem(f"{quiz.ref}.yaml", "questions", text)


def _is_asked(questions: tuple[LiveQuestion, ...], row: str, *, counts: bool) -> bool:
    return any(row in question.rows and question.counts is counts for question in questions)


_SORTS = {
    True: "that counts, and it is settled",
    False: "that does not count, and it is not settled",
}


def _tells(quiz: Quiz, _lesson: Lesson) -> Iterator[Problem]:
    """Sorts of lists whose keys are the longest or shortest so often that length tells."""
    for tell in tells(quiz.live):
        if tell.is_plain:
            yield Problem(f"{quiz.ref}.yaml", "questions", _told(tell))


def _told(tell: Tell) -> str:
    return (
        f"have the {tell.extreme} of the {tell.sort} as the key in {len(tell.refs)} of "
        f"{tell.lists}, and luck allows {tell.allowed}; even out the lengths in "
        f"{', '.join(dict.fromkeys(tell.refs))}"
    )


_CHECKS: tuple[Callable[[Quiz, Lesson], Iterator[Problem]], ...] = (
    _questions,
    _empty,
    _references,
    _figures,
    _graded_opinions,
    _rows_without,
    uncovered,
    _tells,
)
