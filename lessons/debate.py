"""The debate inside a lesson: claims, the docket, arguments, evidence, verdicts and comments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from lessons.authored import Authored, Number, Ref

Kind = Literal["support", "challenge", "question", "story", "pingback", "spam", "duplicate"]
Publish = Literal["shown", "hidden", "accounted"]


class Comment(Authored, frozen=True, kw_only=True):
    """One reader's comment on the source article: who wrote it is never stored.

    ``posted`` is local to the source and has no zone. ``point`` is one sentence of ours and only a
    shown comment has one; every other comment has a ``reason`` that says what became of it.
    """

    number: Number
    posted: Annotated[dt.datetime, msgspec.Meta(tz=False)]
    kind: Kind
    publish: Publish
    point: str | None = None
    reason: str | None = None
    duplicate_of: int | None = None

    @property
    def label(self) -> str:
        """How a page names its writer, such as "Reader 11, June 2012"."""
        return f"Reader {self.number}, {self.posted:%B %Y}"


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
    """What is put to debate: one wording, and the claims that it covers."""

    ref: Ref
    title: str
    wording: str
    claims: tuple[Ref, ...]


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


class Bearing(Authored, frozen=True, kw_only=True):
    """How far evidence speaks for a claim: from -2, strongly against, to 2, strongly for."""

    claim: Ref
    weight: Annotated[int, msgspec.Meta(ge=-2, le=2)]


class Evidence(Authored, frozen=True, kw_only=True):
    """One source, cited in full, with what it measured in how many and what that cannot tell.

    ``grade``: A consistent dissection or imaging, or a systematic review; B measured in living
    people; C cadaver or model; D professional or personal experience; E image without data.
    A citation without a year says in ``undated`` why it has none.
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


Label = Literal["supported", "partly", "contested", "contradicted", "not_testable"]


class Verdict(Authored, frozen=True, kw_only=True):
    """What the editor concludes ``on`` a docket row, or on a claim that no row covers.

    On a docket row it stays closed to a learner until their second stance.
    """

    on: Ref
    label: Label
    grade: Grade
    reason: str
    date: dt.date
    version: Number = 1
    misreading: str | None = None
    evidence: tuple[Ref, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether a question about it can have a key."""
        return self.label in {"supported", "partly", "contradicted"}
