"""The wanderer: everybody asks for anything, fills in what a page offers, and sends nonsense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random
from urllib.parse import quote, urlsplit

from flask import Flask, got_request_exception, request
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.trainer.chance.filling import ODD, fill, spoil
from tests.trainer.chance.sending import (
    FORM,
    MULTIPART,
    Request,
    break_up,
    encoded,
    multipart,
    upload,
)
from tests.trainer.chance.sheet import Sheet, read
from tests.trainer.chance.tally import Tally
from tests.trainer.walk.ground import Ground
from tests.trainer.walk.things import OTHER, Place
from tests.trainer.walk.visit import ACTORS, Actor

HOME = {"zoe": "ridge"}
WEIGHTS = {"": 2, "ana": 4, "mia": 5, "olga": 5, "gus": 1, "zoe": 3}
LAST_SHEETS = 40
ROUND = 150  # requests until the world is put back
# They end what the rest of a round stands on.
ENDINGS = ("/sign-out", "/departure", "/password", "/revocation")


class Wanderer:
    """Makes requests by a seed; ``tally`` says what came of them."""

    def __init__(self, prepared: Ground, seed: int) -> None:
        self.tally = Tally()
        self._ground, self._rng = prepared, Random(seed)
        self._sheets: dict[str, list[Sheet]] = defaultdict(list)
        self._links: dict[str, list[str]] = defaultdict(list)
        self._rules = sorted(prepared.app.url_map.iter_rules(), key=str)
        self._raised: list[BaseException] = []
        self._endpoint = ""

    def wander(self, many: int) -> Tally:
        """Make so many requests; the world is as it was afterwards."""
        app = self._ground.app
        app.config["PROPAGATE_EXCEPTIONS"] = False  # a view that breaks answers, too
        app.before_request_funcs.setdefault(None, []).insert(0, self._note_endpoint)
        with got_request_exception.connected_to(self._note_error, app):
            for number in range(1, many + 1):
                self._step()
                if number % ROUND == 0:
                    self._put_back()
        app.before_request_funcs[None].remove(self._note_endpoint)
        self._put_back()
        return self.tally

    def _step(self) -> None:
        actor = self._rng.choices(ACTORS, [WEIGHTS[each.who] for each in ACTORS])[0]
        moves: list[Callable[[Actor], Request]] = [self._look, self._fill, self._follow, self._push]
        made = self._rng.choices(moves, [4, 8, 2, 3])[0](actor)
        if self._rng.random() < 0.12:
            break_up(made, self._rng)
        self._send(made)

    def _look(self, actor: Actor) -> Request:
        """Ask for a page of ours, with things of one's own or anybody's in its address."""
        pages = [rule for rule in self._rules if "GET" in (rule.methods or ())]
        query = ""
        if self._rng.random() < 0.35:
            names = ("query", "kind", "page", "state", "location", "sort", "lesson", "next")
            query = "?" + encoded([(self._rng.choice(names), self._rng.choice(ODD))])
        return Request(actor.who, "GET", self._address(self._rng.choice(pages), actor) + query)

    def _follow(self, actor: Actor) -> Request:
        links = self._links[actor.who]
        return Request(actor.who, "GET", self._rng.choice(links)) if links else self._look(actor)

    def _push(self, actor: Actor) -> Request:
        """Send what every form accepts to an address, whether its page was seen or not."""
        forms = [rule for rule in self._rules if "POST" in (rule.methods or ())]
        rule, place = self._rng.choice(forms), self._place(actor)
        pairs = list(self._ground.bodies.complete(place).items())
        if self._rng.random() < 0.4:
            pairs = spoil(pairs, self._rng)
        path = self._address(rule, actor)
        return Request(actor.who, "POST", path, encoded(pairs).encode(), FORM)

    def _fill(self, actor: Actor) -> Request:
        """Send a form that a page has shown, as it is meant or with something wrong."""
        sheets = self._sheets[actor.who]
        if not sheets:
            return self._look(actor)
        sheet = self._rng.choice(sheets)
        pairs = fill(sheet, self._rng)
        if self._rng.random() < 0.5:
            pairs = spoil(pairs, self._rng)
        if sheet.method == "GET":
            return Request(actor.who, "GET", f"{sheet.action}?{encoded(pairs)}")
        if not sheet.is_multipart:
            return Request(actor.who, "POST", sheet.action, encoded(pairs).encode(), FORM)
        files = {"logo": upload(self._rng)} if self._rng.random() < 0.5 else {}
        return Request(actor.who, "POST", sheet.action, multipart(pairs, files), MULTIPART)

    def _address(self, rule: Rule, actor: Actor) -> str:
        place, path = self._place(actor), rule.rule
        for name in sorted(rule.arguments):
            path = _put(path, name, self._thing(name, place))
        return path

    def _thing(self, name: str, place: Place) -> str:
        things = self._ground.things.factories[name](place)
        chance = self._rng.random()
        if chance < 0.06:
            return quote(self._rng.choice(ODD).encode("utf-8", "surrogatepass"), safe="")
        return str(things[0].value if chance < 0.8 else self._rng.choice(things).value)

    def _place(self, actor: Actor) -> Place:
        home = HOME.get(actor.who, "harbour")
        at = home if self._rng.random() < 0.92 else OTHER[home]
        return Place(actor, at, at)

    def _send(self, made: Request) -> None:
        cookie = self._ground.cookies.get(made.who)
        headers = [("Cookie", f"trainer={cookie}")] if cookie else []
        self._raised.clear()
        self._endpoint = ""
        answer = self._ground.app.test_client(use_cookies=False).open(
            made.path,
            method=made.method,
            data=made.body,
            content_type=made.kind or None,
            headers=headers + made.headers,
            buffered=True,
        )
        self._take(made, answer)

    def _take(self, made: Request, answer: TestResponse) -> None:
        self.tally.statuses[answer.status_code] += 1
        if answer.status_code >= 500 and answer.status_code != 503:
            why = repr(self._raised[-1])[:300] if self._raised else ""
            self.tally.faults.append(f"{answer.status_code} {made} {why}")
        if answer.status_code in {200, 303} and self._endpoint:
            self.tally.reached.add(self._endpoint)
        if answer.mimetype == "text/html":
            self._learn(made, answer)
        is_out = made.who and (answer.location or "").startswith("/sign-in")
        if is_out or made.path.endswith(ENDINGS):
            self._put_back()

    def _learn(self, made: Request, answer: TestResponse) -> None:
        """Keep the forms and links of a page, the newest of them."""
        sheets, links = read(answer.text, urlsplit(made.path).path)
        theirs, seen = self._sheets[made.who], self._links[made.who]
        theirs += [sheet for sheet in sheets if not sheet.action.endswith("/sign-out")]
        seen += links
        del theirs[:-LAST_SHEETS], seen[:-LAST_SHEETS]

    def _put_back(self) -> None:
        self._ground.witness.undo(self._ground.witness.changes())

    def _note_error(self, _: Flask, exception: BaseException, **__: object) -> None:
        self._raised.append(exception)

    def _note_endpoint(self) -> None:
        self._endpoint = request.endpoint or ""


def _put(path: str, name: str, value: str) -> str:
    for pattern in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
        path = path.replace(pattern, value)
    return path
