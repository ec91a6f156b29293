"""What is wrong with a quiz that can be read: its questions, and what they say they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lessons.debate import Claim, DocketRow, Evidence, Verdict
from lessons.lesson import Lesson
from lessons.problem import Problem
from quizzes.faults import Fault, faults, repeated
from quizzes.quiz import LiveQuestion, Quiz


class Debate(msgspec.Struct, frozen=True, kw_only=True):
    """What questions may be about besides sections."""

    claims: tuple[Claim, ...] = ()
    docket: tuple[DocketRow, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def problems(quiz: Quiz, lesson: Lesson, debate: Debate) -> list[Problem]:
    """Everything wrong with a quiz on that lesson and its debate."""
    found = (
        *_questions(quiz),
        *_empty(msgspec.to_builtins(quiz), ""),
        *_references(quiz, lesson, debate),
        *_graded_opinions(quiz, debate),
        *_rows_without(quiz, debate),
    )
    return [Problem(f"{quiz.ref}.yaml", field, text) for field, text in found]


def _questions(quiz: Quiz) -> Iterator[Fault]:
    yield from repeated("questions[{}].ref", [question.ref for question in quiz.questions])
    for index, question in enumerate(quiz.questions):
        for field, text in faults(question):
            yield f"questions[{index}].{field}", text
    if not any(question.counts for question in quiz.live):
        yield "questions", "have none that counts; a quiz needs one to be passed"


def _empty(value: object, field: str) -> Iterator[Fault]:
    if isinstance(value, str) and not value.strip():
        yield field, "is empty; write it or remove it"
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _empty(inside, f"{field}.{name}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, inside in enumerate(value):
            yield from _empty(inside, f"{field}[{index}]")


def _references(quiz: Quiz, lesson: Lesson, debate: Debate) -> Iterator[Fault]:
    """Every ref of a question names something there."""
    sections = {section.ref for section in lesson.sections}
    claims = {claim.ref for claim in debate.claims}
    rows = {row.ref for row in debate.docket}
    sources = {evidence.ref for evidence in debate.evidence}
    for index, question in enumerate(quiz.questions):
        place = f"questions[{index}]"
        yield from _dangling(f"{place}.section", [question.section], sections)
        yield from _dangling(f"{place}.claims", question.claims, claims)
        yield from _dangling(f"{place}.rows", question.rows, rows)
        yield from _dangling(f"{place}.sources", question.sources, sources)


def _dangling(field: str, refs: Iterable[str], known: set[str]) -> Iterator[Fault]:
    for ref in refs:
        if ref not in known:
            yield field, f"names {ref}, which is nowhere in the lesson; correct the ref"


def _graded_opinions(quiz: Quiz, debate: Debate) -> Iterator[Fault]:
    """Questions that count, on a row or a claim whose verdict is not settled."""
    open_to_debate = {verdict.on for verdict in debate.verdicts if not verdict.settled}
    for index, question in enumerate(quiz.questions):
        about = (*question.rows, *question.claims)
        for ref in sorted(open_to_debate.intersection(about)) if question.counts else ():
            yield f"questions[{index}].counts", f"is true, and {ref} is not settled; make it false"


def _rows_without(quiz: Quiz, debate: Debate) -> Iterator[Fault]:
    """Docket rows without a question of the sort that their verdict asks for."""
    settled = {verdict.on: verdict.settled for verdict in debate.verdicts}
    for row in debate.docket:
        if row.ref in settled and not _is_asked(quiz.live, row.ref, counts=settled[row.ref]):
            yield "questions", f"have none on {row.ref} {_SORTS[settled[row.ref]]}; write one"


def _is_asked(questions: tuple[LiveQuestion, ...], row: str, *, counts: bool) -> bool:
    return any(row in question.rows and question.counts is counts for question in questions)


_SORTS = {
    True: "that counts, and it is settled",
    False: "that does not count, and it is not settled",
}
