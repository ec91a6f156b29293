"""Bursts: one form sent by many at the same moment, and what must then be true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from threading import Barrier
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

MANY = 20
COOKIE = "trainer"
DONE = 303

Rows = Callable[[], list[Any]]


@dataclass(frozen=True)
class Sent:
    """A form: who sends it (on one device), where, and what it holds."""

    device: FlaskClient | None
    path: str
    form: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Burst:
    """Forms sent in turn, all at once, and the rows that it is about.

    There must be so many of those afterwards; without a number, as many as were told "done".
    """

    sent: tuple[Sent, ...]
    rows: Rows
    many: int | None = 1

    def faults(self, app: Flask) -> list[str]:
        """What is wrong with the answers, and with what was kept."""
        before = len(self.rows())
        answers = at_once(app, list(islice(cycle(self.sent), MANY)))
        statuses = sorted(answer.status_code for answer in answers)
        kept = len(self.rows())
        wanted = before + statuses.count(DONE) if self.many is None else self.many
        broken = [status for status in statuses if status >= 500]
        return [
            *([f"{len(broken)} answers of {broken[0]}"] if broken else []),
            *([f"{kept} rows in place of {wanted}: {statuses}"] if kept != wanted else []),
        ]


def at_once(app: Flask, sent: list[Sent]) -> list[TestResponse]:
    """Send them all at the same moment, each from a thread of its own."""
    start = Barrier(len(sent))
    clients = [_copy(app, each.device) for each in sent]

    def send(client: FlaskClient, each: Sent) -> TestResponse:
        form = each.form() if callable(each.form) else each.form
        start.wait()
        return client.post(each.path, data=form)

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(send, clients, sent))


def _copy(app: Flask, device: FlaskClient | None) -> FlaskClient:
    """Another client of the same device, for a client is no matter of two threads."""
    client = app.test_client()
    if device and (cookie := device.get_cookie(COOKIE)):
        client.set_cookie(COOKIE, cookie.value)
    return client
