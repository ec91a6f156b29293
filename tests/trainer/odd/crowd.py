"""A crowd: everybody at once, sending forms as they should be and as nobody would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from urllib.parse import quote, urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.trainer.odd.ask import Ask
from tests.trainer.odd.form import Form, Page
from tests.trainer.odd.oddity import Foreign, mutate
from tests.trainer.walk.ground import Ground
from tests.trainer.walk.itinerary import Itinerary
from tests.trainer.walk.table import EXPECTED
from tests.trainer.walk.things import OTHER, Place
from tests.trainer.walk.visit import ACTORS, Visit
from tests.trainer.walk.witness import Change

ROUND = 40  # requests, after which all is put back as it was
# The least share of the answers that are a page, a thing done, and a form with mistakes.
LEAST = {200: 0.2, 303: 0.1, 422: 0.05}


@dataclass
class Tally:
    """How often each status was answered, and to what with a fault of ours."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, ask: Ask, status: int) -> None:
        """Count an answer."""
        self.statuses[status] += 1
        if status >= 500 and status != 503:
            self.faults.append(f"{status} to {ask}"[:2000])

    @property
    def short(self) -> dict[int, int]:
        """The statuses that are rarer than they should be: then the requests mean too little."""
        total = self.statuses.total()
        return {
            status: self.statuses[status]
            for status, share in LEAST.items()
            if self.statuses[status] < share * total
        }

    def __str__(self) -> str:
        return ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))


class Crowd:
    """Asks at random, the same for the same seed; ``only`` keeps it to some endpoints."""

    def __init__(self, app: Flask, ground: Ground, seed: int, only: Collection[str] = ()) -> None:
        app.config["PROPAGATE_EXCEPTIONS"] = False  # a view that breaks answers, too
        self._app, self._ground, self._dice = app, ground, Random(seed)
        self._visits: dict[str, dict[str, list[Visit]]] = {}
        for visit in _visits(app, ground, only):
            of_actor = self._visits.setdefault(visit.actor.who, {})
            of_actor.setdefault(visit.endpoint, []).append(visit)
        self._foreign = _foreign(ground)
        self._seen: dict[str, list[str]] = {}
        self._undone: list[list[Change]] = []
        self.asked: list[Ask] = []
        self.tally = Tally()

    def send(self, count: int) -> Tally:
        """Send so many requests."""
        for answered, _ in enumerate(islice(self._answers(), count), start=1):
            if answered % ROUND == 0 or answered == count:
                self._put_back()
        return self.tally

    def _answers(self) -> Iterator[TestResponse]:
        while True:
            who = self._dice.choice(ACTORS).who
            if self._dice.random() < 0.25:
                yield self._send(self._perhaps_odd(self._visit(who)))
            else:
                yield from self._use_a_form(who)

    def _use_a_form(self, who: str) -> Iterator[TestResponse]:
        """Open a page, send a form of it, and look where that leads."""
        page = self._send(self._open(who))
        yield page
        forms = self._look(who, page)
        if not forms:
            return
        weights = [len(form.fields) + 0.2 for form in forms]  # to sign out is one button
        form = self._dice.choices(forms, weights)[0]
        answer = self._send(self._perhaps_odd(self._fill(who, form)))
        yield answer
        if answer.status_code == 303:
            self._seen.setdefault(who, []).append(urlsplit(answer.location).path)

    def _open(self, who: str) -> Ask:
        seen = self._seen.get(who)
        if seen and self._dice.random() < 0.5:
            return Ask(who, "GET", self._dice.choice(seen))
        pages = {
            endpoint: shown
            for endpoint, visits in self._visits[who].items()
            if (shown := [each for each in visits if _is_shown(each)])
        }
        if not pages:
            return self._visit(who)
        visit = self._dice.choice(pages[self._dice.choice(list(pages))])
        return Ask(who, "GET", quote(visit.path, safe="/%"))

    def _look(self, who: str, page: TestResponse) -> list[Form]:
        """The forms of a page; its links are remembered."""
        if page.status_code != 200 or page.mimetype != "text/html":
            return []
        read, at = Page(page.text), page.request.path
        links = (urlsplit(urljoin(at, link)) for link in read.links)
        self._seen.setdefault(who, []).extend(link.path for link in links if not link.netloc)
        for form in read.forms:
            form.action = urljoin(at, form.action)
        return read.forms

    def _fill(self, who: str, form: Form) -> Ask:
        actor = next(each for each in ACTORS if each.who == who)
        here = next((each for each in OTHER if form.action.startswith(f"/{each}/")), "harbour")
        known = self._ground.bodies.complete(Place(actor, here, at=here))
        action = urlsplit(form.action)
        return Ask(who, form.method, action.path, action.query, form.fill(self._dice, known))

    def _visit(self, who: str) -> Ask:
        visits = self._visits[who]
        visit = self._dice.choice(visits[self._dice.choice(list(visits))])
        return Ask(who, visit.method, quote(visit.path, safe="/%"), fields=(*visit.body.items(),))

    def _perhaps_odd(self, ask: Ask) -> Ask:
        return mutate(ask, self._dice, self._foreign) if self._dice.random() < 0.6 else ask

    def _send(self, ask: Ask) -> TestResponse:
        cookie = self._ground.cookies.get(ask.who)
        environ = {"HTTP_COOKIE": f"trainer={cookie}"} if cookie else {}
        client = self._app.test_client(use_cookies=False)
        try:
            answer = client.open(
                "/",
                method="POST",
                data=ask.body,
                content_type=ask.content_type,
                environ_overrides=environ | ask.environ,
                buffered=True,
            )
        except Exception as error:
            error.add_note(str(ask)[:2000])
            raise
        self._note(ask, answer.status_code)
        return answer

    def _note(self, ask: Ask, status: int) -> None:
        self.asked.append(ask)
        self.tally.note(ask, status)
        if changes := self._ground.witness.changes():
            self._undone.append(changes)
            self._ground.witness.take_as_given()

    def _put_back(self) -> None:
        while self._undone:
            self._ground.witness.undo(self._undone.pop())
        self._ground.witness.take_as_given()
        self._seen.clear()


def _visits(app: Flask, ground: Ground, only: Collection[str]) -> Iterator[Visit]:
    itinerary = Itinerary(ground.things, ground.bodies)
    for rule in app.url_map.iter_rules():
        if rule.endpoint in (only or EXPECTED):
            yield from itinerary.visits(rule)


def _is_shown(visit: Visit) -> bool:
    return visit.method == "GET" and visit.is_admitted and visit.is_about_theirs


def _foreign(ground: Ground) -> Foreign:
    """Ids of both studios, for every field that could take one."""
    found: Foreign = {}
    for studio in OTHER:
        for name, id_ in ground.bodies.foreign(Place(ACTORS[0], studio, at=studio)).items():
            found.setdefault(name, []).append(id_)
    return found
