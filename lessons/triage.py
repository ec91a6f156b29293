"""Triage: what each comment below an article is, and why, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from lessons.cue_words import Sentence, sentences_of, words_of
from lessons.debate import Kind
from lessons.responses import Response
from lessons.spam import pingback_reason, spam_reason, subjects_of

ALIKE = 0.7  # share of words in common from which one comment repeats another
NEARBY = 30  # earlier comments looked at for a repeat: people post twice within days
ENOUGH_WORDS = 20  # shorter texts of two people agree by chance


class SavedComment(Response, frozen=True, kw_only=True):
    """A response with what it was taken for; ``sensitive`` means it holds health details."""

    kind: Kind
    reasons: tuple[str, ...]
    duplicate_of: int | None = None
    sensitive: bool = False


class Finding(NamedTuple):
    """A kind and the reason for it in plain words."""

    kind: Kind
    reason: str
    duplicate_of: int | None = None


def triage(responses: Sequence[Response], article: str) -> tuple[SavedComment, ...]:
    """Every response with its kind and the reasons; ``article`` is the article's own text."""
    subjects = subjects_of(words_of(article))
    originals = _Originals()
    return tuple(_triaged(response, subjects, originals) for response in responses)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words two texts have in common, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


class _Originals:
    """The comments so far that repeat no earlier one."""

    def __init__(self) -> None:
        self._seen: list[tuple[Response, frozenset[str]]] = []

    def finding(self, response: Response, words: frozenset[str]) -> Finding | None:
        """Which earlier comment this one repeats; if none, later ones may repeat it."""
        for earlier, earlier_words in self._seen[-NEARBY:]:
            share = similarity(words, earlier_words)
            if share >= ALIKE and (len(words) >= ENOUGH_WORDS or _same_name(response, earlier)):
                reason = f"{share:.0%} of its words are those of comment {earlier.number}."
                return Finding("duplicate", reason, earlier.number)
        self._seen.append((response, words))
        return None


def _same_name(one: Response, other: Response) -> bool:
    return one.author.casefold() == other.author.casefold()


def _triaged(response: Response, subjects: frozenset[str], originals: _Originals) -> SavedComment:
    words = words_of(response.text)
    sentences = tuple(sentences_of(response.text))
    finding = (
        _machine(response, words, subjects)
        or originals.finding(response, frozenset(words))
        or _leading(sentences)
    )
    health = _health(sentences, quoted=finding.kind == "pingback")
    return SavedComment(
        **msgspec.structs.asdict(response),
        kind=finding.kind,
        reasons=(finding.reason, *health),
        duplicate_of=finding.duplicate_of,
        sensitive=bool(health),
    )


def _machine(response: Response, words: Sequence[str], subjects: frozenset[str]) -> Finding | None:
    if reason := pingback_reason(response):
        return Finding("pingback", reason)
    if reason := spam_reason(response, words, subjects):
        return Finding("spam", reason)
    return None


def _leading(sentences: Sequence[Sentence]) -> Finding:
    """What most sentences do; each asking, objecting or telling one outweighs one of praise."""
    asks = [said.asks for said in sentences if said.asks]
    objects = [said.objects for said in sentences if said.objects]
    tells = [said.tells for said in sentences if said.tells]
    praises = [said.praises for said in sentences if said.praises]
    weighed = (
        (2 * len(objects), Finding("challenge", f"It objects: {_quoted(objects)}.")),
        (2 * len(asks), Finding("question", f"Sentences that ask: {len(asks)}.")),
        (2 * len(tells), Finding("story", f"It tells the writer’s own story: {_quoted(tells)}.")),
        (len(praises), Finding("support", f"It thanks or agrees: {_quoted(praises)}.")),
    )
    weight, finding = max(weighed, key=itemgetter(0))
    return finding if weight else Finding("support", "It asks nothing and objects to nothing.")


def _health(sentences: Iterable[Sentence], *, quoted: bool) -> tuple[str, ...]:
    """Why the comment is sensitive, if it is: a quoted fragment has lost whose body it tells of."""
    found = [word for said in sentences if (word := said.hurts if quoted else said.ails)]
    return (f"It holds health details: {_quoted(found)}.",) if found else ()


def _quoted(said: Iterable[str]) -> str:
    return ", ".join(f"“{words}”" for words in list(dict.fromkeys(said))[:4])
