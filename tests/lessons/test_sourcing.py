"""Sourcing: a lesson agrees with its article, and borrows none of its words."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from msgspec.structs import replace

from lessons.article import Article, read_article
from lessons.lesson import Lesson, Paragraph, Section
from lessons.sourcing import source_problems
from lessons.texts import Text
from tests.builders import a_comment, a_lesson, a_section, a_source
from tests.debates import a_claim, an_exercise

SOURCE = """\
On Feet

The arch of a foot gives under the weight and then hands it back to the ground.

Heavy shoes take that work away, so a foot that never goes bare grows slow and dull.

By · Posted on March 3, 2011 · Topic Feet

3 Responses to “On Feet”

  1. Ada Field on March 4th, 2011 9:05 am

    I walked on pebbles for the whole summer and my balance came back, thank you for this.

  2. Will on March 5th, 2011 10:15 pm

    How long should a beginner go without shoes on the first day of such a practice?

  3. Bo Marsh on March 7th, 2011 12:20 am

    I do not agree: on hard floors a bare foot tires and the heel takes every blow.
"""
CONTENT = SOURCE.encode()


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(CONTENT)


@pytest.fixture(scope="module")
def lesson(article: Article) -> Lesson:
    source = a_source(
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        posted=article.posted,
        topic=article.topic,
        declared_comments=article.declared_comments,
    )
    cards = (
        a_comment(
            number=saved.number,
            posted=saved.posted,
            kind=saved.kind,
            duplicate_of=saved.duplicate_of,
        )
        for saved in article.comments
    )
    return a_lesson(source=source, comments=tuple(cards))


def said(lesson: Lesson, content: bytes = CONTENT) -> list[str]:
    return [str(problem) for problem in source_problems(lesson, content)]


def with_body(lesson: Lesson, words: str) -> Lesson:
    sections: tuple[Section, ...] = (a_section(body=words), *lesson.sections[1:])
    return replace(lesson, sections=sections)


def test_a_lesson_that_agrees_with_its_source_has_no_problem(
    lesson: Lesson, article: Article
) -> None:
    assert len(article.paragraphs) == 2
    assert len(article.comments) == 3
    assert said(lesson) == []


def test_another_file_has_another_hash(lesson: Lesson) -> None:
    assert said(lesson, CONTENT + b"\n")[0].startswith(
        "lesson.yaml, source.sha256: is not the hash of the file given"
    )


def test_a_file_that_is_no_article_cannot_be_compared(lesson: Lesson) -> None:
    assert said(lesson, b"")[1].startswith("lesson.yaml, source: cannot be compared: The file is")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"posted": dt.date(2011, 3, 4)}, "posted: is 2011-03-04 here and 2011-03-03 in the"),
        ({"topic": "Hands"}, "topic: is Hands here and Feet in the article"),
        ({"paragraphs": (Paragraph(number=1, point="One."),)}, "paragraphs: is 1 here and 2 in"),
        ({"declared_comments": 4}, "declared_comments: is 4 here and 3 in the article"),
    ],
)
def test_the_credit_agrees_with_the_page(
    lesson: Lesson, change: dict[str, Any], place: str
) -> None:
    changed = replace(lesson, source=replace(lesson.source, **change))

    [problem] = said(changed)

    assert problem.startswith(f"lesson.yaml, source.{place}")


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"posted": dt.datetime(2011, 3, 5, 22, 16)}, ["[1].posted: is 2011-03-05 22:16:00 here"]),  # noqa: DTZ001 (no zone)
        ({"kind": "spam"}, ["[1].kind: is spam here"]),
        ({"duplicate_of": 1}, ["[1].duplicate_of: is 1 here and None in the article"]),
        ({"number": 7}, ["[1].number: is 7, which the article does not", ": lacks 2, which the"]),
    ],
)
def test_the_comments_agree_with_the_page(
    lesson: Lesson, change: dict[str, Any], places: list[str]
) -> None:
    one, two, three = lesson.comments
    changed = replace(lesson, comments=(one, replace(two, **change), three))

    found = said(changed)

    assert len(found) == len(places)
    for problem, place in zip(found, places, strict=True):
        assert problem.startswith(f"debate.yaml, comments{place}")


@pytest.mark.parametrize(
    "copied",
    [
        "Look: under the weight and then hands it back.",
        "UNDER the *weight*, and [then]{term=arch}\nhands it -- back!",
        "on pebbles for the whole summer and my cat",
    ],
)
def test_eight_words_in_a_row_are_not_borrowed(lesson: Lesson, copied: str) -> None:
    [problem] = said(with_body(lesson, copied))

    assert problem.startswith("01-the-spring.md: has 8 words in a row of the source (“")


def test_seven_words_in_a_row_are_nobodys(lesson: Lesson) -> None:
    assert said(with_body(lesson, "under the weight and then hands it over")) == []


def test_words_are_not_borrowed_for_a_comment_either(lesson: Lesson) -> None:
    comment = replace(lesson.comments[0], point="Her balance came back, thank you for this, all.")
    borrowed = "My balance came back, thank you for this."

    clean = said(replace(lesson, comments=(comment, *lesson.comments[1:])))
    found = said(replace(lesson, comments=(replace(comment, point=borrowed), *lesson.comments[1:])))

    assert clean == []
    assert found[0].startswith("debate.yaml, comments[0].point: has 8 words in a row")


def test_what_goes_with_a_lesson_borrows_nothing_either(lesson: Lesson) -> None:
    fresh = Text("feet.yaml", "questions[0].stem", "Does it give under the weight and then hand?")
    borrowed = Text("feet.yaml", "questions[1].stem", "Under the weight and then hands it back?")

    [problem] = source_problems(lesson, CONTENT, [fresh, borrowed])

    assert str(problem).startswith("feet.yaml, questions[1].stem: has 8 words in a row")


def test_a_debate_and_cards_borrow_nothing_either(lesson: Lesson) -> None:
    words = "Under the weight and then hands it back?"
    argued = replace(
        lesson,
        claims=(a_claim("c1", text=words),),
        exercises=(an_exercise("stand", name=words),),
    )

    assert [problem.partition(": has")[0] for problem in said(argued)] == [
        "exercises.yaml, exercises[0].name",
        "debate.yaml, claims[0].text",
    ]


@pytest.mark.parametrize(
    "words", ["As Ada Field says.", "as ada\nfield says", "Ask Will.", "*Bo Marsh*"]
)
def test_who_commented_is_not_named(lesson: Lesson, words: str) -> None:
    [problem] = said(with_body(lesson, words))

    assert "01-the-spring.md: names " in problem
    assert problem.endswith(", who commented; leave the name out")


@pytest.mark.parametrize("words", ["You will see.", "Willing feet", "Ada fielded it"])
def test_common_words_are_no_names(lesson: Lesson, words: str) -> None:
    assert said(with_body(lesson, words)) == []


def test_the_author_may_be_credited_after_commenting_too(lesson: Lesson) -> None:
    credited = replace(lesson, source=replace(lesson.source, author="Bo Marsh"))

    assert said(credited) == []
