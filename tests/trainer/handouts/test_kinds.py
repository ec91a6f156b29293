"""What a handout of each kind says, keeps back and rests on, as values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from lessons.exercise import Step
from lessons.lesson import Lesson
from quizzes.parts import PartRef
from tests.trainer.handouts.bases import said
from tests.trainer.handouts.copies import psoas
from trainer.handouts.document.cards import CardsSheet
from trainer.handouts.document.client import ClientSheet
from trainer.handouts.document.debate import DebateSheet
from trainer.handouts.document.lesson import LessonSheet
from trainer.handouts.document.poster import PosterSheet
from trainer.handouts.document.terms import TermsSheet
from trainer.handouts.kind import Kind

CANARY = "Kanarienvogel"
CASES = [(kind, opened) for kind in Kind for opened in (0, 7, 14)]


def canaried() -> Lesson:
    """The lesson with a canary in every verdict and every argument on a row."""
    lesson = psoas()
    replace = msgspec.structs.replace
    return replace(
        lesson,
        verdicts=tuple(replace(v, short=f"{CANARY} {v.on}. {v.short}") for v in lesson.verdicts),
        arguments=tuple(replace(a, text=f"{CANARY} {a.row}. {a.text}") for a in lesson.arguments),
    )


def sung(kind: Kind, opened: int) -> set[str]:
    """The rows whose canaries are in the order for a press."""
    order = msgspec.json.encode(said(kind, opened, canaried())).decode()
    return set(re.findall(rf"{CANARY} (\w+)\.", order))


@pytest.mark.parametrize(("kind", "opened"), CASES)
def test_what_is_closed_is_in_no_kind_and_most_kinds_show_no_verdict_at_all(
    kind: Kind, opened: int
) -> None:
    shown = {row.ref for row in psoas().docket[:opened]} if kind.asks_what_is_open else set()

    assert sung(kind, opened) == shown


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.asks_what_is_open])
def test_a_kind_without_verdicts_is_one_base_for_everybody(kind: Kind) -> None:
    assert said(kind, 0) == said(kind, 7) == said(kind, 14)


def test_a_lesson_handout_for_somebody_with_nothing_open_is_a_worksheet() -> None:
    assert said(Kind.LESSON, 0) == said(Kind.WORKSHEET, 14)
    assert said(Kind.LESSON, 0).kind is Kind.WORKSHEET
    assert said(Kind.LESSON, 1).kind is Kind.LESSON


def test_a_lesson_without_a_docket_is_no_worksheet() -> None:
    bare = msgspec.structs.replace(psoas(), docket=())

    assert said(Kind.LESSON, 0, bare).kind is Kind.LESSON


def changed(parts: tuple[Any, ...], at: int, **fields: Any) -> tuple[Any, ...]:
    """Those parts with one of them changed."""
    return (*parts[:at], msgspec.structs.replace(parts[at], **fields), *parts[at + 1 :])


@cache
def drawn_simply() -> Lesson:
    """The lesson with drawings that are read in no time."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title></svg>'
    figures = tuple(msgspec.structs.replace(each, svg=svg) for each in psoas().figures)
    return msgspec.structs.replace(psoas(), figures=figures)


def changes() -> Iterator[tuple[set[PartRef], Lesson]]:
    """Each part of the lesson that a handout may show, and the lesson with that part changed."""
    steps = (Step(text="x", by="editor"),)
    when = dt.datetime(1999, 1, 1)  # noqa: DTZ001 (a comment's time has no zone)
    yield from _each("term", "terms", meaning="x")
    yield from _each("figure", "figures", description="x")
    yield from _each("exercise", "exercises", steps=steps)
    yield from _each("argument", "arguments", text="x")
    yield from _each("evidence", "evidence", limits="x")
    for at, comment in enumerate(drawn_simply().comments):
        yield {PartRef("comment", str(comment.number))}, _with("comments", at, posted=when)
    for at, row in enumerate(drawn_simply().docket):
        either = {PartRef("docket_row", row.ref), PartRef("wording", row.ref)}
        yield either, _with("docket", at, wording="x", question="y?")
    for at, verdict in enumerate(drawn_simply().verdicts):
        if psoas().row(verdict.on):
            yield {PartRef("docket_row", verdict.on)}, _with("verdicts", at, short="x")


def _each(kind: str, field: str, **fields: Any) -> Iterator[tuple[set[PartRef], Lesson]]:
    for at, part in enumerate(getattr(drawn_simply(), field)):
        yield {PartRef(kind, part.ref)}, _with(field, at, **fields)


def _with(field: str, at: int, **fields: Any) -> Lesson:
    parts = changed(getattr(drawn_simply(), field), at, **fields)
    return msgspec.structs.replace(drawn_simply(), **{field: parts})


@pytest.mark.parametrize(("kind", "opened"), CASES)
def test_a_handout_rests_on_a_part_exactly_if_it_says_another_thing_when_that_changes(
    kind: Kind, opened: int
) -> None:
    before = said(kind, opened, drawn_simply())

    wrong = [
        refs
        for refs, other in changes()
        if (said(kind, opened, other) != before) != bool(refs & set(before.rests_on))
    ]

    assert wrong == []


def test_a_part_that_a_handout_forgot_to_name_would_be_found() -> None:
    made = said(Kind.TERMS, 0, drawn_simply())
    forgetful = msgspec.structs.replace(made, rests_on=made.rests_on[:-1])
    gone = made.rests_on[-1]

    wrong = [
        refs
        for refs, other in changes()
        if gone in refs and said(Kind.TERMS, 0, other) != made and not refs & {*forgetful.rests_on}
    ]

    assert wrong == [{gone}]


@pytest.mark.parametrize(("kind", "opened"), CASES)
def test_no_part_is_named_twice_and_the_lesson_always(kind: Kind, opened: int) -> None:
    rests_on = said(kind, opened).rests_on

    assert len(set(rests_on)) == len(rests_on)
    assert PartRef("lesson", psoas().ref) in rests_on


def test_a_lesson_handout_and_its_worksheet_have_the_cautions_of_the_lesson() -> None:
    made = said(Kind.LESSON, 0)
    assert isinstance(made, LessonSheet)

    first, *others = made.cautions

    assert (first.title, first.sorts) == ("When to refer on", True)
    assert first.urgencies[0].lead == "Emergency, now:"
    assert {each.title for each in others} == {"Hands off the abdomen", "Labels stay"}


def test_a_client_takes_home_what_begins_the_sequence_and_what_that_names() -> None:
    made = said(Kind.CLIENT, 14)
    assert isinstance(made, ClientSheet)

    assert [each.name for each in made.exercises] == ["Constructive rest", "Roll and rise"]
    assert made.words
    assert made.urgencies
    rest, whole = made.exercises[0], psoas().exercises[0]
    assert (rest.steps, rest.precautions) == (whole.steps, whole.care)


def test_a_client_reads_no_claim_of_the_article_and_no_words_that_are_not_to_be_said() -> None:
    sheet = msgspec.json.encode(said(Kind.CLIENT, 14)).decode()

    assert "article" not in sheet
    assert "exhausted" not in sheet
    hoped = [each for one in psoas().exercises for each in one.notice if each.by == "source"]
    assert hoped
    assert not any(each.text in sheet for each in hoped)


def test_a_poster_has_the_words_for_what_its_drawings_show() -> None:
    made = said(Kind.POSTER, 0)
    assert isinstance(made, PosterSheet)

    assert len(made.figures) == 2
    drawn = {ref for figure in psoas().figures for ref in figure.structures}
    assert {each.ref for each in made.terms} == drawn & {term.ref for term in psoas().terms}


def test_terms_stand_in_the_order_of_the_alphabet() -> None:
    made = said(Kind.TERMS, 0)
    assert isinstance(made, TermsSheet)

    names = [each.name.casefold() for each in made.terms]
    assert names == sorted(names)
    assert len(names) == len(psoas().terms)


def test_a_debate_brief_has_every_argument_and_source_of_the_rows_that_are_open() -> None:
    made, lesson = said(Kind.DEBATE, 3), psoas()
    assert isinstance(made, DebateSheet)

    opened = {row.ref for row in lesson.docket[:3]}
    wanted = {each.text for each in lesson.arguments if each.row in opened}
    assert {each.text for row in made.rows for each in row.voices} == wanted
    cited = {short for row in made.rows for each in row.voices for short in each.cites}
    assert cited <= {each.short for each in made.sources}
    assert len(made.asked) == len(lesson.docket) - 3


def test_cards_have_every_exercise_and_the_words_for_a_client() -> None:
    made = said(Kind.CARDS, 0)
    assert isinstance(made, CardsSheet)

    assert [each.name for each in made.exercises] == [each.name for each in psoas().exercises]
    assert [table.heads[0] for table in made.cues] == ["Instead of a claim about the psoas"]


@pytest.mark.parametrize(
    ("kind", "paper", "sheet"),
    [
        (Kind.POSTER, "A4", "A3"),
        (Kind.POSTER, "Letter", "Tabloid"),
        (Kind.CARDS, "A4", "A4"),
        (Kind.LESSON, "Letter", "Letter"),
    ],
)
def test_a_poster_is_on_twice_the_paper_of_its_studio(kind: Kind, paper: Any, sheet: str) -> None:
    assert kind.paper(paper) == sheet
