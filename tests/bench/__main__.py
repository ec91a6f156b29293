"""What a lesson page costs, beside a floor: `make bench`.

Three servers run side by side and are asked in turn, nine rounds, each round in another order.
What counts is the CPU time of the server processes for a request, and its ratio within a round:
other work on the machine hardly moves either. The exit code is 1 when a limit is missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask

from tests.bench import floor, lesson
from tests.bench.load import Target
from tests.bench.server import Server, gunicorn
from tests.bench.weight import weigh
from tests.journeys.browser import launched

ROUNDS = 9
WARM_UP = 80
REQUESTS = {"hello": 2000, "floor": 600, "page": 600}


@dataclass(frozen=True)
class Arm:
    """One of the three: a server, and what is asked of it."""

    name: str
    server: Server
    target: Target

    def cost(self) -> float:
        """Milliseconds of CPU for a request."""
        before = self.server.cpu()
        self.target.ask(REQUESTS[self.name])
        return 1000 * (self.server.cpu() - before) / REQUESTS[self.name]


@dataclass(frozen=True)
class Measure:
    """A figure, and the most it may be."""

    name: str
    value: float
    limit: float

    @property
    def is_kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "" if self.is_kept else "  MISSED"
        return f"{self.name:34}{self.value:12,.6g}{self.limit:12,.6g}{verdict}"


def main() -> None:
    """Measure, print, and say by the exit code whether every limit is kept."""
    with tempfile.TemporaryDirectory() as folder, _arms(Path(folder)) as (app, arms):
        costs = _rounds(arms)
        measures = [*_ratios(costs), *_queries(app), *_bytes(arms[-1].target)]
    _report(costs, measures)
    sys.exit(not all(measure.is_kept for measure in measures))


@contextmanager
def _arms(folder: Path) -> Iterator[tuple[Flask, list[Arm]]]:
    database = {floor.DATABASE: f"sqlite:///{folder / 'floor.db'}"}
    floor.fill(database[floor.DATABASE])
    with ExitStack() as stack:
        app = stack.enter_context(lesson.demo_app(folder))
        hello = stack.enter_context(gunicorn("tests.bench.floor:hello()", {}))
        bare = stack.enter_context(gunicorn("tests.bench.floor:floor()", database))
        page = stack.enter_context(gunicorn("trainer.app:create_app()", lesson.environment(app)))
        reader = lesson.signed_in(app, lesson.READER)
        yield (
            app,
            [
                Arm("hello", hello, Target(hello.port, "/")),
                Arm("floor", bare, Target(bare.port, floor.PATH, floor.HEADERS)),
                Arm("page", page, Target(page.port, lesson.path(app), lesson.cookie(reader))),
            ],
        )


def _rounds(arms: list[Arm]) -> list[dict[str, float]]:
    for arm in arms:
        arm.target.ask(WARM_UP)
    turns = [arms[n % 3 :] + arms[: n % 3] for n in range(ROUNDS)]
    return [{arm.name: arm.cost() for arm in turn} for turn in turns]


def _ratios(costs: list[dict[str, float]]) -> Iterator[Measure]:
    for name, over, limit in (("page", "floor", 1.5), ("floor", "hello", 6.0)):
        ratio = median(cost[name] / cost[over] for cost in costs)
        yield Measure(f"{name} / {over}, median of pairs", ratio, limit)


def _queries(app: Flask) -> Iterator[Measure]:
    """A page asks as much for somebody who has read everything as for a beginner."""
    beginner, graduate = (
        lesson.queries(lesson.signed_in(app, name), lesson.path(app))
        for name in (lesson.BEGINNER, lesson.GRADUATE)
    )
    yield Measure("queries for one who has read it all", graduate, beginner)


def _bytes(page: Target) -> Iterator[Measure]:
    with launched() as browser:
        weight = weigh(browser, page.url, page.headers)
    yield Measure("bytes, fonts cached", weight.with_fonts_cached, 100_000)
    yield Measure("bytes, cold", weight.cold, 250_000)


def _report(costs: list[dict[str, float]], measures: list[Measure]) -> None:
    lines = [f"{'CPU ms a request':34}{'median':>12}{'min':>12}{'max':>12}"]
    for name in REQUESTS:
        taken = [cost[name] for cost in costs]
        figures = "".join(f"{each(taken):12.2f}" for each in (median, min, max))
        lines.append(f"{name:34}{figures}")
    lines += ["", f"{'':34}{'measured':>12}{'at most':>12}", *map(str, measures)]
    print("\n".join(lines))  # noqa: T201  (what the command is for)


if __name__ == "__main__":
    main()
