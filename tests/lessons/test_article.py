"""Saved articles, read: what a page holds, whatever its site put around it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lessons.article import LIMIT, Article, ArticleRefused, read_article
from tests.lessons.paper import page, read

ARTICLES = Path(__file__).parent / "articles"


def saved(name: str) -> Article:
    return read_article((ARTICLES / f"{name}.txt").read_bytes())


def test_the_body_is_read_without_boilerplate_advertisement_or_byline() -> None:
    article = saved("one-leg")

    assert [paragraph.split()[0] for paragraph in article.paragraphs] == ["Every", "The", "So"]
    assert "stopped believing" in article.paragraphs[0]


def test_a_page_tells_its_title_date_and_topic() -> None:
    article = saved("one-leg")

    assert article.title == "Standing on One Leg Is Not a Balance Test"
    assert article.posted == dt.date(2012, 2, 29)
    assert article.topic == "Balance"
    assert article.warnings == ()


def test_an_author_is_inferred_only_with_what_the_name_rests_on() -> None:
    article = saved("one-leg")

    assert article.author == "Mara Quill"
    assert article.author_basis is not None
    assert "2 comments say “Mara”" in article.author_basis


def test_an_advertised_name_that_no_reader_uses_is_not_the_author() -> None:
    blocks = page(["The foot leans toward a wall."], [])

    article = read([*blocks[:3], "Buy The Wall by Mara Quill", *blocks[3:]])

    assert article.author is None
    assert article.author_basis is None


def test_the_byline_names_the_author_before_any_advertisement() -> None:
    article = saved("foot-arch")

    assert article.author == "Tove Aldermann"
    assert article.author_basis == "Named in the byline."


def test_a_byline_above_the_body_leaves_the_body_whole() -> None:
    article = saved("foot-arch")

    assert len(article.paragraphs) == 5
    assert article.paragraphs[2] == "1. Sit, and lay one bare foot on the floor"
    assert article.paragraphs[-1] == "Try it now!"


def test_every_declared_comment_is_read() -> None:
    article = saved("one-leg")

    assert article.declared_comments == 14
    assert [comment.number for comment in article.comments] == list(range(1, 15))


def test_a_comment_keeps_its_paragraphs_and_its_signature() -> None:
    comment = saved("one-leg").comments[5]

    assert len(comment.paragraphs) == 4
    assert comment.paragraphs[-1] == comment.author


def test_hard_line_breaks_inside_a_paragraph_are_joined() -> None:
    comment = saved("one-leg").comments[10]

    (paragraph,) = comment.paragraphs
    assert paragraph.endswith("from outside. Watch the toes. They tell you which one it is.")


@pytest.mark.parametrize(
    ("number", "hour"), [(1, "00:00"), (2, "12:59"), (3, "01:05"), (4, "23:59"), (6, "12:01")]
)
def test_the_twelve_hour_clock_is_read(number: int, hour: str) -> None:
    comment = saved("one-leg").comments[number - 1]

    assert f"{comment.posted:%H:%M}" == hour
    assert comment.posted.tzinfo is None


def test_names_are_kept_as_their_writers_wrote_them() -> None:
    authors = [comment.author for comment in saved("one-leg").comments]

    assert authors[0] == "ottoline b."
    assert authors[1] == "Sock Drawer Weekly » Blog Archive » Wobbles, walls. And the ankle."
    assert authors[13] == "Ines M., dancer"


def test_the_form_below_the_last_comment_is_not_part_of_it() -> None:
    article = saved("foot-arch")

    assert [len(comment.paragraphs) for comment in article.comments] == [1, 1, 1, 1]


def test_a_short_line_left_out_of_the_body_is_named() -> None:
    blocks = page(["The foot leans toward a wall."], [])

    article = read([*blocks[:3], "The second wall", *blocks[3:]])

    assert len(article.paragraphs) == 1
    assert any("“The second wall”" in warning for warning in article.warnings)


def test_a_page_without_a_byline_is_dated_by_its_earliest_comment() -> None:
    posted = dt.datetime.fromisoformat("2015-05-09T08:00")
    thread = [("ann", posted, ["The foot leans toward a wall."])]
    blocks = [
        block for block in page(["The arms rise when a foot leans."], thread) if "·" not in block
    ]

    article = read(blocks)

    assert article.posted == dt.date(2015, 5, 9)
    assert any("Posted on" in warning for warning in article.warnings)


def test_comments_beyond_the_declared_number_are_warned_about() -> None:
    text = (ARTICLES / "one-leg.txt").read_text().replace("14 Responses", "13 Responses")

    article = read_article(text.encode())

    assert "The page counts 13 comments and the file has 14." in article.warnings


def test_a_number_used_twice_is_warned_about_and_both_comments_are_kept() -> None:
    text = (ARTICLES / "one-leg.txt").read_text().replace("  5. petra", "  4. petra")

    article = read_article(text.encode())

    assert len(article.comments) == 14
    assert "Missing from the comments: 5." in article.warnings
    assert "More than one comment has the number 4." in article.warnings


def test_a_page_that_does_not_count_its_comments_says_so() -> None:
    text = (ARTICLES / "one-leg.txt").read_text()

    article = read_article("\n".join(_without(text, "14 Responses")).encode())

    assert article.declared_comments is None
    assert len(article.comments) == 14
    assert article.title == "Standing on One Leg Is Not a Balance Test"
    assert any("does not say how many" in warning for warning in article.warnings)


def _without(text: str, opening: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith(opening)]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\xc2\xa0\n", "empty"),
        (b"%PDF-1.7\n\x00\x01", "not plain text"),
        (b"caf\xe9 au lait", "not plain text"),
        ("\ufeff<!DOCTYPE html><p>Hello".encode(), "HTML"),
        (b"milk\neggs\nbread\n", "No article"),
        (b"Subscribe by letter\n\nLeave a comment\n\nHome\n", "No article"),
        (b"A plain note of several words, and no date at all.\n", "No article"),
        (b"1. ann on May 3rd, 2015 1:00 pm\n\nThe foot leans toward a wall.\n", "No article"),
        (b"a" * (LIMIT + 1), "over 5 MB"),
    ],
)
def test_a_file_without_an_article_gets_one_sentence_that_says_what_to_do(
    content: bytes, word: str
) -> None:
    with pytest.raises(ArticleRefused, match=word) as refused:
        read_article(content)

    assert str(refused.value).count(". ") == 0
    assert ": " in str(refused.value)


def test_a_page_without_a_title_says_so_and_is_read() -> None:
    prose = "A paragraph about walls that says something plain, and ends as paragraphs do."

    article = read(["By · Posted on May 3, 2015 · Topic Walls", prose])

    assert article.title == "Untitled article"
    assert any("No title was found" in warning for warning in article.warnings)
