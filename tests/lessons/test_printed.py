"""Any page, read: what was printed comes back, and nothing makes the reader stumble or crawl."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.article import Article, ArticleRefused, read_article
from tests.lessons.hostile_article import HOSTILE, hostile_article
from tests.lessons.paper import Posting, page, read

BOILERPLATE = (
    "Subscribe by letter",
    "Leave a comment",
    "Print this page\u00a0Print this page",
    "Did you enjoy this article?",
    "Share this:\nTweet",
    "Powered by PressWorks",
)
HALL = ("the", "foot", "leans", "toward", "a", "wall", "when", "arms", "rise", "slowly", "so")
# Five to thirty words, beginning with each in turn: to draw them one by one takes most of the time.
TURNED = [HALL[start:] + HALL[:start] for start in range(len(HALL))]
SENTENCES = [
    " ".join((words * 3)[:count]).capitalize() + "."
    for words in TURNED
    for count in (5, 6, 9, 14, 22, 30)
]
sentences = st.sampled_from(SENTENCES)
bodies = st.lists(sentences, min_size=1, max_size=5)
moments = st.integers(0, 50_000_000).map(
    lambda minutes: dt.datetime.fromisoformat("1995-01-01T00:00") + dt.timedelta(minutes=minutes)
)
handles = st.sampled_from(
    ("ann", "B. Cole, PT", "4. on 7th", "A » B | C", "the wall on May 3rd", "o’neil $$$$", "☂")
)
threads = st.lists(st.tuples(handles, moments, bodies), max_size=8)


@given(st.binary(max_size=600))
def test_any_bytes_give_an_article_or_a_refusal(content: bytes) -> None:
    assert _answered(content)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from((*BOILERPLATE, *page(["Lean on it, and lean again."], []), "", "\x85")),
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
def test_any_text_gives_an_article_or_a_refusal(lines: list[str]) -> None:
    assert _answered("\n".join(lines).encode(errors="replace"))


def _answered(content: bytes) -> bool:
    try:
        return isinstance(read_article(content), Article)
    except ArticleRefused as refused:
        return bool(str(refused))


@given(bodies, threads)
def test_what_a_site_prints_is_read_back(body: list[str], thread: list[Posting]) -> None:
    article = read(page(body, thread))

    assert article.title == "Lean on a Wall"
    assert list(article.paragraphs) == body
    assert article.declared_comments == len(thread)
    assert article.warnings == ()
    assert [
        (comment.author, comment.posted, list(comment.paragraphs)) for comment in article.comments
    ] == thread


@given(bodies, threads, st.data())
def test_boilerplate_changes_nothing(
    body: list[str], thread: list[Posting], data: st.DataObject
) -> None:
    blocks = page(body, thread)
    furnished = list(blocks)
    for line in data.draw(st.lists(st.sampled_from(BOILERPLATE), min_size=1, max_size=4)):
        furnished.insert(data.draw(st.integers(0, len(furnished))), line)

    assert read(furnished) == read(blocks)


@given(bodies, threads.filter(bool), st.data())
def test_a_lost_comment_is_missed_by_number(
    body: list[str], thread: list[Posting], data: st.DataObject
) -> None:
    lost = data.draw(st.integers(1, len(thread)))
    blocks = page(body, thread)
    starts = [at for at, block in enumerate(blocks) if block.startswith("  ")]
    starts = [at for at in starts if not blocks[at].startswith("    ")] + [len(blocks)]

    article = read(blocks[: starts[lost - 1]] + blocks[starts[lost] :])

    assert len(article.comments) == len(thread) - 1
    assert f"Missing from the comments: {lost}." in article.warnings


@pytest.mark.parametrize(("opening", "unit"), HOSTILE)
def test_five_hostile_megabytes_are_answered(opening: str, unit: str) -> None:
    assert _answered(hostile_article(opening, unit))
