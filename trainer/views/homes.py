"""The studio's home, by role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.clock import now, today
from trainer.models.board_summary import board_summaries
from trainer.models.delta import deltas
from trainer.models.duty import duties
from trainer.models.membership import Role, headcount
from trainer.models.progress import Progress, State, progress
from trainer.models.proof import TOLD_FOR
from trainer.models.roster import locations, open_invitations, recoveries
from trainer.models.standing import Standing, standings
from trainer.models.studio import Location
from trainer.models.study import Study, Taught, studies
from trainer.pages import page

blueprint = Blueprint("homes", __name__)


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
    studied = studies(rows(), place().membership_id)
    if place().role is Role.INSTRUCTOR:
        return page("homes/instructor.html", **_instructors(studied))
    people = headcount(rows())
    values = _managers(studied, people)
    if place().role is Role.MANAGER:
        return page("homes/manager.html", **values)
    return page("homes/owner.html", steps=_steps(locations(rows()), people), **values)


def _instructors(studied: list[Study]) -> dict[str, Any]:
    titles = _titles(studied)
    changed = deltas(rows(), titles, place().membership_id)
    passed = {title: each.standing for title, each in changed.items() if each.standing}
    waiting = {each.slug: changed[each.title_id].count for each in titles}
    return {"waiting": waiting} | _mine(studied, passed)


def _managers(studied: list[Study], people: int) -> dict[str, Any]:
    titles = _titles(studied)
    passed = standings(rows(), place().membership_id, titles)
    return {
        "people": people,
        "standings": board_summaries(rows(), titles, today(place().time_zone)),
        "invitations": open_invitations(rows(), now()),
        "recoveries": recoveries(rows(), now() - TOLD_FOR),
    } | _mine(studied, passed)


def _mine(studied: list[Study], passed: Mapping[int, Standing]) -> dict[str, Any]:
    """My lessons, what is due first coming first, and the one to go on with."""
    owed = duties(rows(), place().membership_id, _titles(studied), passed)

    def by_day(each: Progress) -> dt.date:
        return owed[each.slug].due.day if each.slug in owed else dt.date.max

    lessons = sorted(map(progress, studied), key=by_day)
    unfinished = [each for each in lessons if each.state is not State.READ or each.slug in owed]
    return {
        "lessons": lessons,
        "duties": owed,
        "today": today(place().time_zone),
        "resume": min(unfinished, key=lambda each: (by_day(each), each.state), default=None),
    }


def _titles(studied: list[Study]) -> list[Taught]:
    return [each.taught for each in studied]


def _steps(places: list[Location], people: int) -> list[Step]:
    return [
        Step(
            "Make it yours",
            "Your logo and colour appear on every page.",
            place().logo_sha256 is not None,
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
