"""Replacements: fresh paper for everybody who holds what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint
from flask.typing import ResponseReturnValue

from quizzes.package import Package
from quizzes.part_names import part_names
from quizzes.parts import PartRef
from trainer.editions.queries.current import CurrentEdition, current_editions
from trainer.handouts.forms.print_run import form_key
from trainer.handouts.queries.replacements import Holder, holders
from trainer.tenancy.access import studio_session
from trainer.web.pages import page

blueprint = Blueprint("replacements", __name__, url_prefix="/<studio>")

NAMED = 3  # of the parts that changed; the rest are counted
TAKEN_OUT = "a part that was taken out"


@dataclass(frozen=True)
class Outdated:
    """A lesson, and whoever holds paper of it that is out of date."""

    taught: CurrentEdition
    holders: list[Holder]
    form_key: str = field(default_factory=form_key)

    @property
    def copies(self) -> int:
        """How many copies that are."""
        return sum(len(each.copies) for each in self.holders)

    def changed(self, holder: Holder) -> str:
        """What has changed on somebody's paper, in words."""
        names = part_names(Package(lesson=self.taught.lesson, quiz=self.taught.quiz))
        return _listed(list(dict.fromkeys(_name(names, part) for part in holder.changed)))


@blueprint.get("/replacements/new")
def new() -> ResponseReturnValue:
    """The copies that a material change makes out of date, and a button that prints anew."""
    held = holders(studio_session())
    lessons = [
        Outdated(taught, [each for each in held if each.title_id == taught.title_id])
        for taught in current_editions(studio_session())
    ]
    return page("replacements/new.html", lessons=[each for each in lessons if each.holders])


def _name(names: dict[PartRef, str], part: PartRef) -> str:
    return names.get(part, TAKEN_OUT)


def _listed(names: list[str]) -> str:
    more = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    return f"{told} and {more} more" if more > 0 else told
