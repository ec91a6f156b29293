"""Where somebody stands, as each page says it, and as it must be by the rule alone.

The rule: what was done counts while the newest edition has its part in the same revision. What is
taught in another revision now is to be done again; what is taught no more disturbs nobody, but a
handout that shows what was taken out because it matters is out of date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from quizzes.changes import GONE
from quizzes.parts import PartRef
from tests.trainer.retelling import Done, Parts, Printed, Retelling, Try
from tests.trainer.small_studio import SLUG, START
from trainer.debate.models.stance import Phase
from trainer.editions.queries.current import CurrentEdition, current_edition
from trainer.handouts.queries.copies import copies_of
from trainer.onboarding.models.assignment import due_dates, due_dates_of
from trainer.onboarding.queries.board import boards
from trainer.onboarding.queries.to_do import due_lessons
from trainer.progress.completion import Completion
from trainer.progress.completions import completions
from trainer.progress.delta import Delta, delta
from trainer.progress.impact import Impact, impact
from trainer.staff.queries.activity import activity
from trainer.staff.queries.activity_entry import Kind
from trainer.staff.queries.roster import roster
from trainer.study.queries.progress import progress
from trainer.study.queries.study import study

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
    for who, said in enumerate(_seen_by_a_manager(told)):
        must = expected(told, who)
        for place, answer in (said | _seen_by_oneself(told, who)).items():
            found.append((place, answer, {name: must[name] for name in answer}))
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
    must["older"] = tuple(len(must[f"{way}_again"]) for way in WAYS)
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
    return {
        "quiz": (used, bool(passes), is_stale) if quiz else None,
        "quiz_left": left,
        "answer_again": is_stale,
    }


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
        now[PartRef(kind, ref)].revision != known.revision
        for (kind, ref), known in attempt.parts.items()
        if kind == "quiz" or (kind == "question" and ref not in waiting)
    )


def _taught(parts: Parts) -> Iterator[PartRef]:
    return (key for key, known in parts.items() if known.digest != GONE)


def _seen_by_oneself(told: Retelling, who: int) -> dict[str, Found]:
    """What each place says to one of the people, by the names of what must be."""
    member = told.members[who]
    with told.session(own=member) as session:
        mine = study(session, member, SLUG)
        assert mine
        now, so_far = mine.taught, progress(mine)
        done = completions(session, [now], member).of(member, now)
        due = due_lessons([now], {now.title_id: done}, due_dates_of(session, member))
        passed = done.quiz.quiz_pass if done.quiz else None
        stale = Counter(each.kind for each in activity(session, [now], member) if each.is_stale)
        return {
            "lesson page": _done(done),
            "bar of the lesson": {"read": (so_far.read, so_far.total)},
            "delta": _again(delta(session, now, member, passed)),
            "to do": {"next": due[SLUG].step.value if SLUG in due else None},
            "timeline": {"stale": stale},
            "copies": {"papers": [each.stale for each in copies_of(session, now.title_id, member)]},
        }


def _seen_by_a_manager(told: Retelling) -> Iterator[dict[str, Found]]:
    """The same of each of the people, as whoever sees them all is told."""
    with told.session() as session:
        now = current_edition(session, SLUG)
        assert now
        done = completions(session, [now])
        listed = boards(session, [now], done, due_dates(session), START.date())[now.title_id]
        rows = {each.id: each for each in listed}
        lessons = {each.id: each.progress[0] for each in roster(session)}
        for member in told.members:
            held, lesson = rows[member].handout, lessons[member]
            yield {
                "board": _done(rows[member].done)
                | {"paper": (held.edition is not None, held.is_stale)},
                "roster": {"read": (lesson.read, lesson.total)},
            }


def _again(changed: Delta) -> Found:
    return {
        "read_again": {each.ref for each in changed.sections},
        "practised_again": {each.ref for each in changed.exercises},
        "argued_again": {each.ref for each in changed.rows},
        "answer_again": bool(changed.questions),
    }


def _done(done: Completion) -> Found:
    quiz, passed = done.quiz, done.quiz.quiz_pass if done.quiz else None
    is_stale = passed is not None and passed.is_stale
    return {
        "read": (done.read.done, done.read.total),
        "practised": (done.practised.done, done.practised.total),
        "argued": (done.argued.done, done.argued.total),
        "older": (done.read.older, done.practised.older, done.argued.older),
        "quiz": (quiz.used, passed is not None, is_stale) if quiz else None,
        "next": done.next_step.value if done.next_step else None,
    }


def _impact(told: Retelling) -> tuple[str, Any, Any]:
    """What the newest edition made stale of all that was done."""
    if len(told.editions) < 2:
        return "impact", None, None
    before, after = (
        CurrentEdition.of(edition, package)
        for edition, package in zip(told.editions[-2:], told.packages[-2:], strict=True)
    )
    with told.session() as session:
        return "impact", impact(session, before, after), _must_be_impact(told)


def _must_be_impact(told: Retelling) -> Impact:
    *_, before, now = told.parts
    passes = [each for each in told.tries if each.passed and each.passed[-1]]

    def stale(*what: str) -> int:
        done = [each for each in told.done if each.what in what]
        return sum(is_stale(each, now) and not is_stale(each, before) for each in done)

    return Impact(
        readings=stale("read"),
        practices=stale("practise"),
        stances=stale(*Phase),
        passes=sum(
            is_marked_otherwise(told, each) and not is_marked_otherwise(told, each, -2)
            for each in passes
        ),
        copies=sum(
            is_outdated(each, now) and not is_outdated(each, before) for each in told.printed
        ),
    )
