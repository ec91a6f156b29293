"""The debate inside a lesson: claims, the docket, arguments, evidence, verdicts and comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from lessons.authoring import Authored, Number, Ref

Kind = Literal["support", "challenge", "question", "story", "pingback", "spam", "duplicate"]
Publish = Literal["shown", "hidden", "accounted"]


class Comment(Authored, frozen=True, kw_only=True):
    """One reader's comment on the source article: who wrote it is never stored.

    ``posted`` is local to the source and has no zone. ``point`` is one sentence of ours and only a
    shown comment has one; every other comment has a ``reason`` that says what became of it.
    ``same_as`` numbers the other comments of the same person, each of which numbers this one.
    """

    number: Number
    posted: Annotated[dt.datetime, msgspec.Meta(tz=False)]
    kind: Kind
    publish: Publish
    point: str | None = None
    reason: str | None = None
    duplicate_of: int | None = None
    same_as: tuple[Number, ...] = ()

    @property
    def label(self) -> str:
        """How a page names its writer, such as "Reader 11, June 2012"."""
        return f"{self._reader}, {self.posted:%B %Y}"

    @property
    def _reader(self) -> str:
        others = " and ".join(f"Reader {number}" for number in self.same_as)
        return f"Reader {self.number}" + (f" (who is also {others})" if others else "")


def people(comments: Iterable[Comment]) -> int:
    """How many people wrote the replies among those comments: who wrote twice counts once."""
    replies = (each for each in comments if each.publish != "accounted")
    return len({min((each.number, *each.same_as)) for each in replies})


ClaimType = Literal["anatomical", "biomechanical", "embryological", "experiential", "rhetorical"]


class Claim(Authored, frozen=True, kw_only=True):
    """One thing said, in our own words: by the article in ``paragraphs``, or in ``comments``.

    A claim of the article names paragraphs, a critic's names comments; none names both.
    """

    ref: Ref
    text: str
    types: tuple[ClaimType, ...]
    paragraphs: tuple[Number, ...] = ()
    comments: tuple[Number, ...] = ()


class DocketRow(Authored, frozen=True, kw_only=True):
    """What is put to debate: one wording, the same as a question, and the claims that it covers.

    Where nobody says yet whether it holds, it stands as the question.
    """

    ref: Ref
    title: str
    wording: str
    claims: tuple[Ref, ...]
    question: str = ""

    @property
    def asked(self) -> str:
        """The wording as a question, also where an older lesson has none."""
        return self.question or f"Does it hold? “{self.wording}”"


Side = Literal["for", "against", "undercuts", "asks"]


class Argument(Authored, frozen=True, kw_only=True):
    """One point in the debate of a docket row.

    ``comments`` are the shown comments it comes from; without any it is the editor's, or rests on a
    hidden comment, unnumbered, when ``unnumbered`` is set. An argument that undercuts names in
    ``target`` the argument whose step it denies.
    """

    ref: Ref
    row: Ref
    side: Side
    text: str
    comments: tuple[Number, ...] = ()
    unnumbered: bool = False
    evidence: tuple[Ref, ...] = ()
    target: Ref | None = None


Grade = Literal["A", "B", "C", "D", "E"]


Study = Literal[
    "systematic_review",
    "dissection",
    "imaging",
    "trial",
    "recording",
    "comparison",
    "cadaver_test",
    "tissue",
    "model",
    "textbook",
    "review",
    "opinion",
    "scheme",
    "page",
    "experience",
]
HIGHEST: dict[Study, Grade] = {
    "systematic_review": "A",
    "dissection": "A",
    "imaging": "A",
    "trial": "B",
    "recording": "B",
    "comparison": "B",
    "cadaver_test": "C",
    "tissue": "C",
    "model": "C",
    "textbook": "C",
    "review": "C",
    "opinion": "D",
    "scheme": "D",
    "page": "D",
    "experience": "D",
}
UNTRACED: Grade = "D"  # the most that a source without an author or a year can have


class Bearing(Authored, frozen=True, kw_only=True):
    """How far evidence speaks for a claim: from -2, strongly against, to 2, strongly for."""

    claim: Ref
    weight: Annotated[int, msgspec.Meta(ge=-2, le=2)]


class Evidence(Authored, frozen=True, kw_only=True):
    """One source, cited in full, with what it measured in how many and what that cannot tell.

    ``grade``: A consistent dissection or imaging, or a systematic review; B measured in living
    people; C cadaver, model or textbook; D page, opinion or experience; E image without data.
    ``kind`` caps it, as HIGHEST says. A citation gives author, title, place and year, or says in
    ``unsigned`` and ``undated`` why one of them is not known.
    """

    ref: Ref
    citation: str
    short: str
    design: str
    finding: str
    limits: str
    grade: Grade
    bearings: tuple[Bearing, ...]
    n: str | None = None
    doi: str | None = None
    undated: str | None = None
    unsigned: str | None = None
    kind: Study | None = None


Label = Literal["supported", "partly", "contested", "contradicted", "no_evidence", "not_testable"]


class Verdict(Authored, frozen=True, kw_only=True):
    """What the editor concludes ``on`` a docket row, or on a claim that no row covers.

    On a docket row it stays closed to a learner until their second stance. ``short`` says it where
    there is no room for the reason, and its first sentence goes the way of the label. Contested is
    what evidence disagrees on; where nobody has looked, there is no evidence.
    """

    on: Ref
    label: Label
    grade: Grade
    reason: str
    date: dt.date
    version: Number = 1
    misreading: str | None = None
    evidence: tuple[Ref, ...] = ()
    short: str = ""

    @property
    def brief(self) -> str:
        """The verdict in short; where an older lesson has no short one, the whole of its reason."""
        return self.short or self.reason

    @property
    def settled(self) -> bool:
        """Whether a question about it can have a key."""
        return self.label in {"supported", "partly", "contradicted"}
