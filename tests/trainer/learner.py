"""A learner who uses every form and every page, and keeps all that was ever sent to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from lessons.authoring import Named
from tests.trainer.conftest import Look
from tests.trainer.page_text import everything
from tests.trainer.quick_press import work_off
from tests.trainer.sitting import QUIZ, Sitting, begin
from tests.trainer.syllabus import KEY, LABELS, ROWS, a_package, key_of, verdict_of
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_run import PrintRun

FEET = "/harbour/lessons/feet"
Own = Mapping[str, Sequence[str | int]]
STANCE = {"position": "6", "confidence": "70", "reason": "I saw one spring."}
PRACTICE = {"ease_before": "3", "ease_after": "6", "words": "Lighter."}


class Learner:
    """Ana on one device; ``sent`` is everything that came back, by the request it came for."""

    def __init__(self, app: Flask, client: FlaskClient, look: Look, member_id: int) -> None:
        self._app, self._client, self._look, self._member_id = app, client, look, member_id
        self.package = a_package(title="Feet in Harbour")
        self.sent: dict[str, str] = {}

    def post(self, path: str, form: object = None) -> int:
        """Send a form, and give the status back."""
        answer = self._client.post(path, data=form)
        self.sent[f"POST {path} {form}"] = everything(self._app, answer)
        return answer.status_code

    def use_the_forms(self) -> None:
        """Practise, read, and send forms that are not filled in."""
        ref = self.package.lesson.exercises[0].ref
        assert self.post(f"{FEET}/exercises/{ref}/practices", PRACTICE) == 303
        assert self.post(f"{FEET}/exercises/{ref}/practices") == 422
        assert self.post(f"{FEET}/sections/the-spring/readings") == 303
        assert [self.post(f"{FEET}/docket/{row}/stances") for row in ROWS] == [422, 422]

    def take_stances(self, *rows: str, **more: str) -> None:
        """Take the stance that comes next on each row."""
        for row in rows:
            assert self.post(f"{FEET}/docket/{row}/stances", STANCE | more) == 303

    def print_it(self) -> None:
        """Print the handout, with what is open by now."""
        assert self.post(f"{FEET}/copies") == 303
        work_off(self._app)

    def begin(self) -> Sitting:
        """Begin an attempt, and answer it: one answer cannot be read, one is right."""
        assert self.package.quiz is not None
        sitting = begin(self._client, self._look, self.package.quiz)
        assert self.post(sitting.address("numeric"), {"number": "many"}) == 422
        assert self.post(sitting.address("single"), {"choice": "99"}) == 422
        for ref in ("single", "multiple", "ordering"):
            assert self.post(sitting.address(ref), sitting.form(ref)) == 303
        return sitting

    def hand_in(self) -> None:
        """Answer everything rightly and hand it in."""
        sitting = self.begin()
        sitting.answer_rightly()
        assert self.post(f"{sitting.url}/results") == 303

    def crawl(self) -> dict[str, str]:
        """Ask for every page there is, with everything of Ana's own that could be named."""
        self._get("/account")  # shows, once, what the last form said
        adapter, own = self._app.url_map.bind(""), self._own()
        for rule in self._app.url_map.iter_rules():
            for values in _values(rule, own) if "GET" in (rule.methods or ()) else ():
                self._get(adapter.build(rule.endpoint, values))
        return dict(self.sent)

    def _get(self, path: str) -> None:
        answer = self._client.get(path, buffered=True)
        assert answer.status_code < 500, path
        self.sent[f"GET {path}"] = everything(self._app, answer)

    def _own(self) -> Own:
        lesson, quiz = self.package.lesson, self.package.quiz
        named: list[Named] = [*lesson.sections, *lesson.exercises, *lesson.docket, *lesson.claims]
        static = Path(str(self._app.static_folder))
        files = [file for file in static.rglob("*") if file.is_file()]
        copies = self._look(sa.select(Copy).where(Copy.membership_id == self._member_id))
        return {
            "studio": ["harbour"],
            "slug": ["feet"],
            "ref": [each.ref for each in named],
            "number": list(range(1, len(quiz.live if quiz else ()) + 1)),
            "attempt_id": self._attempts(),
            "membership_id": [self._member_id],
            "copy_id": [copy.id for copy in copies],
            "copy_code": [copy.code for copy in copies],
            "print_base_id": [base.id for base in self._look(sa.select(PrintBase))],
            "print_run_id": [run.id for run in self._look(sa.select(PrintRun))],
            "assignment_id": [1],
            "invitation_id": [1],
            "location_id": [1],
            "code": ["nothing"],
            "reset_code": ["nothing"],
            "filename": [str(file.relative_to(static)) for file in files],
        }

    def _attempts(self) -> list[int]:
        page = self._client.get(QUIZ).text
        return sorted({int(id_) for id_ in re.findall(r"/quiz/attempts/(\d+)", page)})


def _values(rule: Rule, own: Own) -> Iterator[dict[str, str | int]]:
    """Every combination of what the parameters of a route can name."""
    names = sorted(rule.arguments)
    for chosen in product(*(own[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))


def tells_verdict(sent: dict[str, str], row: str) -> list[str]:
    """The requests whose answer holds a word of the verdict on a row; style sheets name labels."""
    label = LABELS[row].replace("_", "[_ ]")
    pattern = re.compile(rf"{verdict_of(row)}|\b{label}\b", re.IGNORECASE)
    return [
        request
        for request, text in sent.items()
        if not request.startswith("GET /static/") and pattern.search(text)
    ]


def tells_key(sent: dict[str, str], *questions: str) -> list[str]:
    """The requests whose answer holds a word or a ref of the key of those questions, or of any."""
    canaries = [key_of(ref) for ref in questions] or [KEY]
    return [request for request, text in sent.items() if any(canary in text for canary in canaries)]
