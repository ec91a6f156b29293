"""Checking: what is wrong with a lesson, by file and field."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.debate import Comment
from lessons.lesson import Lesson, Paragraph
from tests.builders import (
    BODY,
    SVG,
    a_comment,
    a_figure,
    a_lesson,
    a_section,
    a_source,
    a_term,
    comments,
)
from tests.debates import a_debated_lesson

POINT = "It is so."


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def only(lesson: Lesson) -> str:
    [problem] = said(lesson)
    return problem


def sections(**changes: Any) -> tuple[Any, ...]:
    return a_section(**changes), a_lesson().sections[1]


def test_a_sound_lesson_has_no_problem() -> None:
    assert said(a_lesson()) == []


def test_a_folder_has_a_plain_name() -> None:
    assert only(a_lesson(ref="My feet")).startswith("lesson.yaml, folder name: is 'My feet'; write")


@pytest.mark.parametrize("ref", ["Arch", "arch_of", "arch\n", ""])
def test_a_ref_is_well_formed(ref: str) -> None:
    lesson = a_lesson(terms=(a_term(), a_term(ref=ref)))

    assert any(text.startswith(f"lesson.yaml, terms[1].ref: is {ref!r}") for text in said(lesson))


def test_a_ref_belongs_to_one_thing() -> None:
    shoes = a_section(ref="the-spring", title="Shoes", body="Less.")
    lesson = a_lesson(
        sections=(a_section(), shoes),
        terms=(a_term(), a_term()),
        figures=(a_figure(), a_figure()),
    )

    assert said(lesson) == [
        "lesson.yaml, sections[1].ref: is the-spring again; choose another",
        "lesson.yaml, terms[1].ref: is arch again; choose another",
        "lesson.yaml, figures[1].ref: is foot again; choose another",
    ]


def test_a_section_restates_paragraphs_that_there_are() -> None:
    assert only(a_lesson(sections=sections(paragraphs=(1, 2, 3)))).startswith(
        "lesson.yaml, sections[0].paragraphs: names 3, which the source does not have"
    )


def test_every_paragraph_of_the_source_is_restated() -> None:
    lesson = a_lesson(sections=(a_section(paragraphs=(1,)), a_section(ref="b", paragraphs=())))

    assert "lesson.yaml, source.paragraphs: has 2, which no section restates" in said(lesson)[0]


def test_the_paragraphs_of_the_source_are_numbered_without_a_gap() -> None:
    paragraphs = (Paragraph(number=1, point=POINT), Paragraph(number=3, point=POINT))
    lesson = a_lesson(
        source=a_source(paragraphs=paragraphs),
        sections=(a_section(paragraphs=(1, 3)), a_lesson().sections[1]),
    )

    assert said(lesson)[0].startswith("lesson.yaml, source.paragraphs[1].number: is 3, where 2")


def test_a_named_author_comes_with_how_the_name_is_known() -> None:
    assert only(a_lesson(source=a_source(author="A. Writer"))) == (
        "lesson.yaml, source.author_basis: is missing; say how the author is known"
    )
    assert said(a_lesson(source=a_source(author="A. Writer", author_basis="The byline."))) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": " "}, "lesson.yaml, title"),
        ({"objectives": ("One", "")}, "lesson.yaml, objectives[1]"),
        ({"terms": (a_term(meaning=""),)}, "lesson.yaml, terms[0].meaning"),
        ({"source": a_source(author_basis="")}, "lesson.yaml, source.author_basis"),
        ({"comments": (a_comment(point="\n"), *comments()[1:])}, "debate.yaml, comments[0].point"),
        ({"sections": (a_section(), a_section(ref="b", body="\n"))}, "02-b.md"),
    ],
)
def test_no_text_is_empty(changes: dict[str, Any], place: str) -> None:
    assert only(a_lesson(**changes)) == f"{place}: is empty; write it or remove it"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("[sole]{term=sole}", "{term=sole}"),
        ("[see](#term-sole)", "](#term-sole)"),
        ("[see](#other)", "](#other)"),
        ("\n::: figure hand\n:::", "::: figure hand"),
    ],
)
def test_a_reference_refers_to_something(words: str, mark: str) -> None:
    assert only(a_lesson(sections=sections(body=f"{BODY}\n{words}"))) == (
        f"01-the-spring.md, {mark}: refers to nothing the lesson has; "
        "correct the ref or list it in lesson.yaml"
    )


@pytest.mark.parametrize(
    ("words", "mark", "file"),
    [
        ("[so]{claim=c05}", "{claim=c05}", "debate.yaml"),
        ("\n::: exercise lunge\n:::", "::: exercise lunge", "exercises.yaml"),
    ],
)
def test_a_reference_is_listed_in_the_file_of_its_sort(words: str, mark: str, file: str) -> None:
    assert only(a_lesson(sections=sections(body=f"{BODY}\n{words}"))) == (
        f"01-the-spring.md, {mark}: refers to nothing the lesson has; "
        f"correct the ref or list it in {file}"
    )


def test_a_fault_in_the_prose_is_named_with_its_file() -> None:
    found = only(a_lesson(sections=sections(body=f"{BODY}\n# Title")))

    assert found.startswith("01-the-spring.md, #: is not a level of heading used here")


def test_a_term_that_no_section_marks_is_named() -> None:
    lesson = a_lesson(terms=(a_term(), a_term(ref="sole")))

    assert only(lesson) == (
        "lesson.yaml, terms[1].ref: is sole, which no section marks; write [words]{term=sole}"
    )


def test_a_figure_that_no_section_shows_is_named() -> None:
    lesson = a_lesson(figures=(a_figure(), a_figure(ref="hand")))

    assert only(lesson) == (
        "lesson.yaml, figures[1].ref: is hand, which no section shows; write ::: figure hand"
    )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"structures": ("arch", "heel", "toe")}, "lesson.yaml, figures[0].structures: names toe"),
        ({"structures": ("arch",)}, "figures/foot.svg, id=heel: is no structure"),
        (
            {"svg": SVG.replace('fill="url(#shade)"', "")},
            "figures/foot.svg, id=shade: is used by nothing",
        ),
        ({"svg": "<svg/>"}, "figures/foot.svg: is not an SVG"),
    ],
)
def test_a_figure_and_its_drawing_agree(changes: dict[str, Any], place: str) -> None:
    assert only(a_lesson(figures=(a_figure(**changes),))).startswith(place)


def test_a_structure_has_a_title_in_its_drawing() -> None:
    untitled = a_figure(svg=SVG.replace("Heel bone", ""))

    in_lesson, in_drawing = said(a_lesson(figures=(untitled,)))

    assert in_lesson.startswith("lesson.yaml, figures[0].structures: names heel, which is no title")
    assert in_drawing.startswith("figures/foot.svg, id=heel: is used by nothing; title it")


def test_comments_are_numbered_without_a_gap() -> None:
    lesson = a_lesson(comments=(*comments()[:2], a_comment(number=4)))

    assert only(lesson).startswith("debate.yaml, comments[2].number: is 4, where 3 comes next")


def test_comments_are_as_many_as_the_source_declares() -> None:
    assert only(a_lesson(comments=comments()[:2])).startswith(
        "lesson.yaml, source.declared_comments: is 3, and debate.yaml has 2 comments"
    )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"point": None}, "point: is what a shown comment has"),
        ({"reason": POINT}, "point: is what a shown comment has"),
        ({"publish": "hidden", "point": None}, "reason: is what a comment that is hidden has"),
        ({"publish": "accounted", "reason": POINT}, "reason: is what a comment that is accounted"),
        ({"kind": "spam"}, "publish: is shown; a spam is accounted"),
        ({"kind": "pingback"}, "publish: is shown; a pingback is accounted"),
        ({"duplicate_of": 1}, "duplicate_of: goes with the kind duplicate"),
    ],
)
def test_a_comment_says_what_became_of_it(changes: dict[str, Any], place: str) -> None:
    lesson = a_lesson(comments=(a_comment(**changes), *comments()[1:]))

    assert only(lesson).startswith(f"debate.yaml, comments[0].{place}")


def duplicate(of: int | None) -> Comment:
    return a_comment(
        number=3, kind="duplicate", publish="accounted", point=None, reason=POINT, duplicate_of=of
    )


@pytest.mark.parametrize(
    ("of", "place"),
    [
        (None, "goes with the kind duplicate, and with no other"),
        (3, "is 3, which is no earlier comment"),
        (0, "is 0, which is no earlier comment"),
        (9, "is 9, which is no earlier comment"),
    ],
)
def test_a_duplicate_repeats_an_earlier_comment(of: int | None, place: str) -> None:
    lesson = a_lesson(comments=(*comments()[:2], duplicate(of)))

    assert only(lesson).startswith(f"debate.yaml, comments[2].duplicate_of: {place}")


@pytest.mark.parametrize("kind", ["challenge", "question", "story"])
def test_in_a_debate_a_comment_that_argues_is_taken_up(kind: str) -> None:
    rest = (a_comment(number=2, kind=kind), comments()[2])

    assert only(a_debated_lesson(comments=(a_comment(), *rest))) == (
        f"debate.yaml, comments[1].number: is 2, a {kind} that no claim or argument takes up;"
        " use it"
    )


def test_plain_support_may_stand_by_itself() -> None:
    rest = (a_comment(number=2), comments()[2])

    assert said(a_debated_lesson(comments=(a_comment(), *rest))) == []


def test_without_a_debate_no_comment_has_to_be_taken_up() -> None:
    assert said(a_lesson(comments=(a_comment(kind="challenge"), *comments()[1:]))) == []
