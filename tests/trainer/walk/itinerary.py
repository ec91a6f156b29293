"""The itinerary: every visit that is made to a route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from werkzeug.routing import Rule

from tests.trainer.walk.bodies import Bodies
from tests.trainer.walk.table import EXPECTED
from tests.trainer.walk.things import OTHER, Place, Things
from tests.trainer.walk.visit import ACTORS, Thing, Visit

# HEAD runs the view of GET and drops its body; OPTIONS runs none. Both pass the same gate.
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


class Itinerary:
    """Plans visits to a route whose endpoint and parameters are known."""

    def __init__(self, things: Things, bodies: Bodies) -> None:
        self._things, self._bodies = things, bodies

    def unknown(self, rule: Rule) -> set[str]:
        """The parameters of a route for which nothing can be named."""
        return rule.arguments - self._things.factories.keys()

    def visits(self, rule: Rule) -> Iterator[Visit]:
        """Every actor, in each studio and in none, for every thing, with every body."""
        for place in _places(rule):
            for named in self._named(rule, place):
                for method in sorted((rule.methods or set()) & METHODS):
                    yield from self._bodied(_visit(rule, method, place, named), place)

    def _named(self, rule: Rule, place: Place) -> Iterator[dict[str, Thing]]:
        """Every combination of things for the parameters of a route."""
        names = sorted(rule.arguments)
        for chosen in product(*(self._things.factories[name](place) for name in names)):
            yield dict(zip(names, chosen, strict=True))

    def _bodied(self, visit: Visit, place: Place) -> Iterator[Visit]:
        """The visit with every body, or query: whoever is refused need not bring them all."""
        complete, foreign = self._bodies.complete(place), self._bodies.foreign(place)
        yield replace(visit, body=foreign | complete)
        if visit.is_admitted:
            yield replace(visit, body={} if visit.method == "GET" else complete)
        if visit.is_admitted and visit.is_about_theirs and visit.method != "GET":
            for crooked in self._bodies.crooked(place):
                yield replace(visit, body=crooked, complete=False)


def _is_inside(rule: Rule) -> bool:
    return "studio" in rule.arguments


def _places(rule: Rule) -> Iterator[Place]:
    if not _is_inside(rule):
        yield from (Place(actor, "harbour", at="") for actor in ACTORS)
        return
    for actor, studio in product(ACTORS, OTHER):
        yield Place(actor, studio, at=studio)
    yield Place(ACTORS[-1], "harbour", at="nowhere")


def _visit(rule: Rule, method: str, place: Place, named: dict[str, Thing]) -> Visit:
    built = rule.build({name: thing.value for name, thing in named.items()}, append_unknown=False)
    assert built is not None
    return Visit(
        endpoint=rule.endpoint,
        row=EXPECTED[rule.endpoint],
        method=method,
        path=built[1],
        actor=place.actor,
        studio=place.at or None,
        whose=frozenset(thing.whose for thing in named.values()),
    )
