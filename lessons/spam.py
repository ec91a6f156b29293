"""Spam and pingbacks: responses that a machine left, told by general signs alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lessons.cue_words import words_of
from lessons.responses import Response

_CUT = r"\[ ?(?:…|\.{3}|&hellip;|&#8230;) ?\]"
_CUT_FRONT = re.compile(rf"(?:{_CUT}|(?:pingback|trackback):)", re.IGNORECASE)
_CUT_BACK = re.compile(rf"{_CUT}\Z", re.IGNORECASE)
_SITE_NAME = re.compile(r"[»«|]|blog archive|pingback|trackback", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
_SALES = frozenset(
    words_of(
        "casino viagra cialis pills loan loans payday poker betting replica backlinks seo crypto "
        "bitcoin coupon coupons forex jackpot discount cheap cheapest"
    )
)
_PERSONS = frozenset(
    words_of(
        "i i'm i've i'd i'll me my mine we our us you your yours you're she her he his him they "
        "their thank thanks"
    )
)
_COMMON = frozenset(
    words_of(
        "about above after again also among another article back because been before being "
        "below between both came come could does doing down during each even ever every first "
        "from good great have having help here information into itself just know like made make "
        "many might more most much only other over please read reading really said same says "
        "should show since some something still such take than that their them then there these "
        "they thing things think this those though through topic under until upon using very "
        "want ways well went were what when where whether which while will with without work "
        "works would write writing your yours"
    )
)
_ABSTRACT = ("ity", "ness", "tion", "sion", "ment", "ance", "ence", "ities", "tions", "sions")
_SOME_WORDS = 8
_ENOUGH = 3  # weight of the signs together


def subjects_of(words: Iterable[str]) -> frozenset[str]:
    """The words that can show what a text is about."""
    return frozenset(word for word in words if len(word) > 3) - _COMMON


def pingback_reason(response: Response) -> str | None:
    """Why the response is another site's automatic notice, or None.

    A strange name alone is no sign: people sign with titles and shops too.
    """
    text = response.text
    cuts = bool(_CUT_FRONT.match(text)) + bool(_CUT_BACK.search(text[-20:]))
    if cuts == 2:
        return "It is a fragment of another page, cut at both ends."
    if cuts and _SITE_NAME.search(response.author):
        return "It is a cut fragment of another page, signed with the name of a site."
    return None


def spam_reason(response: Response, words: Sequence[str], subjects: frozenset[str]) -> str | None:
    """Why the response is spam, or None: no sign is enough alone, and praise is none."""
    if not words:
        return "It holds no words."
    signs = list(_signs(response, words, subjects))
    if sum(weight for weight, _ in signs) < _ENOUGH:
        return None
    return f"It {'; it '.join(sign for _, sign in signs)}."


def _signs(
    response: Response, words: Sequence[str], subjects: frozenset[str]
) -> Iterator[tuple[int, str]]:
    sold = _SALES.intersection(words)
    if subjects.isdisjoint(words):
        yield 1, "names nothing the article speaks of"
    if _LINK.search(response.text):
        yield 1, "links elsewhere"
    if sold:
        yield min(len(sold), 2), f"sells: {', '.join(sorted(sold))}"
    if _is_machine_like(words):
        yield 2, "strings abstract nouns together and addresses nobody"


def _is_machine_like(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 4]
    abstract = [word for word in long if word.endswith(_ABSTRACT)]
    return _PERSONS.isdisjoint(words) and len(abstract) * 3 >= max(len(long), _SOME_WORDS)
