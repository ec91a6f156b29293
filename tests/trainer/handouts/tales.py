"""Tales: random editions of a lesson, and copies of every kind printed and lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from hypothesis import strategies as st

from lessons.lesson import Lesson
from quizzes.package import Package
from quizzes.parts import PartRef
from tests.builders import a_section
from tests.debates import a_claim, a_debated_lesson, a_row, a_verdict, an_exercise
from tests.trainer.small_studio import START
from trainer.editions.models.edition import Document, Edition, Title
from trainer.editions.models.part import part_revisions
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy, CopyNumber, Issue
from trainer.handouts.models.copy_event import Deed
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.scope import EVERY, StudioSession

# What changes from one edition to the next; what paper of a kind may show of it.
CHANGING = (
    *(PartRef("section", ref) for ref in ("s1", "s2")),
    *(PartRef("exercise", ref) for ref in ("e1", "e2")),
    *(PartRef("docket_row", ref) for ref in ("r1", "r2")),
)
GONE = {"replaced", "lost", "returned", "withdrawn", "destroyed"}
VERBS = {
    "handed_over": Copy.hand_over,
    "lost": Copy.lose,
    "withdrawn": Copy.withdraw,
    "destroyed": Copy.destroy,
}


@dataclass(frozen=True)
class Paper:
    """A copy to be printed: who it is for, of which kind, what it shows, and what becomes of it."""

    who: int
    kind: Kind
    shows: frozenset[PartRef]
    becomes: str


@dataclass(frozen=True)
class Release:
    """An edition: what is written otherwise than before, what of it counts, and what is printed."""

    rewritten: frozenset[PartRef]
    counts: frozenset[PartRef]
    papers: tuple[Paper, ...]


def some(of: tuple[PartRef, ...] = CHANGING) -> st.SearchStrategy[frozenset[PartRef]]:
    """A few of these."""
    return st.frozensets(st.sampled_from(of), max_size=3)


PAPERS = st.builds(
    Paper,
    who=st.integers(0, 1),
    kind=st.sampled_from(Kind),
    shows=st.frozensets(st.sampled_from(CHANGING), min_size=1, max_size=4),
    becomes=st.sampled_from(("printed", "printed", *VERBS)),
)
RELEASES = st.builds(Release, some(), some(), st.lists(PAPERS, max_size=2).map(tuple))
TALES = st.lists(RELEASES, min_size=1, max_size=3)


@dataclass
class Tale:
    """What was published and printed, and beside it what must be stale by the rule alone."""

    rows: StudioSession
    every: StudioSession
    title: Title
    members: list[int]
    versions: dict[PartRef, int] = field(default_factory=lambda: dict.fromkeys(CHANGING, 0))
    changed: dict[PartRef, int] = field(default_factory=lambda: dict.fromkeys(CHANGING, 0))
    before: dict[PartRef, int] = field(default_factory=dict)
    editions: list[Edition] = field(default_factory=list)
    printed: dict[int, tuple[Paper, dict[PartRef, int]]] = field(default_factory=dict)

    def tell(self, releases: list[Release]) -> None:
        """Publish and print all of it."""
        for number, release in enumerate(releases):
            self._publish(number, release)
            for paper in release.papers:
                self._print(paper)

    def _publish(self, number: int, release: Release) -> None:
        self.before = dict(self.changed)
        counts = release.counts & release.rewritten if number else frozenset()
        for part in release.rewritten:
            self.versions[part] += 1
        for part in counts:
            self.changed[part] += 1
        package = Package(lesson=a_lesson_with(self.versions, number), quiz=None)
        Document.keep(self.every, package)
        self.every.flush()
        self.editions.append(self.title.publish(self.rows, package, START, material=counts))

    def _print(self, paper: Paper) -> None:
        edition, member = self.editions[-1], self.members[paper.who]
        revisions = part_revisions(self.rows, edition.id)
        issue = Issue(self.title.id, edition.id, member, START, None, revisions, paper.kind)
        word = f"c{len(self.printed)}"
        named = CopyNumber(word, word)
        copy = issue.record(self.rows, member, named, sorted(paper.shows), word.encode())
        if verb := VERBS.get(paper.becomes):
            verb(copy, self.rows, Deed(member, START))
        self.printed[copy.id] = paper, {part: self.changed[part] for part in paper.shows}

    @property
    def stale(self) -> set[int]:
        """The copies that show what has changed since in a way that counts."""
        return self._stale_under(self.changed)

    @property
    def newly_stale(self) -> set[int]:
        """Of these, those that were not stale under the edition before."""
        return self.stale - self._stale_under(self.before)

    def _stale_under(self, changed: dict[PartRef, int]) -> set[int]:
        return {
            id_
            for id_, (_, then) in self.printed.items()
            if any(changed[part] != changes for part, changes in then.items())
        }

    @property
    def held(self) -> set[int]:
        """The copies that are in somebody's hands."""
        return {id_ for id_, (paper, _) in self.printed.items() if paper.becomes not in GONE}


def a_lesson_with(versions: dict[PartRef, int], number: int) -> Lesson:
    """A lesson in which those parts are written so; each edition says something else in passing."""
    said = {part: f"version {version}" for part, version in versions.items()}
    return a_debated_lesson(
        summary=f"Edition {number}.",
        sections=tuple(
            a_section(ref=part.ref, title=said[part]) for part in CHANGING if part.kind == "section"
        ),
        exercises=tuple(
            an_exercise(part.ref, name=said[part]) for part in CHANGING if part.kind == "exercise"
        ),
        claims=(a_claim("c1"), a_claim("c2")),
        docket=tuple(
            a_row(ref, claim, title=said[PartRef("docket_row", ref)])
            for ref, claim in (("r1", "c1"), ("r2", "c2"))
        ),
        arguments=(),
        comments=(),
        verdicts=(a_verdict("r1", "contradicted"), a_verdict("r2", "contradicted")),
    )


@contextmanager
def a_tale(engine: sa.Engine, releases: list[Release]) -> Iterator[Tale]:
    """What was told, in a transaction of which nothing is kept."""
    with engine.connect() as connection, connection.begin() as transaction:
        with StudioSession(connection, EVERY) as every:
            title = every.scalars(sa.select(Title)).one()
            members = list(every.scalars(sa.select(Membership.id).order_by(Membership.id)))
            studio_id = title.studio_id
            with StudioSession(connection, studio_id) as rows:
                tale = Tale(rows, every, rows.get_one(Title, title.id), members)
                tale.tell(releases)
                yield tale
        transaction.rollback()
