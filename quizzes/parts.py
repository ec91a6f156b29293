"""Part: a piece of a package that changes by itself, and what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from lessons.debate import Argument, Claim, DocketRow
from lessons.lesson import Lesson, Section
from lessons.references import references
from quizzes.kinds import AnyQuestion
from quizzes.on_figure import OnFigure
from quizzes.quiz import Quiz

PartKind = Literal[
    "lesson",
    "section",
    "term",
    "figure",
    "exercise",
    "source",
    "comment",
    "claim",
    "wording",
    "docket_row",
    "argument",
    "evidence",
    "quiz",
    "question",
]

TO_JSON = msgspec.json.Encoder(order="deterministic")


class PartRef(NamedTuple):
    """What a part is referred to by; written as "kind:ref"."""

    kind: str
    ref: str

    @classmethod
    def parse(cls, written: str) -> PartRef:
        """The part that is written so; raises ValueError where nothing is."""
        kind, colon, ref = written.partition(":")
        if not colon:
            raise ValueError(f"{written!r} refers to no part; write kind:ref")
        return cls(kind, ref)

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref}"


class Part(msgspec.Struct, frozen=True):
    """A piece of a package; ``digest`` is the SHA-256 of its JSON.

    A docket row and a claim include the verdict on them; a wording is a docket row without its own.
    ``rests_on`` are the parts it shows or stands on, and not those that these rest on in turn.
    """

    kind: PartKind
    ref: str
    digest: str
    rests_on: tuple[PartRef, ...] = ()

    @property
    def part_ref(self) -> PartRef:
        """What it is referred to by."""
        return PartRef(self.kind, self.ref)


def parts(lesson: Lesson, quiz: Quiz | None) -> tuple[Part, ...]:
    """All that a lesson and its quiz hold, in parts: whatever differs shows in one of them."""
    return (*_text(lesson), *_debate(lesson), *(_quiz(quiz) if quiz else ()))


def _text(lesson: Lesson) -> Iterator[Part]:
    yield _part("lesson", lesson.ref, _outline(lesson))
    for section in lesson.sections:
        yield _part("section", section.ref, section, _shown(section))
    for term in lesson.terms:
        yield _part("term", term.ref, term)
    for figure in lesson.figures:
        yield _part("figure", figure.ref, figure)
    for exercise in lesson.exercises:
        yield _part("exercise", exercise.ref, exercise, _each("claim", exercise.claims))
    yield _part("source", lesson.ref, lesson.source)
    for comment in lesson.comments:
        yield _part("comment", str(comment.number), comment)


def _debate(lesson: Lesson) -> Iterator[Part]:
    for claim in lesson.claims:
        judged = [claim, *_verdicts(lesson, claim)]
        yield _part("claim", claim.ref, judged, _under_claim(lesson, claim))
    for row in lesson.docket:
        yield _part("wording", row.ref, row)
        judged = [row, *_verdicts(lesson, row)]
        yield _part("docket_row", row.ref, judged, _under_row(lesson, row))
    for argument in lesson.arguments:
        yield _part("argument", argument.ref, argument, _under_argument(argument))
    for evidence in lesson.evidence:
        yield _part("evidence", evidence.ref, evidence)


def _quiz(quiz: Quiz) -> Iterator[Part]:
    questions = [question.ref for question in quiz.questions]
    yield _part("quiz", quiz.ref, msgspec.to_builtins(quiz) | {"questions": questions})
    for question in quiz.questions:
        yield _part("question", question.ref, question, _under_question(question))


def _part(kind: PartKind, ref: str, content: object, rests_on: Iterable[PartRef] = ()) -> Part:
    digest = hashlib.sha256(TO_JSON.encode(content)).hexdigest()
    return Part(kind, ref, digest, tuple(dict.fromkeys(rests_on)))


def _outline(lesson: Lesson) -> dict[str, object]:
    """What is a part of its own stands in the outline by name alone, for its order.

    A list that is left out of the JSON is left out here, so that a lesson written before there was
    such a list keeps its digest.
    """
    names: dict[str, object] = {
        "sections": [section.ref for section in lesson.sections],
        "terms": [term.ref for term in lesson.terms],
        "figures": [figure.ref for figure in lesson.figures],
        "source": None,
        "comments": [comment.number for comment in lesson.comments],
        "exercises": [exercise.ref for exercise in lesson.exercises],
        "claims": [claim.ref for claim in lesson.claims],
        "docket": [row.ref for row in lesson.docket],
        "arguments": [argument.ref for argument in lesson.arguments],
        "evidence": [evidence.ref for evidence in lesson.evidence],
        "verdicts": [verdict.on for verdict in lesson.verdicts],
    }
    whole: dict[str, object] = msgspec.to_builtins(lesson)
    return {field: names.get(field, value) for field, value in whole.items()}


def _verdicts(lesson: Lesson, judged: Claim | DocketRow) -> Iterator[object]:
    return (verdict for verdict in lesson.verdicts if verdict.on == judged.ref)


def _each(kind: PartKind, refs: Iterable[str | int]) -> Iterator[PartRef]:
    return (PartRef(kind, str(ref)) for ref in refs)


def _shown(section: Section) -> Iterator[PartRef]:
    found = references(section.body)
    yield from _each("figure", found.figures)
    yield from _each("exercise", found.exercises)
    yield from _each("claim", found.claims)
    yield from _each("term", found.terms)


def _under_claim(lesson: Lesson, claim: Claim) -> Iterator[PartRef]:
    yield from _each("comment", claim.comments)
    yield from _cited(lesson, claim)


def _under_row(lesson: Lesson, row: DocketRow) -> Iterator[PartRef]:
    yield from _each("wording", [row.ref])
    yield from _each("claim", row.claims)
    yield from _cited(lesson, row)


def _cited(lesson: Lesson, judged: Claim | DocketRow) -> Iterator[PartRef]:
    verdict = lesson.verdict(judged.ref)
    return _each("evidence", verdict.evidence if verdict else ())


def _under_argument(argument: Argument) -> Iterator[PartRef]:
    yield from _each("docket_row", [argument.row])
    yield from _each("argument", [argument.target] if argument.target else ())
    yield from _each("comment", argument.comments)
    yield from _each("evidence", argument.evidence)


def _under_question(question: AnyQuestion) -> Iterator[PartRef]:
    yield from _each("docket_row", question.rows)
    yield from _each("claim", question.claims)
    yield from _each("section", [question.section])
    yield from _each("evidence", question.sources)
    if isinstance(question, OnFigure):
        yield from _each("figure", [question.figure])
