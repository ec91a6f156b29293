"""The page on which a print run is put together: what is printed, for whom, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app, request

from trainer.config import Config
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.candidate import AT, Candidate, in_order, wanted
from trainer.handouts.forms.print_run import PrintRunForm
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.offers import offers
from trainer.handouts.queries.candidates import candidates
from trainer.handouts.ticks import ids_of
from trainer.mail.outbox import is_kept
from trainer.tenancy.access import studio_session
from trainer.web.pages import page

NOBODY = "Tick the people whose handouts you want first."
NOTHING = (
    "Everybody ticked has what you chose, and it is current. To print it all the same, choose a new"
    " copy, which replaces it."
)


@dataclass(frozen=True)
class Place:
    """A location with people in it, as a word that ticks them."""

    to: str
    name: str
    people: int


@dataclass(frozen=True)
class Picked:
    """A form, everybody who can be ticked, and who is."""

    taught: CurrentEdition
    form: PrintRunForm
    people: list[Candidate]
    ticked: Collection[int]

    @classmethod
    def of_address(cls, taught: CurrentEdition) -> Picked:
        """As an address asks for it: a run again, some by a word, or one by one."""
        again = request.args.get("again", type=int)
        if again and (run := studio_session().get(PrintRun, again)):
            return cls._again(taught, run)
        form, people = _offer(PrintRunForm.asked(request.args)), _candidates(taught)
        ticked = ids_of(request.args.get("who", ""))
        ticked |= set(request.args.getlist("membership", type=int))
        if to := request.args.get("to"):
            ticked = {each.id for each in people if each.is_meant(to, form.kind.kinds)}
        return cls(taught, form, people, ticked)

    @classmethod
    def _again(cls, taught: CurrentEdition, run: PrintRun) -> Picked:
        tickets = run.tickets(studio_session())
        form = _offer(PrintRunForm.again(run, {each.kind for each in tickets}))
        return cls(taught, form, _candidates(taught), {each.membership_id for each in tickets})

    @classmethod
    def of_form(cls, taught: CurrentEdition) -> Picked:
        """As it was sent; an id that is nobody's is no one."""
        ticked = set(request.form.getlist("membership", type=int))
        return cls(taught, _offer(PrintRunForm(request.form)), _candidates(taught), ticked)

    @property
    def chosen(self) -> list[Candidate]:
        """Those ticked, in the order of the file."""
        by_place = self.form.arrangement.data == "location"
        return in_order((each for each in self.people if each.id in self.ticked), by_place=by_place)

    @property
    def wanted(self) -> list[tuple[int, Kind]]:
        """What is to be printed for them; the form must be valid."""
        return wanted(self.chosen, self.form.kind.kinds, self.form.holds)

    def page(self, mistake: str = "") -> str:
        """The page, with what is wrong with it if anything is."""
        rows = frozenset(row.ref for row in self.taught.lesson.docket)
        return page(
            "print_runs/new.html",
            slug=self.taught.slug,
            lesson=self.taught.lesson,
            form=self.form,
            offers=offers(self.taught, rows),
            people=self.people,
            places=self._places(),
            ticked=set(self.ticked),
            mistake=mistake,
        )

    def _places(self) -> list[Place]:
        named = Counter((each.location, each.location_id) for each in self.people if each.location)
        return [Place(f"{AT}{id_}", str(name), many) for (name, id_), many in sorted(named.items())]


def _offer(form: PrintRunForm) -> PrintRunForm:
    """The form, with what can be done on this site."""
    config: Config = current_app.extensions["config"]
    form.mail(may=is_kept(config))
    return form


def _candidates(taught: CurrentEdition) -> list[Candidate]:
    return candidates(studio_session(), taught)
