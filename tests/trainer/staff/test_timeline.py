"""Everything that somebody did, with its edition and whether it holds: no more of it, no less."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.deeds import assign, do_everything, study
from tests.trainer.syllabus import a_package, publish_again
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.models.part import Part
from trainer.editions.queries.current import current_editions
from trainer.onboarding.models.assignment import Recall
from trainer.quizzing.models.attempt import Scope
from trainer.staff.queries.activity import activity
from trainer.staff.queries.activity_entry import (
    ActivityEntry,
    ActivityFilter,
    Kind,
    by_day,
    excerpt,
)
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

LATER = LONG_AGO + dt.timedelta(days=20)
LESSON = "Feet in Harbour"
REWORDED = a_package(title=LESSON, summary="In other words.")
Timeline = Callable[..., list[ActivityEntry]]


@pytest.fixture
def told(app: Flask, every: StudioSession) -> Timeline:
    """Somebody's timeline in Harbour, as a manager sees it, or as they do themselves."""

    def of(who: str, *, own: bool = False) -> list[ActivityEntry]:
        every.commit()
        member = member_of(every, "harbour", who)
        studio, only = member.studio_id, member.id if own else None
        with StudioSession(app.extensions["storage"].read, studio, only) as session:
            return activity(session, current_editions(session), member.id)

    return of


def of_kind(happenings: list[ActivityEntry], kind: Kind) -> list[ActivityEntry]:
    """Those of one kind."""
    return [each for each in happenings if each.kind is kind]


@pytest.mark.parametrize("own", [False, True])
def test_everything_somebody_did_is_told_with_its_edition_and_time(
    every: StudioSession, told: Timeline, *, own: bool
) -> None:
    do_everything(every, "ana")

    found = told("ana", own=own)

    said = {(each.kind.value, each.title, each.note, each.edition) for each in found}
    assert said == {
        ("read", "The spring", "", 1),
        ("practised", "Stand", "Ease 3 before, 6 after", 1),
        ("stance", "It is so, says d1.", "First stance", 1),
        ("stance", "It is so, says d1.", "Second stance", 1),
        ("quiz", "Attempt 1", "100%, passed", 1),
        ("handout", "Handout 2026-0000", "", 1),
        ("signed_off", "Walk", "Teacher", 1),
        ("joined", "Harbour", "", None),
    }
    assert {each.at for each in found} == {LONG_AGO}
    assert {(each.lesson, each.slug) for each in found if each.edition} == {(LESSON, "feet")}
    assert not any(each.is_stale for each in found)


def test_the_newest_comes_first(every: StudioSession, told: Timeline) -> None:
    assign(every, "mia", membership_id=study(every, "bruno").member.id)

    assert [each.kind for each in told("bruno")] == [Kind.ASSIGNED, Kind.READ, Kind.JOINED]


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        # The first section shows both exercises and marks the claim, and questions are about it.
        ("section:the-spring", {Kind.READ, Kind.QUIZ}),
        ("exercise:stand", {Kind.PRACTISED, Kind.READ, Kind.QUIZ}),
        ("docket_row:d1", {Kind.STANCE, Kind.QUIZ}),
        ("question:single", {Kind.QUIZ}),
        ("claim:c3", {Kind.HANDOUT, Kind.READ, Kind.QUIZ}),
        ("exercise:walk", {Kind.SIGNED_OFF, Kind.READ, Kind.QUIZ}),
    ],
)
def test_a_thing_is_stale_exactly_when_what_it_rests_on_changed(
    every: StudioSession, told: Timeline, part: str, kinds: set[Kind]
) -> None:
    do_everything(every, "ana")
    publish_again(every, REWORDED, part)

    found = told("ana")

    assert {each.kind for each in found if each.is_stale} == kinds
    assert all(each.is_stale for each in found if each.kind in kinds)


def test_a_minor_edition_makes_nothing_stale(every: StudioSession, told: Timeline) -> None:
    do_everything(every, "ana")
    publish_again(every, REWORDED)

    assert not any(each.is_stale for each in told("ana"))


def test_a_part_that_has_gone_without_a_trace_makes_nothing_stale(
    every: StudioSession, told: Timeline
) -> None:
    do_everything(every, "ana")
    edition = publish_again(every, REWORDED)
    every.execute(sa.delete(Part).where(Part.edition_id == edition.id))

    assert not any(each.is_stale for each in told("ana"))


def test_a_question_that_is_not_passed_is_not_stale(every: StudioSession, told: Timeline) -> None:
    doing = study(every, "ana")
    doing.hand_in(doing.begin())
    publish_again(every, REWORDED, "question:single")

    (quiz,) = of_kind(told("ana"), Kind.QUIZ)

    assert (quiz.note, quiz.is_stale) == ("0%, not passed", False)


def test_an_open_attempt_and_what_was_answered_again_say_so(
    every: StudioSession, told: Timeline
) -> None:
    doing = study(every, "ana")
    first = doing.begin(1)
    doing.answer(first)
    doing.hand_in(first)
    doing.begin(2).scope = Scope.DELTA

    said = {(each.title, each.note) for each in of_kind(told("ana"), Kind.QUIZ)}

    assert said == {("Attempt 1", "100%, passed"), ("Answered again", "Begun, not handed in")}


def test_a_marking_that_was_put_right_leaves_one_line(every: StudioSession, told: Timeline) -> None:
    doing = study(every, "ana")
    attempt = doing.begin()
    doing.hand_in(attempt)
    doing.answer(attempt)
    doing.hand_in(attempt, reason="key corrected")

    assert [each.note for each in of_kind(told("ana"), Kind.QUIZ)] == ["100%, passed"]


def test_words_are_those_of_the_edition_it_was_done_in(
    every: StudioSession, told: Timeline
) -> None:
    do_everything(every, "ana")
    renamed = a_package(title="Feet anew", docket=(), exercises=(), arguments=(), verdicts=())
    publish_again(every, renamed)

    found = told("ana")

    assert {each.title for each in of_kind(found, Kind.STANCE)} == {"It is so, says d1."}
    assert {each.lesson for each in found if each.edition} == {"Feet anew"}


@pytest.mark.parametrize("own", [False, True])
def test_what_somebody_else_did_is_not_there(
    every: StudioSession, told: Timeline, *, own: bool
) -> None:
    do_everything(every, "ana")
    assign(every, "mia", membership_id=study(every, "ana").member.id)

    assert [each.kind for each in told("bruno", own=own)] == [Kind.READ, Kind.JOINED]


def test_assignments_that_name_or_reach_somebody_are_told(
    every: StudioSession, told: Timeline
) -> None:
    ana, hall = study(every, "ana").member, every.scalars(sa.select(Location)).all()
    here = next(each for each in hall if each.studio_id == ana.studio_id)
    ana.location_id = here.id
    assign(every, "mia", membership_id=ana.id)
    assign(every, "mia", location_id=here.id, due_on=dt.date(2026, 4, 2))
    assign(every, "mia", due_on=None, due_days=10)
    assign(every, "mia", membership_id=study(every, "bruno").member.id)
    taken_back = assign(every, "mia")
    recall = Recall(assignment_id=taken_back.id, recalled_by=ana.id, at=LATER)
    recall.studio_id = ana.studio_id
    every.add(recall)

    found, seen_by_ana = (of_kind(told("ana", own=own), Kind.ASSIGNED) for own in (False, True))

    days = {"Due 1 April 2026", "Due 2 April 2026", "Due 19 March 2026"}
    assert {each.title for each in found} == {each.title for each in seen_by_ana} == days
    assert {each.note for each in found} == {"By Mia Novak"}
    assert {each.note for each in seen_by_ana} == {""}
    assert {(each.lesson, each.edition) for each in found} == {(LESSON, None)}


def test_an_assignment_for_everybody_reaches_whoever_joins_later_and_nobody_who_left(
    every: StudioSession, told: Timeline
) -> None:
    ana = study(every, "ana").member
    ana.leave(every, LONG_AGO + dt.timedelta(days=1), by=ana.id)
    with every.within(ana.studio_id) as rows:
        Membership.enter(rows, Joining(ana.person_id, Role.INSTRUCTOR), LATER)
    assign(every, "mia", due_on=None, due_days=10, at=LONG_AGO + dt.timedelta(days=15))

    (assigned,) = of_kind(told("ana"), Kind.ASSIGNED)

    assert (assigned.at, assigned.title) == (LATER, "Due 1 April 2026")
    assert [each.kind for each in told("gus")] == [Kind.LEFT, Kind.JOINED]


def test_who_left_and_came_back_has_every_coming_and_going(
    every: StudioSession, told: Timeline
) -> None:
    gus = study(every, "gus").member
    with every.within(gus.studio_id) as rows:
        Membership.enter(rows, Joining(gus.person_id, Role.INSTRUCTOR), LATER)

    found = told("gus")

    assert [each.kind for each in found] == [Kind.JOINED, Kind.LEFT, Kind.JOINED]
    assert [each.at for each in found] == [LATER, LONG_AGO + dt.timedelta(days=9), LONG_AGO]


def test_a_day_is_the_studios_own() -> None:
    late = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    happenings = [ActivityEntry(at, Kind.READ, "") for at in (late, LONG_AGO)]

    days = by_day(happenings, ZoneInfo("Europe/Berlin"))

    assert [day.date for day in days] == [dt.date(2026, 3, 3), dt.date(2026, 3, 2)]


def test_a_long_timeline_is_cut_at_a_hundred_until_all_is_wanted() -> None:
    long = [ActivityEntry(LONG_AGO, Kind.READ, str(number), slug="feet") for number in range(130)]
    other = [ActivityEntry(LONG_AGO, Kind.LEFT, "Harbour")]
    zone = ZoneInfo("UTC")

    cut = excerpt(long + other, ActivityFilter(lesson="feet"), zone)
    whole = excerpt(long + other, ActivityFilter(to_the_end=True), zone)

    assert (cut.shown, cut.found, cut.total) == (100, 130, 131)
    assert (whole.shown, whole.found) == (131, 131)
    assert cut.kinds == ["read", "left"]
