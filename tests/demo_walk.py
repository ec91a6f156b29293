"""A member of the demo who has practised, argued and been quizzed: every page in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask

from quizzes.attempt import outcome
from quizzes.choice import Choice, Picks
from quizzes.kinds import AnyAnswer, LiveQuestion
from quizzes.package import Package
from quizzes.quiz import Quiz
from trainer.accounts.models.reset import Reset, Route
from trainer.clock import now
from trainer.debate.models.stance import Phase, Stance
from trainer.editions.catalogue import packages
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import part_revision
from trainer.editions.queries.current import NEWEST
from trainer.handouts.code import new_code
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import CopyNumber, Issue
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import Bundle, Misprint, PrintRun, Ticket
from trainer.handouts.reasons import RESPELL
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.quizzing.models.result import Result
from trainer.storage.counter import Counter
from trainer.storage.job import Job
from trainer.study.models.practice import Practice
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import EVERY, StudioSession

# Parts of addresses, by endpoint and by the state that its page is in.
States = dict[str, dict[str, dict[str, Any]]]

MISSED = f"We have no letters for и н in the name of Инна. {RESPELL}"
WORDS = "It felt longer on the left than on the right, and the breath came by itself."


def walk(app: Flask, name: str) -> States:
    """Let that member go every way through the first lesson; where each page is seen."""
    slug, package = next(iter(packages().items()))
    if package.quiz is None:
        raise LookupError(f"{slug} has no quiz")
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        studio_id, where = _where(session, name, slug)
        member = session.get_one(Membership, where["membership_id"])
        session.add(Reset.make(member.person_id, Route.SITE, now()))
        session.commit()
    with StudioSession(app.extensions["storage"].write, studio_id) as session:
        _practise(session, package, where)
        _argue(session, package, where)
        closed = _hand_in(session, package, package.quiz, where)
        waiting = _attempt(session, package.quiz, 2, where)
        runs = _print(session, where)
        states = {**_states(package, package.quiz, closed, waiting), "print_runs.show": runs}
        session.commit()
    return states


def _where(session: StudioSession, name: str, slug: str) -> tuple[int, dict[str, Any]]:
    """The member's studio, and whose and of which edition their rows are."""
    statement = (
        sa.select(Title.studio_id, Membership.id, Title.id, Edition.id)
        .join(Edition, sa.and_(Edition.title_id == Title.id, Edition.number == NEWEST))
        .join(Membership, Membership.studio_id == Title.studio_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.name == name, Title.slug == slug)
    )
    studio_id, member, title, edition = session.execute(statement).one()
    return studio_id, {"membership_id": member, "title_id": title, "edition_id": edition}


def _practise(session: StudioSession, package: Package, where: dict[str, Any]) -> None:
    exercise = package.lesson.exercises[0].ref
    for before in (3, 4, 4):
        practice = Practice(
            **where,
            exercise=exercise,
            revision=part_revision(session, where["edition_id"], "exercise", exercise),
            ease_before=before,
            ease_after=before + 3,
            words=WORDS,
            at=now() - dt.timedelta(days=10 - before),
        )
        session.add(practice)


def _argue(session: StudioSession, package: Package, where: dict[str, Any]) -> None:
    """The first row stays untouched, the second is opened, and on the third both are taken."""
    _, opened, decided = package.lesson.docket[:3]
    for row, phase, position in (
        (opened, Phase.FIRST, 6),
        (decided, Phase.FIRST, 6),
        (decided, Phase.SECOND, 3),
    ):
        stance = Stance(
            **where,
            row=row.ref,
            revision=part_revision(session, where["edition_id"], "docket_row", row.ref),
            phase=phase,
            position=position,
            confidence=70,
            reason=WORDS,
            at=now(),
        )
        session.add(stance)


def _attempt(session: StudioSession, quiz: Quiz, number: int, where: dict[str, Any]) -> Attempt:
    attempt = Attempt.start(quiz, number, **where, started_at=now())
    session.add(attempt)
    session.flush()
    return attempt


def _hand_in(
    session: StudioSession, package: Package, quiz: Quiz, where: dict[str, Any]
) -> Attempt:
    """A first attempt with right, wrong and blank answers in turn."""
    attempt = _attempt(session, quiz, 1, where)
    for number, (question, _) in enumerate(attempt.layout.drawn(quiz)):
        if number % 3:
            answer = question.key if number % 3 == 1 else _wrong(question)
            AnswerEvent.record(session, attempt, question.ref, answer, now())
            session.flush()
    came_to = outcome(quiz, attempt.layout, attempt.answers(session))
    attempt.hand_in(session, now())
    session.add(Result.of(attempt, came_to, package.sha256, now()))
    return attempt


def _print(session: StudioSession, where: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Print runs in every state: done, with somebody missed, at the press, and with none there."""
    edition = {"title_id": where["title_id"], "edition_id": where["edition_id"]}
    others = session.scalars(
        sa.select(Membership.id).where(Membership.id != where["membership_id"])
    )
    asker, late, missed, stopped, *_ = [where["membership_id"], *others]
    runs = {}
    for state, who in (("done", asker), ("missed", missed), ("open", late), ("stopped", stopped)):
        run = PrintRun(membership_id=who, **edition, at=now())
        run.ask(session, [asker, late, missed], now())
        runs[state] = {"print_run_id": run.id}
        for member in PRINTED[state](asker, late, missed):
            _issue(session, run, member)
        if state == "missed":
            session.add(
                Misprint(
                    print_run_id=run.id,
                    membership_id=late,
                    kind=Kind.LESSON,
                    reason=MISSED,
                    at=now(),
                )
            )
    _end(session, [runs[state]["print_run_id"] for state in ("done", "missed")])
    _forget(session, runs["stopped"]["print_run_id"])
    return runs


# Who of the three has a copy.
PRINTED: dict[str, Callable[[int, int, int], tuple[int, ...]]] = {
    "done": lambda asker, late, missed: (asker, late, missed),
    "missed": lambda asker, _, missed: (asker, missed),
    "open": lambda asker, *_: (asker,),
    "stopped": lambda asker, *_: (asker,),
}


def _issue(session: StudioSession, run: PrintRun, member: int) -> None:
    year = f"{now():%Y}"
    number = Counter.foretell(session, year)
    Counter.take(session, year, number)
    issue = Issue(
        title_id=run.title_id,
        edition_id=run.edition_id,
        printed_by=run.membership_id,
        at=now(),
        print_run_id=run.id,
        revisions={},
    )
    named = CopyNumber(f"{year}-{number:04}", new_code())
    copy = issue.record(session, member, named, [], _pdf(session))
    mine = sa.select(Ticket.id).where(Ticket.print_run_id == run.id, Ticket.membership_id == member)
    Ticket.stand_on(session, copy.print_base_id, session.scalars(mine).all())


def _pdf(session: StudioSession) -> bytes:
    """What was printed before, so that the copy can be opened."""
    return session.scalars(sa.select(PrintFile.pdf)).first() or b"%PDF"


def _end(session: StudioSession, runs: list[int]) -> None:
    held = session.scalars(sa.select(PrintFile.sha256)).first()
    for run in runs:
        session.execute(sa.update(Job).where(Job.print_run_id == run).values(ended_at=now()))
        if held:
            session.add(Bundle(print_run_id=run, sha256=held, at=now()))


def _forget(session: StudioSession, run: int) -> None:
    """Nobody has looked at it since yesterday."""
    then = now() - dt.timedelta(days=1)
    job = sa.update(Job).where(Job.print_run_id == run)
    session.execute(job.values(asked_at=then, seen_at=then, due_at=then))


def _wrong(question: LiveQuestion) -> AnyAnswer:
    """A wrong choice; of the kinds without options, the right answer."""
    if not isinstance(question, Choice):
        return question.key
    return Picks(options=tuple(each.ref for each in question.options if not each.correct)[:1])


def _states(package: Package, quiz: Quiz, closed: Attempt, waiting: Attempt) -> States:
    blind, opened, decided = (row.ref for row in package.lesson.docket[:3])
    practised, untried = (exercise.ref for exercise in package.lesson.exercises[:2])
    drawn = waiting.layout.drawn(quiz)
    numbers = {question.kind: at for at, (question, _) in enumerate(drawn, start=1)}
    return {
        "exercises.show": {"practised": {"ref": practised}, "untried": {"ref": untried}},
        "docket_rows.show": {
            "blind": {"ref": blind},
            "opened": {"ref": opened},
            "decided": {"ref": decided},
        },
        "attempts.show": {
            "open": {"attempt_id": waiting.id},
            "closed": {"attempt_id": closed.id},
        },
        "answers.edit": {
            kind: {"attempt_id": waiting.id, "number": number} for kind, number in numbers.items()
        },
    }
