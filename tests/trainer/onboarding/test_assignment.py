"""Assignments: by which day somebody is to know a lesson."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from trainer.editions.models.edition import Title
from trainer.onboarding.models.assignment import (
    Assignment,
    DueDate,
    Recall,
    due_dates,
    due_dates_of,
)
from trainer.tenancy.models.membership import Membership, Stay
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import StudioSession

START = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
ZONES = ("Europe/London", "Pacific/Auckland", "America/Los_Angeles")


def some_moment(dice: random.Random) -> dt.datetime:
    return START + dt.timedelta(minutes=dice.randrange(60 * 24 * 60))


def random_assignment(dice: random.Random, members: list[Membership], title: int) -> Assignment:
    made = Assignment(title_id=title, assigned_by=members[0].id, at=some_moment(dice))
    made.studio_id = members[0].studio_id
    whom = dice.choice(("one", "location", "all"))
    if whom == "one":
        made.membership_id = dice.choice(members).id
    if whom == "location":
        made.location_id = dice.choice([m.location_id for m in members if m.location_id] or [None])
    if dice.random() < 0.5:
        made.due_on = some_moment(dice).date()
    else:
        made.due_days = dice.randint(1, 40)
    return made


def expected(every: StudioSession, studio: Studio, member: Membership) -> dt.date | None:
    """Said anew, one member and one assignment at a time."""
    stay = every.scalars(
        sa.select(Stay).where(Stay.membership_id == member.id, Stay.until.is_(None))
    ).one_or_none()
    recalled = set(every.scalars(sa.select(Recall.assignment_id)))
    days = []
    for each in every.scalars(sa.select(Assignment).where(Assignment.studio_id == studio.id)):
        mine = each.membership_id == member.id
        nearby = each.location_id is not None and each.location_id == member.location_id
        everybodys = each.membership_id is None and each.location_id is None
        if each.id in recalled or not (mine or nearby or everybodys):
            continue
        if stay and each.due_on:
            days.append(each.due_on)
        elif stay:
            zone = ZoneInfo(studio.time_zone)
            starts = each.at.astimezone(zone).date(), stay.from_.astimezone(zone).date()
            days.append(max(starts) + dt.timedelta(days=each.due_days or 0))
    return min(days, default=None)


@pytest.mark.parametrize("seed", range(12))
def test_a_lesson_is_due_on_the_earliest_day_that_any_standing_assignment_says(
    every: StudioSession, seed: int
) -> None:
    dice = random.Random(seed)
    studio = every.scalars(sa.select(Studio).where(Studio.slug == "harbour")).one()
    studio.time_zone = dice.choice(ZONES)
    title = every.scalars(sa.select(Title).where(Title.studio_id == studio.id)).one()
    hall = every.scalars(sa.select(Location).where(Location.studio_id == studio.id)).one()
    members = list(every.scalars(sa.select(Membership).where(Membership.studio_id == studio.id)))
    for member in members:
        member.location_id = dice.choice((None, hall.id))
    for stay in every.scalars(sa.select(Stay).where(Stay.studio_id == studio.id)):
        stay.from_ = stay.from_ if stay.until else some_moment(dice)
    made = [random_assignment(dice, members, title.id) for _ in range(dice.randint(1, 9))]
    every.add_all(made)
    every.flush()
    for each in dice.sample(made, k=len(made) // 3):
        recall = Recall(assignment_id=each.id, recalled_by=members[0].id, at=some_moment(dice))
        recall.studio_id = studio.id
        every.add(recall)
    every.flush()

    found = due_dates(every)

    for member in members:
        due = found.get((member.id, title.id))
        assert (due.day if due else None) == expected(every, studio, member)
        assert due_dates_of(every, member.id) == ({title.id: due} if due else {})


def test_on_the_day_itself_a_lesson_is_not_overdue() -> None:
    due = DueDate(dt.date(2026, 3, 5), START, 1)

    assert (due.days_left(dt.date(2026, 3, 5)), due.is_overdue(dt.date(2026, 3, 5))) == (0, False)
    assert (due.days_left(dt.date(2026, 3, 6)), due.is_overdue(dt.date(2026, 3, 6))) == (-1, True)


def test_as_many_queries_find_the_days_of_many_assignments_as_of_one(
    every: StudioSession, queries: list[str]
) -> None:
    member = every.scalars(sa.select(Membership).order_by(Membership.id)).first()
    title = every.scalars(sa.select(Title).order_by(Title.id)).first()
    assert member is not None
    assert title is not None
    for number in range(1, 30):
        made = Assignment(title_id=title.id, assigned_by=member.id, at=START, due_days=number)
        made.studio_id = title.studio_id
        every.add(made)
    every.flush()
    queries.clear()

    found = due_dates(every)

    assert len(found) == 5
    assert len(queries) == 2
