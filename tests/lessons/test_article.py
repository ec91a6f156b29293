"""Saved articles, read: what a page holds, whatever its site put around it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.article import LIMIT, Article, ArticleRefused, read_article

ARTICLES = Path(__file__).parent / "articles"
FURNITURE = (
    "Subscribe by letter",
    "Leave a comment",
    "Print this page\u00a0Print this page",
    "Did you enjoy this article?",
    "Share this:\nTweet",
    "Powered by PressWorks",
)
HALL = ("the", "foot", "leans", "toward", "a", "wall", "when", "arms", "rise", "slowly", "so")
sentences = st.lists(st.sampled_from(HALL), min_size=5, max_size=30).map(
    lambda words: " ".join(words).capitalize() + "."
)
bodies = st.lists(sentences, min_size=1, max_size=5)
moments = st.integers(0, 50_000_000).map(
    lambda minutes: dt.datetime.fromisoformat("1995-01-01T00:00") + dt.timedelta(minutes=minutes)
)
handles = st.sampled_from(
    ("ann", "B. Cole, PT", "4. on 7th", "A » B | C", "the wall on May 3rd", "o’neil $$$$", "☂")
)
threads = st.lists(st.tuples(handles, moments, bodies), max_size=8)


def saved(name: str) -> Article:
    return read_article((ARTICLES / f"{name}.txt").read_bytes())


def page(body: list[str], thread: list[tuple[str, dt.datetime, list[str]]]) -> list[str]:
    """The blocks of a page, as its site would print them."""
    blocks = ["Lean on a Wall", "Lean on a wall", *body, "By · Posted on May 3, 2015 · Topic Walls"]
    blocks.append(f"{len(thread)} Responses to “Lean on a Wall”")
    for number, (author, posted, paragraphs) in enumerate(thread, start=1):
        blocks.append(f"  {number}. {author} on {printed(posted)}")
        blocks.extend(f"    {paragraph}" for paragraph in paragraphs)
    return blocks


def printed(moment: dt.datetime) -> str:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    half = "am" if moment.hour < 12 else "pm"
    clock = f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02} {half}"
    return f"{moment:%B} {moment.day}{ending.get(moment.day, 'th')}, {moment.year} {clock}"


def read(blocks: list[str]) -> Article:
    return read_article("\n\n".join(blocks).encode())


def test_the_body_is_read_without_furniture_advertisement_or_byline() -> None:
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


@given(st.binary(max_size=600))
@settings(max_examples=200)
def test_any_bytes_give_an_article_or_a_refusal(content: bytes) -> None:
    assert _answered(content)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from((*FURNITURE, *page(["Lean on it, and lean again."], []), "", "\x85")),
            st.builds(
                "{}. {} on {} {}, {} {}:{:02} {}m".format,
                st.integers(0, 99999),
                st.text(max_size=8),
                st.sampled_from(("May", "ſept", "Smarch", "february")),
                st.integers(0, 99),
                st.integers(0, 9999),
                st.integers(0, 99),
                st.integers(0, 99),
                st.sampled_from("apAPx"),
            ),
        ),
        max_size=20,
    )
)
@settings(max_examples=200)
def test_any_text_gives_an_article_or_a_refusal(lines: list[str]) -> None:
    assert _answered("\n".join(lines).encode(errors="replace"))


def _answered(content: bytes) -> bool:
    try:
        return isinstance(read_article(content), Article)
    except ArticleRefused as refused:
        return bool(str(refused))


@given(bodies, threads)
@settings(max_examples=200)
def test_what_a_site_prints_is_read_back(
    body: list[str], thread: list[tuple[str, dt.datetime, list[str]]]
) -> None:
    article = read(page(body, thread))

    assert article.title == "Lean on a Wall"
    assert list(article.paragraphs) == body
    assert article.declared_comments == len(thread)
    assert article.warnings == ()
    assert [
        (comment.author, comment.posted, list(comment.paragraphs)) for comment in article.comments
    ] == thread


@given(bodies, threads, st.data())
@settings(max_examples=200)
def test_furniture_changes_nothing(
    body: list[str], thread: list[tuple[str, dt.datetime, list[str]]], data: st.DataObject
) -> None:
    blocks = page(body, thread)
    furnished = list(blocks)
    for line in data.draw(st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=4)):
        furnished.insert(data.draw(st.integers(0, len(furnished))), line)

    assert read(furnished) == read(blocks)


@given(bodies, threads.filter(bool), st.data())
@settings(max_examples=200)
def test_a_lost_comment_is_missed_by_number(
    body: list[str], thread: list[tuple[str, dt.datetime, list[str]]], data: st.DataObject
) -> None:
    lost = data.draw(st.integers(1, len(thread)))
    blocks = page(body, thread)
    starts = [at for at, block in enumerate(blocks) if block.startswith("  ")]
    starts = [at for at in starts if not blocks[at].startswith("    ")] + [len(blocks)]

    article = read(blocks[: starts[lost - 1]] + blocks[starts[lost] :])

    assert len(article.comments) == len(thread) - 1
    assert f"Missing from the comments: {lost}." in article.warnings


HEAD = "\n\n".join(page(["The foot leans toward a wall."], [])) + "\n\n"
NAMED = "1. ann on May 3rd, 2015 1:00 pm\n\n"


@pytest.mark.parametrize(
    ("opening", "unit"),
    [
        (HEAD + NAMED, "not a "),
        (HEAD + NAMED, "'"),
        (HEAD, NAMED + "the foot leans\n\n"),
        (HEAD, "posted by a on "),
        ("posted by ", "1. a on "),
    ],
)
def test_five_hostile_megabytes_are_answered_in_seconds(opening: str, unit: str) -> None:
    content = (opening + unit * (LIMIT // len(unit))).encode()[:LIMIT]
    started = time.process_time()

    assert _answered(content)

    assert time.process_time() - started < 15
