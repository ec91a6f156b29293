"""The prose: every section shows what it means to, and refers to what there is."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.citation import lacking
from lessons.lesson import Lesson
from lessons.loading import section_file
from lessons.problem import Problem
from lessons.references import References, references


def prose(lesson: Lesson) -> Iterator[Problem]:
    """What the sections' Markdown names or writes wrongly, and what is listed and not used."""
    found = references_in(lesson)
    for file, named in found.items():
        for fault in named.faults:
            yield Problem(file, fault.words, fault.text)
        yield from _undefined(lesson, file, named)
        yield from _untraceable(file, named)
    yield from _unused(lesson, list(found.values()))


def references_in(lesson: Lesson) -> dict[str, References]:
    """The references of each section by the name of its file."""
    return {
        section_file(number, section.ref): references(section.body)
        for number, section in enumerate(lesson.sections, 1)
    }


def _undefined(lesson: Lesson, file: str, named: References) -> Iterator[Problem]:
    terms = {term.ref for term in lesson.terms}
    claims = {claim.ref for claim in lesson.claims}
    exercises = {exercise.ref for exercise in lesson.exercises}
    figures = {figure.ref for figure in lesson.figures}
    wrong = {
        "{{term={}}}": (set(named.terms) - terms, "lesson.yaml"),
        "{{claim={}}}": (set(named.claims) - claims, "debate.yaml"),
        "::: figure {}": (set(named.figures) - figures, "lesson.yaml"),
        "::: exercise {}": (set(named.exercises) - exercises, "exercises.yaml"),
        "](#{})": (set(named.anchors) - {f"term-{ref}" for ref in terms}, "lesson.yaml"),
    }
    for mark, (refs, where) in wrong.items():
        for ref in sorted(refs):
            text = f"refers to nothing the lesson has; correct the ref or list it in {where}"
            yield Problem(file, mark.format(ref), text)


def _untraceable(file: str, named: References) -> Iterator[Problem]:
    for note in named.notes:
        if missing := " and ".join(lacking(note.words)):
            text = f"names no {missing}; cite the source as Author AB. Title. Journal 2001;2:3–4"
            yield Problem(file, f"[^{note.label}]", text)


def _unused(lesson: Lesson, found: list[References]) -> Iterator[Problem]:
    terms = {ref for named in found for ref in named.terms}
    figures = {ref for named in found for ref in named.figures}
    for index, term in enumerate(lesson.terms):
        if term.ref not in terms:
            text = f"is {term.ref}, which no section marks; write [words]{{term={term.ref}}}"
            yield Problem("lesson.yaml", f"terms[{index}].ref", text)
    for index, figure in enumerate(lesson.figures):
        if figure.ref not in figures:
            text = f"is {figure.ref}, which no section shows; write ::: figure {figure.ref}"
            yield Problem("lesson.yaml", f"figures[{index}].ref", text)
