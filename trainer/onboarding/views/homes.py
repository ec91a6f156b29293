"""The studio's home, by role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.models.proof import TOLD_FOR
from trainer.accounts.queries.invitations import open_invitations
from trainer.accounts.queries.recoveries import recoveries
from trainer.clock import now, today
from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.models.assignment import DueDate, due_dates, due_dates_of
from trainer.onboarding.queries.board_summary import board_summaries
from trainer.onboarding.queries.to_do import due_lessons
from trainer.progress.completion import Completion
from trainer.progress.completions import completions
from trainer.progress.delta import deltas
from trainer.quizzing.queries.own_tries import own_tries
from trainer.study.queries.progress import ReadingProgress, State, progress
from trainer.study.queries.study import Study, studies
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Location
from trainer.tenancy.queries.people import headcount, locations
from trainer.web.pages import page

blueprint = Blueprint("homes", __name__, url_prefix="/<studio>")


@dataclass(frozen=True)
class Step:
    """One step of setting a studio up."""

    title: str
    text: str
    done: bool
    url: str
    action: str


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """What is next for me, and for those I look after."""
    studied = studies(studio_session(), current_member().membership_id)
    if current_member().role is Role.INSTRUCTOR:
        return page("homes/instructor.html", **_instructors(studied))
    people = headcount(studio_session())
    values = _managers(studied, people)
    if current_member().role is Role.MANAGER:
        return page("homes/manager.html", **values)
    return page("homes/owner.html", steps=_steps(locations(studio_session()), people), **values)


def _instructors(studied: list[Study]) -> dict[str, Any]:
    titles, me = _titles(studied), current_member().membership_id
    found = completions(studio_session(), titles, me)
    done = {each.title_id: found.of(me, each) for each in titles}
    passes = {title: each.quiz.quiz_pass for title, each in done.items() if each.quiz}
    changed = deltas(studio_session(), titles, me, passes)
    waiting = {each.slug: changed[each.title_id].count for each in titles}
    return {"waiting": waiting} | _mine(studied, done, due_dates_of(studio_session(), me))


def _managers(studied: list[Study], people: int) -> dict[str, Any]:
    titles, me = _titles(studied), current_member().membership_id
    found, due = completions(studio_session(), titles), due_dates(studio_session())
    done = {each.title_id: found.of(me, each) for each in titles}
    my_due = {title: day for (member, title), day in due.items() if member == me}
    return {
        "people": people,
        "standings": board_summaries(
            studio_session(), titles, found, due, today(current_member().time_zone)
        ),
        "invitations": open_invitations(studio_session(), now()),
        "recoveries": recoveries(studio_session(), now() - TOLD_FOR),
    } | _mine(studied, done, my_due)


def _mine(
    studied: list[Study], done: Mapping[int, Completion], due: Mapping[int, DueDate]
) -> dict[str, Any]:
    """My lessons, what is due first coming first, and the one to go on with."""
    owed = due_lessons(_titles(studied), done, due)

    def by_day(each: ReadingProgress) -> dt.date:
        return owed[each.slug].due.day if each.slug in owed else dt.date.max

    lessons = sorted(map(progress, studied), key=by_day)
    unfinished = [each for each in lessons if each.state is not State.READ or each.slug in owed]
    return {
        "lessons": lessons,
        "duties": owed,
        "tries": own_tries(_titles(studied), {of: each.quiz for of, each in done.items()}),
        "today": today(current_member().time_zone),
        "resume": min(unfinished, key=lambda each: (by_day(each), each.state), default=None),
    }


def _titles(studied: list[Study]) -> list[CurrentEdition]:
    return [each.taught for each in studied]


def _steps(places: list[Location], people: int) -> list[Step]:
    return [
        Step(
            "Make it yours",
            "Your logo and colour appear on every page.",
            current_member().logo_sha256 is not None,
            url_for("settings.edit"),
            "Add your logo",
        ),
        Step(
            "Name your locations",
            "People and lists can then be told apart by where they teach.",
            bool(places),
            url_for("locations.new"),
            "Add a location",
        ),
        Step(
            "Invite your people",
            "Each gets a link that is good for seven days.",
            people > 1,
            url_for("invitations.new"),
            "Invite somebody",
        ),
    ]
