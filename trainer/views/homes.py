"""The studio's home, by role."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.clock import now
from trainer.models.delta import deltas
from trainer.models.membership import Role, headcount
from trainer.models.progress import progress
from trainer.models.roster import locations, open_invitations
from trainer.models.studio import Location
from trainer.models.study import Study, studies
from trainer.pages import page
from trainer.views.boards import standings

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
    mine = [progress(each) for each in studied]
    if place().role is Role.INSTRUCTOR:
        return page("homes/instructor.html", lessons=mine, waiting=_waiting(studied))
    people = headcount(rows())
    values = {
        "people": people,
        "standings": standings(),
        "invitations": open_invitations(rows(), now()),
        "my_lessons": mine,
    }
    if place().role is Role.MANAGER:
        return page("homes/manager.html", **values)
    return page("homes/owner.html", steps=_steps(locations(rows()), people), **values)


def _waiting(studied: list[Study]) -> dict[str, int]:
    """How much I have to look at again in each lesson, by slug."""
    titles = [each.taught for each in studied]
    changed = deltas(rows(), titles, place().membership_id)
    return {each.slug: changed[each.title_id].count for each in titles}


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
