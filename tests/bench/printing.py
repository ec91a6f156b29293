"""The lesson page while twenty people print at once, beside itself when nobody does.

A server and its worker run as they do for a studio; the page is asked for one after the other on a
connection of its own, as by somebody who reads.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

import sqlalchemy as sa
from flask import Flask

from tests.bench import lesson
from tests.bench.load import Target
from tests.bench.server import gunicorn
from trainer import demo
from trainer.editions.catalogue import packages
from trainer.storage.job import Job
from trainer.tenancy.access import unscoped

PRINTS = 20
LOOKS = 200  # at the page in quiet
LONGEST = 900  # seconds until a measure is given up
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Waits:
    """Milliseconds that a reader waited for the page: when nobody prints, and while many do."""

    quiet: list[float]
    printing: list[float]

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return median(self.printing) / median(self.quiet)

    @property
    def worst(self) -> float:
        """While many print."""
        return max(self.printing)

    def __str__(self) -> str:
        quiet, printing = median(self.quiet), median(self.printing)
        return f"{quiet:.1f} ms in quiet, {printing:.1f} ms while {PRINTS} print"


def waits(app: Flask, section: str) -> Waits:
    """Measure both while twenty ask for their own handout, at the page of a section."""

    def everybody(port: int) -> None:
        with ThreadPoolExecutor(PRINTS) as pool:
            asked = [pool.submit(_print, app, port, n) for n in range(PRINTS)]
            for each in asked:
                each.result()

    return waits_while(app, section, everybody)


def waits_while(app: Flask, section: str, press: Callable[[int], object]) -> Waits:
    """Measure both on a server of its own, on the demo of that app; ``press`` gets its port."""
    environment = lesson.environment(app)
    with gunicorn("trainer.app:create_app()", environment) as server, _worker(environment):
        reader = Target(server.port, section, _cookie(app, lesson.READER))
        list(_looks(reader, LOOKS))  # warm
        quiet = list(_looks(reader, LOOKS))
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(press, server.port)
            printing = list(_looks_while_printing(app, reader))
            asked.result()
    return Waits(quiet, printing)


def _looks(reader: Target, many: int) -> Iterator[float]:
    """One after the other; a 200 alone counts."""
    for _ in range(many):
        started = time.perf_counter()
        reader.ask_alone()
        yield 1000 * (time.perf_counter() - started)


def _looks_while_printing(app: Flask, reader: Target) -> Iterator[float]:
    """Until all that was asked for is pressed."""
    ends = time.monotonic() + LONGEST
    yield from _looks(reader, LOOKS)
    while _open_jobs(app):
        if time.monotonic() > ends:
            raise TimeoutError(f"the handouts were not pressed in {LONGEST} seconds")
        yield from _looks(reader, LOOKS // 10)


def _open_jobs(app: Flask) -> int:
    with app.app_context(), unscoped() as session:
        waiting = sa.select(sa.func.count(Job.id)).where(Job.ended_at.is_(None))
        return session.scalar(waiting) or 0


def _print(app: Flask, port: int, number: int) -> None:
    """Somebody of the demo asks for their handout; twenty taps by ten people."""
    with app.app_context():
        people = demo.people()
    path = f"/{demo.SLUG}/lessons/{next(iter(packages()))}/copies"
    send(port, _cookie(app, people[number % len(people)].name), path, path)


def send(port: int, headers: dict[str, str], page: str, to: str, fields: str = "") -> float:
    """Send the form of a page, with those fields besides; how many seconds the answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", page, headers=headers)
    answer = connection.getresponse()
    found = TOKEN.search(answer.read().decode())
    if found is None:
        raise LookupError(f"{page} answered {answer.status} without a form")
    session = answer.headers.get("Set-Cookie", "").partition(";")[0]
    sent = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    if session:
        sent["Cookie"] = session
    started = time.perf_counter()
    connection.request("POST", to, f"csrf_token={found[1]}{fields}", sent)
    status = connection.getresponse().status
    taken = time.perf_counter() - started
    if status != http.client.SEE_OTHER:
        raise ConnectionError(f"{to} answered {status}")
    return taken


def _cookie(app: Flask, name: str) -> dict[str, str]:
    return lesson.cookie(lesson.signed_in(app, name))


@contextmanager
def _worker(environment: Mapping[str, str]) -> Iterator[None]:
    """The worker, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "work"],
        env={**os.environ, **environment},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield
        finally:
            process.terminate()
