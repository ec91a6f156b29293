"""Delta: what a member has to look at again in a title, since it changed materially."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from trainer.models.edition import Edition, Part
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.stance import Phase, Stance
from trainer.models.standing import Standing, standings
from trainer.models.study import Taught

Key = tuple[str, str]  # a part's kind and ref


@dataclass(frozen=True)
class Since:
    """When a part became what it is now, and in which revision."""

    revision: int
    edition: int
    at: dt.datetime


@dataclass(frozen=True)
class Again:
    """One part to look at again, with the edition and the moment in which it changed."""

    ref: str
    name: str
    edition: int
    at: dt.datetime


@dataclass(frozen=True)
class Delta:
    """What to look at again, by kind, in the order of the lesson and its quiz."""

    sections: tuple[Again, ...] = ()
    exercises: tuple[Again, ...] = ()
    rows: tuple[Again, ...] = ()
    questions: tuple[Again, ...] = ()
    standing: Standing | None = None

    @property
    def count(self) -> int:
        """How much there is of it."""
        parts = (self.sections, self.exercises, self.rows, self.questions)
        return sum(len(each) for each in parts)


def delta(session: Session, taught: Taught, membership_id: int) -> Delta:
    """One member's delta in one title: six queries, whatever there is."""
    return deltas(session, [taught], membership_id)[taught.title_id]


def deltas(session: Session, titles: Sequence[Taught], membership_id: int) -> dict[int, Delta]:
    """The same in several titles at once: six queries."""
    done = _done(session, membership_id)
    since = _since(session, titles)
    passed = standings(session, membership_id, titles)
    return {
        each.title_id: _delta(
            each, done[each.title_id], since[each.title_id], passed.get(each.title_id)
        )
        for each in titles
    }


def _delta(
    taught: Taught,
    done: Mapping[Key, set[int]],
    since: Mapping[Key, Since],
    standing: Standing | None,
) -> Delta:
    stale = [key for key in done if key in since and since[key].revision not in done[key]]
    lesson, quiz = taught.lesson, taught.quiz
    asked = [("question", ref) for ref in standing.again] if standing else []
    titles = ((each.ref, each.title) for each in lesson.sections)
    names = ((each.ref, each.name) for each in lesson.exercises)
    rows = ((each.ref, each.title) for each in lesson.docket)
    stems = ((each.ref, each.stem) for each in (quiz.live if quiz else ()))
    return Delta(
        sections=tuple(_again("section", titles, stale, since)),
        exercises=tuple(_again("exercise", names, stale, since)),
        rows=tuple(_again("docket_row", rows, stale, since)),
        questions=tuple(_again("question", stems, asked, since)),
        standing=standing,
    )


def _again(
    kind: str,
    named: Iterable[tuple[str, str]],
    stale: Sequence[Key],
    since: Mapping[Key, Since],
) -> Iterator[Again]:
    for ref, name in named:
        if (kind, ref) in stale:
            yield Again(ref, name, since[kind, ref].edition, since[kind, ref].at)


def _done(session: Session, membership_id: int) -> Mapping[int, dict[Key, set[int]]]:
    """The revisions in which a member has done each part, by title."""
    done: defaultdict[int, dict[Key, set[int]]] = defaultdict(dict)
    for kind, statement in _DONE.items():
        for title, ref, revision in session.execute(statement, {"member": membership_id}):
            done[title].setdefault((kind, ref), set()).add(revision)
    return done


def _since(session: Session, titles: Sequence[Taught]) -> Mapping[int, dict[Key, Since]]:
    since: defaultdict[int, dict[Key, Since]] = defaultdict(dict)
    asked = {"editions": [each.edition_id for each in titles]}
    for title, kind, ref, revision, edition, at in session.execute(_SINCE, asked):
        since[title][kind, ref] = Since(revision, edition, at)
    return since


_DONE = {
    "section": sa.select(Reading.title_id, Reading.section, Reading.revision)
    .where(Reading.membership_id == sa.bindparam("member"))
    .distinct(),
    "exercise": sa.select(Practice.title_id, Practice.exercise, Practice.revision)
    .where(Practice.membership_id == sa.bindparam("member"))
    .distinct(),
    "docket_row": sa.select(Stance.title_id, Stance.row, Stance.revision).where(
        Stance.membership_id == sa.bindparam("member"), Stance.phase == Phase.SECOND
    ),
}

# The first edition that had a part in the revision it has in the edition that is taught.
_now, _taught = aliased(Part), aliased(Edition)
_SINCE = (
    sa.select(
        Edition.title_id,
        Part.kind,
        Part.ref,
        Part.revision,
        sa.func.min(Edition.number),
        sa.func.min(Edition.at, type_=Edition.at.type),
    )
    .join(Edition, Edition.id == Part.edition_id)
    .join(_taught, _taught.title_id == Edition.title_id)
    .join(
        _now,
        sa.and_(_now.kind == Part.kind, _now.ref == Part.ref, _now.revision == Part.revision),
    )
    .where(
        _now.edition_id == _taught.id,
        _taught.id.in_(sa.bindparam("editions", expanding=True)),
        Part.kind.in_(["section", "exercise", "docket_row", "question"]),
    )
    .group_by(Edition.title_id, Part.kind, Part.ref, Part.revision)
)
