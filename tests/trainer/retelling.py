"""A history retold in a database, and beside it, by the rule alone, where everybody must stand.

Nothing of it is kept: a retelling ends with its transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from quizzes.changes import GONE, Known
from quizzes.package import Package
from quizzes.parts import PartRef
from tests.trainer.histories import Chapter, Deed, History
from tests.trainer.small_studio import START
from trainer.debate.models.stance import Phase, Stance
from trainer.editions.models.edition import Document, Edition, Title
from trainer.editions.models.part import known_parts
from trainer.handouts.models.copy import CopyNumber, Issue
from trainer.quizzing.models.attempt import Attempt, Scope
from trainer.quizzing.models.result import Result
from trainer.storage.base import Tenant
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.scope import EVERY, StudioSession

Parts = dict[PartRef, Known]


@dataclass(frozen=True)
class Done:
    """Something that rests on one part, in the revision it had."""

    what: str
    who: int
    key: PartRef
    revision: int


@dataclass
class Try:
    """An attempt in an edition with those parts, and whether it passed, marked once or again."""

    who: int
    parts: Parts
    row: Attempt
    passed: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Printed:
    """A copy, and the revisions of the parts it shows."""

    who: int
    shows: dict[PartRef, int]


@dataclass
class Retelling:
    """A title of one studio, whose editions are published and studied as a history tells."""

    connection: sa.Connection
    rows: StudioSession
    title: Title
    members: list[int]
    at: dt.datetime = START
    editions: list[Edition] = field(default_factory=list)
    parts: list[Parts] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    def tell(self, history: History) -> None:
        """Publish and do all of it."""
        before: Chapter | None = None
        for chapter in history:
            self.publish(chapter, before)
            for deed in chapter.deeds:
                self.do(deed)
            before = chapter

    def publish(self, chapter: Chapter, before: Chapter | None) -> None:
        """Publish a release; one that changes nothing makes no edition."""
        release, package = chapter.release, chapter.release.package
        with StudioSession(self.connection, EVERY) as every:
            Document.keep(every, package)
        material = release.material(before.release if before else None)
        edition = self.title.publish(self.rows, package, self._now(), material=material)
        if edition not in self.editions:
            self.editions.append(edition)
            self.parts.append(known_parts(self.rows, edition.id))
            self.packages.append(package)

    def do(self, deed: Deed) -> None:
        """Do what is told, where there is something to do it with."""
        lesson, quiz = self.packages[-1].lesson, self.packages[-1].quiz
        named: dict[str, tuple[Any, ...]] = {
            "read": lesson.sections,
            "practise": lesson.exercises,
            "sign": lesson.exercises,
            "argue": lesson.docket,
            "try": quiz.live if quiz else (),
            "pass": quiz.live if quiz else (),
        }
        there = named.get(deed.what, lesson.sections)
        if there:
            doing: Callable[[Deed, str], None] = getattr(self, f"_{deed.what}")
            doing(deed, there[deed.place % len(there)].ref)

    def session(self, own: int | None = None) -> StudioSession:
        """What somebody of the studio, or a manager of all of it, asks with."""
        self.rows.flush()
        return StudioSession(self.connection, self.title.studio_id, own)

    def _read(self, deed: Deed, ref: str) -> None:
        Reading.record(self.rows, self.members[deed.who], self.editions[-1], ref, self._now())
        self._note("read", deed.who, PartRef("section", ref))

    def _practise(self, deed: Deed, ref: str) -> None:
        ease: dict[str, Any] = {"ease_before": 3, "ease_after": 6, "words": ""}
        done = self._note("practise", deed.who, PartRef("exercise", ref), again=True)
        self._add(Practice(exercise=ref, revision=done.revision, **ease, **self._of(deed.who)))

    def _sign(self, deed: Deed, ref: str) -> None:
        revision = self.parts[-1][PartRef("exercise", ref)].revision
        if any((d.what, d.key[1], d.revision) == ("sign", ref, revision) for d in self.done):
            return
        of = self._of(deed.who)
        signed = {"signed_by": of.pop("membership_id"), "name": "A", "qualification": "Teacher"}
        self._add(SignOff(exercise=ref, revision=revision, **signed, **of))
        self._note("sign", deed.who, PartRef("exercise", ref))

    def _argue(self, deed: Deed, ref: str) -> None:
        key = PartRef("docket_row", ref)
        held = Done(Phase.FIRST, deed.who, key, self.parts[-1][key].revision) in self.done
        phase = Phase.SECOND if held else Phase.FIRST
        before = len(self.done)
        done = self._note(phase, deed.who, key)
        if len(self.done) > before:
            words: dict[str, Any] = {"confidence": 70, "reason": "So it is."}
            stance = Stance(
                row=ref, revision=done.revision, phase=phase, **words, **self._of(deed.who)
            )
            self._add(stance)

    def _try(self, deed: Deed, _: str) -> None:
        self._attempt(deed, [] if deed.place == 1 else [False])

    def _pass(self, deed: Deed, _: str) -> None:
        self._attempt(deed, [True])

    def _attempt(self, deed: Deed, passed: list[bool]) -> None:
        mine = [each for each in self.tries if each.who == deed.who]
        for each in mine:
            each.row.closed_at = each.row.closed_at or self._now()
        self.rows.flush()
        of = self._of(deed.who)
        row = Attempt(
            number=len(mine) + 1,
            layout_json="{}",
            started_at=of.pop("at"),
            scope=Scope.DELTA if deed.place == 2 else Scope.WHOLE,
            closed_at=self._now() if passed else None,
            **of,
        )
        self._add(row)
        self.tries.append(Try(deed.who, self.parts[-1], row))
        for each_mark in passed:
            self._mark(self.tries[-1], passed=each_mark)

    def _mark_again(self, deed: Deed, _: str) -> None:
        marked = [each for each in self.tries if each.who == deed.who and each.passed]
        if marked:
            self._mark(marked[-1], passed=deed.place == 0)

    def _mark(self, of: Try, *, passed: bool) -> None:
        result = Result(
            membership_id=self.members[of.who],
            attempt_id=of.row.id,
            fraction=1.0 if passed else 0.0,
            passed=passed,
            key_revision="",
            reason="handed in",
            at=self._now(),
        )
        self._add(result)
        of.passed.append(passed)

    def _print(self, deed: Deed, _: str) -> None:
        revisions = {key: known.revision for key, known in self.parts[-1].items()}
        shows = [
            key
            for key, known in self.parts[-1].items()
            if known.digest != GONE and key[0] in {"section", "exercise", "docket_row"}
        ]
        member = self.members[deed.who]
        issue = Issue(
            title_id=self.title.id,
            edition_id=self.editions[-1].id,
            printed_by=member,
            at=self._now(),
            print_run_id=None,
            revisions=revisions,
        )
        number = str(len(self.printed))
        issue.record(self.rows, member, CopyNumber(number, number), shows, number.encode())
        revised = {key: self.parts[-1][key].revision for key in shows}
        self.printed.append(Printed(deed.who, revised))

    def _note(self, what: str, who: int, key: PartRef, *, again: bool = False) -> Done:
        done = Done(what, who, key, self.parts[-1][key].revision)
        if again or done not in self.done:
            self.done.append(done)
        return done

    def _of(self, who: int) -> dict[str, Any]:
        return {
            "membership_id": self.members[who],
            "title_id": self.title.id,
            "edition_id": self.editions[-1].id,
            "at": self._now(),
        }

    def _now(self) -> dt.datetime:
        self.at += dt.timedelta(minutes=1)
        return self.at

    def _add(self, row: Tenant) -> None:
        self.rows.add(row)
        self.rows.flush()


@contextmanager
def retelling(engine: sa.Engine) -> Iterator[Retelling]:
    """The studio before its first edition, for one history."""
    with engine.connect() as connection:
        begun = connection.begin()
        try:
            with StudioSession(connection, EVERY) as every:
                studio = every.scalars(sa.select(Title.studio_id)).one()
            rows = StudioSession(connection, studio)
            title = rows.scalars(sa.select(Title)).one()
            members = list(rows.scalars(sa.select(Membership.id).order_by(Membership.id)))
            yield Retelling(connection, rows, title, members)
        finally:
            begun.rollback()
