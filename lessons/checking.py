"""What is wrong with a lesson that can be read: refs, references, counts and empty texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.authored import REF
from lessons.debate import Comment
from lessons.drawing import Drawing, DrawingError
from lessons.lesson import Figure, Lesson
from lessons.loading import figure_file, section_file
from lessons.marks import Marks, marks
from lessons.problem import Problem
from lessons.texts import texts

_ACCOUNTED = {"pingback", "spam", "duplicate"}


def problems(lesson: Lesson) -> list[Problem]:
    """Everything wrong with a lesson, as far as it can be told without its source."""
    checks = (_names, _numbers, _credit, _minutes, _empty, _prose, _figures, _comments)
    return [problem for check in checks for problem in check(lesson)]


def _in_lesson(field: str, text: str) -> Problem:
    return Problem("lesson.yaml", field, text)


def _names(lesson: Lesson) -> Iterator[Problem]:
    """Refs are well-formed, and each belongs to one thing of its sort."""
    yield from _misnamed("folder name", lesson.ref)
    for sort in ("sections", "terms", "figures"):
        refs = [part.ref for part in getattr(lesson, sort)]
        for index, ref in enumerate(refs):
            yield from _misnamed(f"{sort}[{index}].ref", ref)
            if ref in refs[:index]:
                yield _in_lesson(f"{sort}[{index}].ref", f"is {ref} again; choose another")


def _misnamed(field: str, ref: str) -> Iterator[Problem]:
    if not re.match(REF, ref):
        yield _in_lesson(field, f"is {ref!r}; write lower-case letters, digits and hyphens")


def _numbers(lesson: Lesson) -> Iterator[Problem]:
    """The source's paragraphs are numbered in order, and sections restate each of them."""
    numbers = [paragraph.number for paragraph in lesson.source.paragraphs]
    yield from _misnumbered("lesson.yaml", "source.paragraphs", numbers)
    for index, section in enumerate(lesson.sections):
        for number in sorted(set(section.paragraphs) - set(numbers)):
            text = f"names {number}, which the source does not have; correct the number"
            yield _in_lesson(f"sections[{index}].paragraphs", text)
    restated = {number for section in lesson.sections for number in section.paragraphs}
    for number in sorted(set(numbers) - restated):
        text = f"has {number}, which no section restates; name it in the section that does"
        yield _in_lesson("source.paragraphs", text)


def _misnumbered(file: str, field: str, numbers: list[int]) -> Iterator[Problem]:
    for index, number in enumerate(numbers):
        if number != index + 1:
            text = f"is {number}, where {index + 1} comes next; number without a gap"
            yield Problem(file, f"{field}[{index}].number", text)


def _credit(lesson: Lesson) -> Iterator[Problem]:
    if lesson.source.author and not lesson.source.author_basis:
        yield _in_lesson("source.author_basis", "is missing; say how the author is known")


def _minutes(lesson: Lesson) -> Iterator[Problem]:
    total = sum(section.minutes for section in lesson.sections)
    if abs(total - lesson.minutes) * 5 > lesson.minutes:
        text = f"is {lesson.minutes}, and the sections add up to {total}; bring them together"
        yield _in_lesson("minutes", text)


def _empty(lesson: Lesson) -> Iterator[Problem]:
    for text in texts(lesson):
        if not text.text.strip():
            yield Problem(text.file, text.field, "is empty; write it or remove it")


def _prose(lesson: Lesson) -> Iterator[Problem]:
    """Every section shows what it means to and refers to what there is, and all of that is used."""
    found = {
        section_file(number, section.ref): marks(section.body)
        for number, section in enumerate(lesson.sections, 1)
    }
    for file, named in found.items():
        for fault in named.faults:
            yield Problem(file, fault.words, fault.text)
        yield from _undefined(lesson, file, named)
    yield from _unused(lesson, list(found.values()))


def _undefined(lesson: Lesson, file: str, named: Marks) -> Iterator[Problem]:
    terms = {term.ref for term in lesson.terms}
    wrong = {
        "{{term={}}}": set(named.terms) - terms,
        "{{claim={}}}": set(named.claims),
        "::: figure {}": set(named.figures) - {figure.ref for figure in lesson.figures},
        "](#{})": set(named.anchors) - {f"term-{ref}" for ref in terms},
    }
    for mark, refs in wrong.items():
        for ref in sorted(refs):
            text = "refers to nothing the lesson has; correct the ref or list it in lesson.yaml"
            yield Problem(file, mark.format(ref), text)


def _unused(lesson: Lesson, found: list[Marks]) -> Iterator[Problem]:
    terms = {ref for named in found for ref in named.terms}
    figures = {ref for named in found for ref in named.figures}
    for index, term in enumerate(lesson.terms):
        if term.ref not in terms:
            text = f"is {term.ref}, which no section marks; write [words]{{term={term.ref}}}"
            yield _in_lesson(f"terms[{index}].ref", text)
    for index, figure in enumerate(lesson.figures):
        if figure.ref not in figures:
            text = f"is {figure.ref}, which no section shows; write ::: figure {figure.ref}"
            yield _in_lesson(f"figures[{index}].ref", text)


def _figures(lesson: Lesson) -> Iterator[Problem]:
    for index, figure in enumerate(lesson.figures):
        try:
            drawing = Drawing.read(figure.svg)
        except DrawingError as error:
            yield Problem(figure_file(figure.ref), "", str(error))
        else:
            yield from _structures(f"figures[{index}].structures", figure, drawing)


def _structures(field: str, figure: Figure, drawing: Drawing) -> Iterator[Problem]:
    file = figure_file(figure.ref)
    for ref in sorted(set(figure.structures) - drawing.structures.keys()):
        yield _in_lesson(field, f"names {ref}, which is no titled group in {file}; make them agree")
    for ref in sorted(drawing.structures.keys() - set(figure.structures)):
        yield Problem(file, f"id={ref}", "is no structure in lesson.yaml; list it there")
    for ref in drawing.spare:
        yield Problem(file, f"id={ref}", "is used by nothing; title it, correct it or remove it")


def _comments(lesson: Lesson) -> Iterator[Problem]:
    """The comments are all there, and each says what became of it."""
    numbers = [comment.number for comment in lesson.comments]
    yield from _misnumbered("debate.yaml", "comments", numbers)
    declared = lesson.source.declared_comments
    if len(numbers) != declared:
        text = f"is {declared}, and debate.yaml has {len(numbers)} comments; make them agree"
        yield _in_lesson("source.declared_comments", text)
    for index, comment in enumerate(lesson.comments):
        for field, text in _comment(comment, set(numbers)):
            yield Problem("debate.yaml", f"comments[{index}].{field}", text)


def _comment(comment: Comment, numbers: set[int]) -> Iterator[tuple[str, str]]:
    shown = comment.publish == "shown"
    if shown and (comment.point is None or comment.reason is not None):
        yield "point", "is what a shown comment has, and no reason; state its point alone"
    if not shown and (comment.reason is None or comment.point is not None):
        yield "reason", f"is what a comment that is {comment.publish} has, and no point; say why"
    if comment.kind in _ACCOUNTED and comment.publish != "accounted":
        yield "publish", f"is {comment.publish}; a {comment.kind} is accounted"
    yield from _duplicate(comment, numbers)


def _duplicate(comment: Comment, numbers: set[int]) -> Iterator[tuple[str, str]]:
    original = comment.duplicate_of
    if (original is not None) != (comment.kind == "duplicate"):
        yield "duplicate_of", "goes with the kind duplicate, and with no other; correct one of them"
    elif original is not None and not (original in numbers and original < comment.number):
        yield "duplicate_of", f"is {original}, which is no earlier comment; correct the number"
