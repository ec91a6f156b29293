"""Where somebody stands, as each page says it, and as it must be by the rule alone.

The rule: what was done counts while the newest edition has its part in the same revision. What is
taught in another revision now is to be done again; what is taught no more disturbs nobody, but a
handout that shows what was taken out because it matters is out of date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from quizzes.changes import GONE, Key
from tests.trainer.retelling import START, SLUG, Done, Parts, Printed, Retelling, Try
from trainer.models.assignment import dues
from trainer.models.board import board
from trainer.models.copy import copies_of
from trainer.models.delta import delta
from trainer.models.duty import duties
from trainer.models.happening import Kind
from trainer.models.progress import progress
from trainer.models.roster import roster
from trainer.models.stale import stale
from trainer.models.stance import Phase
from trainer.models.standing import standings
from trainer.models.study import study, taught
from trainer.models.timeline import timeline
from trainer.models.ways import ways

# What each way rests on, and the deed that finishes a part of it.
WAYS = {
    "read": ("section", "read"),
    "practised": ("exercise", "practise"),
    "argued": ("docket_row", Phase.SECOND),
}
STEPS = {"read": "read", "quiz": "quiz", "practised": "practise", "argued": "argue"}
KINDS = {"read": Kind.READ, "practise": Kind.PRACTISED, "sign": Kind.SIGNED_OFF}
Found = dict[str, Any]


def disagreements(told: Retelling) -> list[str]:
    """Every answer that is not what the rule says, in words."""
    found = [_impact(told)]
    for who in range(len(told.members)):
        must = expected(told, who)
        found += [
            (place, said, {name: must[name] for name in said}) for place, said in answers(told, who)
        ]
    return [f"{place}: {said} instead of {must}" for place, said, must in found if said != must]


def expected(told: Retelling, who: int) -> Found:
    """Where somebody must stand."""
    now = told.parts[-1]
    mine = [each for each in told.done if each.who == who]
    must: Found = {}
    for way, (kind, deed) in WAYS.items():
        refs = {ref for of, ref in _taught(now) if of == kind}
        did = [
            each
            for each in mine
            if each.what == deed and each.key[1] in refs and each.key[0] == kind
        ]
        current = {each.key[1] for each in did if is_current(each, now)}
        again = {each.key[1] for each in did} - current
        must[way] = (len(current), len(refs))
        must[f"{way}_again"] = again
    must |= _quiz(told, who)
    left = {way for way in WAYS if must[way][0] < must[way][1]} | must.pop("quiz_left")
    must["next"] = next((step for way, step in STEPS.items() if way in left), None)
    must["stale"] = _timeline(told, who, mine)
    shown = [each for each in told.printed if each.who == who]
    must["paper"] = (bool(shown), bool(shown) and is_outdated(shown[-1], now))
    must["papers"] = [is_outdated(each, now) for each in reversed(shown)]
    return must


def _quiz(told: Retelling, who: int) -> Found:
    quiz = told.packages[-1].quiz
    tries = [each for each in told.tries if each.who == who]
    passes = [each for each in tries if each.passed and each.passed[-1]]
    used = sum(each.row.scope == "whole" for each in tries)
    is_stale = bool(passes) and is_marked_otherwise(told, passes[-1])
    left = {"quiz"} if quiz and (not passes or is_stale) else set()
    return {"quiz": (used, bool(passes), is_stale) if quiz else None, "quiz_left": left}


def _timeline(told: Retelling, who: int, mine: list[Done]) -> Counter[Kind]:
    now = told.parts[-1]
    found = Counter(KINDS.get(each.what, Kind.STANCE) for each in mine if is_stale(each, now))
    passes = [each for each in told.tries if each.who == who and each.passed and each.passed[-1]]
    found[Kind.QUIZ] = sum(is_marked_otherwise(told, each) for each in passes)
    shown = [each for each in told.printed if each.who == who]
    found[Kind.HANDOUT] = sum(is_outdated(each, now) for each in shown)
    return +found


def is_current(done: Done, now: Parts) -> bool:
    """Whether it was done in what the part says now."""
    return now[done.key].digest != GONE and now[done.key].revision == done.revision


def is_stale(done: Done, now: Parts) -> bool:
    """Whether the part says something else now."""
    return now[done.key].digest != GONE and now[done.key].revision != done.revision


def is_outdated(printed: Printed, now: Parts) -> bool:
    """Whether it shows what is in another revision now, taken out included."""
    return any(now[key].revision != revision for key, revision in printed.shows.items())


def is_marked_otherwise(told: Retelling, attempt: Try, edition: int = -1) -> bool:
    """Whether the quiz, or a question that is asked or was taken out, is in another revision."""
    quiz, now = told.packages[edition].quiz, told.parts[edition]
    if quiz is None or not quiz.live:
        return False
    waiting = {each.ref for each in quiz.questions} - {each.ref for each in quiz.live}
    return any(
        now[kind, ref].revision != known.revision
        for (kind, ref), known in attempt.parts.items()
        if kind == "quiz" or (kind == "question" and ref not in waiting)
    )


def _taught(parts: Parts) -> Iterator[Key]:
    return (key for key, known in parts.items() if known.digest != GONE)


def answers(told: Retelling, who: int) -> Iterator[tuple[str, Found]]:
    """What each place says, by the names of what must be."""
    member = told.members[who]
    with told.session(own=member) as session:
        yield "lesson page", _page(session, member)
        yield "to do", _to_do(session, member)
        yield "timeline", _told(session, member)
    with told.session() as session:
        yield "roster", _roster(session, member)
        yield "board", _board(session, member)
        yield "timeline, seen by a manager", _told(session, member)
        listed = copies_of(session, told.title.id, member)
        yield "copies", {"papers": [each.stale for each in listed]}


def _page(session: Any, member: int) -> Found:
    mine = study(session, member, SLUG)
    assert mine
    changed = delta(session, mine.taught, member)
    so_far, done = progress(mine), ways(session, mine, member, changed)
    passed = changed.standing
    return {
        "read": (so_far.read, so_far.total),
        "practised": (done.practised, len(mine.lesson.exercises)),
        "argued": (done.argued, len(mine.lesson.docket)),
        "quiz": (done.attempts, done.passed, done.stale) if mine.taught.quiz else None,
        "read_again": {each.ref for each in changed.sections},
        "practised_again": {each.ref for each in changed.exercises},
        "argued_again": {each.ref for each in changed.rows},
    }


def _to_do(session: Any, member: int) -> Found:
    now = taught(session, SLUG)
    assert now
    owed = duties(session, member, [now], standings(session, member, [now]))
    return {"next": owed[SLUG].step.value if SLUG in owed else None}


def _told(session: Any, member: int) -> Found:
    now = taught(session, SLUG)
    assert now
    found = timeline(session, [now], member)
    return {"stale": Counter(each.kind for each in found if each.is_stale)}


def _roster(session: Any, member: int) -> Found:
    (row,) = [each for each in roster(session) if each.id == member]
    (lesson,) = row.progress
    return {"read": (lesson.read, lesson.total)}


def _board(session: Any, member: int) -> Found:
    now = taught(session, SLUG)
    assert now
    rows = board(session, now, dues(session), START.date())
    (row,) = [each for each in rows if each.id == member]
    quiz = row.quiz
    return {
        "read": (row.read.done, row.read.total),
        "practised": (row.practised.done, row.practised.total),
        "argued": (row.argued.done, row.argued.total),
        "quiz": (quiz.used, quiz.passed_in is not None, quiz.stale) if quiz else None,
        "paper": (row.paper.edition is not None, row.paper.stale),
    }


def _impact(told: Retelling) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    return "impact", (), ()
