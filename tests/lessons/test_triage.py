"""Comments, sorted: what each one is, why, and whether it tells of somebody's health."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.article import read_article
from lessons.responses import Response
from lessons.triage import ALIKE, SavedComment, similarity, triage

ARTICLES = Path(__file__).parent / "articles"
POSTED = dt.datetime.fromisoformat("2015-05-03T08:30")
ARTICLE = "Lean on a wall. The calf lengthens when the heel stays on the floor."
LONG = (
    "The calf and the heel should be looked at together, since a long day in hard shoes changes "
    "both of them before anybody comes near your wall."
)


def respond(*texts: str, author: str = "ann") -> tuple[SavedComment, ...]:
    return triage(
        [
            Response(number=number, author=author, posted=POSTED, paragraphs=(text,))
            for number, text in enumerate(texts, start=1)
        ],
        ARTICLE,
    )


def kind(text: str, author: str = "ann") -> str:
    return respond(text, author=author)[0].kind


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "one-leg",
            (
                "support pingback challenge support question question challenge duplicate spam "
                "story challenge pingback spam support"
            ),
        ),
        ("foot-arch", "support challenge question story"),
    ],
)
def test_the_comments_of_an_article_are_sorted(name: str, kinds: str) -> None:
    article = read_article((ARTICLES / f"{name}.txt").read_bytes())

    assert " ".join(comment.kind for comment in article.comments) == kinds


def test_health_details_are_flagged_and_nothing_else() -> None:
    article = read_article((ARTICLES / "one-leg.txt").read_bytes())

    assert [comment.number for comment in article.comments if comment.sensitive] == [10, 12]


def test_every_comment_has_a_reason_in_words() -> None:
    article = read_article((ARTICLES / "one-leg.txt").read_bytes())

    assert all(reason.endswith(".") for comment in article.comments for reason in comment.reasons)
    assert article.comments[6].reasons == ("It objects: “wrong”, “errors”.",)


@pytest.mark.parametrize(
    "text",
    [
        "[…] leaning on walls, as this piece says […]",
        "[...] leaning on walls, as this piece says [...]",
        "[&#8230;] leaning on walls, as this piece says [&hellip;]",
    ],
)
def test_a_fragment_cut_at_both_ends_is_a_pingback(text: str) -> None:
    assert kind(text) == "pingback"


def test_a_fragment_cut_at_one_end_needs_the_name_of_a_site() -> None:
    text = "[…] leaning on walls, as this piece says"

    assert kind(text, author="Wall Weekly » Heels") == "pingback"
    assert kind(text, author="ann") == "support"


@pytest.mark.parametrize("author", ["The Calf | Studio", "Best Calves Ever", "x", "Dr. Q, DPT"])
def test_a_strange_name_alone_is_neither_spam_nor_pingback(author: str) -> None:
    assert kind("Thank you, this is clear.", author=author) == "support"


@pytest.mark.parametrize(
    "text",
    [
        "Awesome!",
        "Best thing ever, buy it, share it.",
        "Loved it. More on my site www.ann.example",
        "My doctor only gave me pills.",
        "Where did you get the cheap floor mats?",
    ],
)
def test_praise_or_a_sale_or_a_link_alone_is_not_spam(text: str) -> None:
    assert kind(text) != "spam"


@pytest.mark.parametrize(
    "text",
    [
        "What an expression of brightness and consideration with remarkable development.",
        "Casino and poker bonus for all",
        "Good heel. Visit http://a.example for payday loans",
    ],
)
def test_signs_of_a_machine_together_are_spam(text: str) -> None:
    assert kind(text) == "spam"


def test_abstract_words_on_the_subject_are_not_spam() -> None:
    text = "What an expression of brightness and consideration with remarkable calf development."

    assert kind(text) == "support"


def test_a_reworded_repeat_names_the_comment_it_repeats() -> None:
    first, second = respond(LONG, LONG.replace("your wall", "that door").replace("hard", "stiff"))

    assert first.duplicate_of is None
    assert (second.kind, second.duplicate_of) == ("duplicate", 1)


def test_a_third_repeat_points_at_the_first() -> None:
    assert [comment.duplicate_of for comment in respond(LONG, LONG, LONG)] == [None, 1, 1]


def test_two_people_may_thank_in_the_same_short_words() -> None:
    responses = [
        Response(
            number=number,
            author=author,
            posted=POSTED,
            paragraphs=("Thank you for this!",),
        )
        for number, author in ((1, "ann"), (2, "Bo"), (3, "Ann"))
    ]

    assert [comment.duplicate_of for comment in triage(responses, ARTICLE)] == [None, None, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I love this. But the claim about the heel is false.", "challenge"),
        ("Great piece. How long should I lean?", "question"),
        ("Please explain the mistakes you see.", "question"),
        ("I am not so sure I agree.", "challenge"),
        ("There is no reason to believe it.", "challenge"),
        ("I am not sure how it works, and it helped.", "support"),
        ("When I was nine, one day I leaned on a wall.", "story"),
        ("We lean on Mondays.", "support"),
    ],
)
def test_what_most_sentences_do_decides(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "After my hip surgery I lean less.",
        "I have mild scoliosis.",
        "Had two operations last year.",
        "Today I’m sore.",
        "My mother has suffered for years.",
    ],
)
def test_somebodys_own_pain_illness_or_treatment_is_sensitive(text: str) -> None:
    comment = respond(text)[0]

    assert comment.sensitive
    assert comment.reasons[-1].startswith("It holds health details")


@pytest.mark.parametrize(
    "text",
    [
        "My clients' injuries heal faster this way.",
        "I hope this is not what your books teach, including the chapter on scoliosis.",
        "Pain is a signal.",
        "As a physiotherapist, I measure my patients every week.",
    ],
)
def test_general_talk_of_health_is_not_sensitive(text: str) -> None:
    assert not respond(text)[0].sensitive


@given(st.lists(st.text(max_size=80), max_size=6))
def test_every_text_gets_one_kind_and_at_least_one_reason(texts: list[str]) -> None:
    comments = respond(*texts)

    assert len(comments) == len(texts)
    assert all(comment.reasons for comment in comments)
    assert all(
        (comment.kind == "duplicate") == (comment.duplicate_of is not None) for comment in comments
    )


words = st.frozensets(st.sampled_from("abcdefgh"), max_size=8)


@given(words, words)
def test_similarity_is_a_share_and_the_same_both_ways(
    one: frozenset[str], other: frozenset[str]
) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert (similarity(one, one) >= ALIKE) == bool(one)
