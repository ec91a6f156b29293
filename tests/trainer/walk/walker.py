"""The walk: every visit is made, judged and undone."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator

from flask import Flask

from tests.trainer.page_text import everything
from tests.trainer.walk.ground import Ground
from tests.trainer.walk.itinerary import Itinerary
from tests.trainer.walk.judge import Answer, Fault, Finding, Judge
from tests.trainer.walk.looks import Looks
from tests.trainer.walk.marks import secrets
from tests.trainer.walk.table import EXPECTED
from tests.trainer.walk.visit import Visit
from tests.trainer.walk.witness import Change
from trainer.tenancy.policy import POLICIES

Outcome = tuple[Answer, list[Change]]


class Walk:
    """A walk on prepared ground; ``only`` keeps it to some endpoints.

    It counts its visits, and the requests that they took: of a visit whose body differs from that
    of an earlier one only in what the app has not looked at, the same came.
    """

    def __init__(self, prepared: Ground, only: Collection[str] = ()) -> None:
        self._app, self._prepared = prepared.app, prepared
        self._only = set(only)
        self._reached: set[str] = set()
        self._looks = Looks[Outcome]()
        self.visits = self.requests = 0

    def findings(self) -> Generator[Finding, None, None]:
        """Walk, and tell each fault as it is found."""
        self._app.config["PROPAGATE_EXCEPTIONS"] = False  # a view that breaks answers, too
        yield from _disagreements(self._app)
        with self._looks.noted(self._app):
            yield from self._walk(self._prepared)
        yield from self._unreached()

    def _walk(self, prepared: Ground) -> Iterator[Finding]:
        itinerary = Itinerary(prepared.things, prepared.bodies)
        judge = Judge(
            prepared.owners, secrets(prepared.witness.rows), demo=self._app.config["DEMO"]
        )
        for rule in self._app.url_map.iter_rules():
            if unknown := itinerary.unknown(rule):
                yield Finding(Fault.TABLE, f"{rule}: nothing can be named for {unknown}")
            elif rule.endpoint in (self._only or EXPECTED):
                for visit in itinerary.visits(rule):
                    yield from self._make(visit, judge)

    def _make(self, visit: Visit, judge: Judge) -> Iterator[Finding]:
        self.visits += 1
        question = (visit.actor.who, visit.method, visit.path)
        came = self._looks.recall(question, visit.body)
        if came is None:
            came = self._try(visit)
            self._looks.keep(question, visit.body, came)
        answer, changes = came
        yield from judge.findings(visit, answer, changes)
        if visit.is_admitted and answer.status < 400:
            self._reached.add(visit.endpoint)

    def _try(self, visit: Visit) -> Outcome:
        """Make a visit, see what it changes, and undo that."""
        self._looks.begin()
        answer = self._ask(visit, self._prepared.cookies)
        changes = self._prepared.witness.changes()
        if changes:
            self._prepared.witness.undo(changes)
        return answer, changes

    def _ask(self, visit: Visit, cookies: dict[str, str]) -> Answer:
        self.requests += 1
        cookie = cookies.get(visit.actor.who)
        asks = visit.method == "GET"
        response = self._app.test_client(use_cookies=False).open(
            visit.path,
            method=visit.method,
            query_string=visit.body if asks else None,
            data=None if asks else visit.body,
            headers={"Cookie": f"trainer={cookie}"} if cookie else None,
            buffered=True,
        )
        return Answer(
            response.status_code, response.location or "", everything(self._app, response)
        )

    def _unreached(self) -> Iterator[Finding]:
        """What never answered well was not walked: then the bodies or things want completing."""
        for endpoint in (self._only or EXPECTED.keys()) - self._reached:
            if EXPECTED[endpoint].timely:
                continue
            if self._app.config["DEMO"] or not EXPECTED[endpoint].demo:
                yield Finding(Fault.UNREACHED, endpoint)


def _disagreements(app: Flask) -> Iterator[Finding]:
    """Where the routes, the app's policies and the walk's own table differ."""
    routed = {rule.endpoint for rule in app.url_map.iter_rules()}
    for endpoint in sorted(routed | POLICIES.keys() | EXPECTED.keys()):
        expected = EXPECTED.get(endpoint)
        if endpoint not in routed or expected is None or expected.policy != POLICIES.get(endpoint):
            yield Finding(Fault.TABLE, endpoint)
