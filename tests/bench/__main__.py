"""What the pages of a lesson cost, each beside its floor: `make bench`.

Three servers run side by side: a hello, bare floors, and Trainer. Their pages are asked for in
turn, nine rounds, each round in another order.
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

from tests.bench import board, floor, handout, lesson, printing
from tests.bench.load import Target
from tests.bench.server import Server, gunicorn
from tests.bench.weight import weigh
from tests.journeys.browser import launched

ROUNDS = 9
WARM_UP = 80
REQUESTS = {
    "hello": 2000,
    "section floor": 600,
    "section": 600,
    "debate floor": 400,
    "debate": 400,
    "question floor": 400,
    "question": 400,
}
# Of each page over another, in CPU time for a request.
RATIOS = (
    ("section", "section floor", 1.5),
    ("debate", "debate floor", 2.0),
    ("question", "question floor", 1.5),
    ("section floor", "hello", 6.0),
)


@dataclass(frozen=True)
class Arm:
    """A server, and what is asked of it."""

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
    with tempfile.TemporaryDirectory() as folder, _arms(Path(folder)) as (app, paths, arms):
        costs = _rounds(arms)
        section = next(arm.target for arm in arms if arm.name == "section")
        measures = [*_ratios(costs), *_queries(app, paths), *_bytes(section)]
        measures += [*_handout(), *_printing(app), *_board(app)]
    _report(costs, measures)
    sys.exit(not all(measure.is_kept for measure in measures))


@contextmanager
def _arms(folder: Path) -> Iterator[tuple[Flask, lesson.Paths, list[Arm]]]:
    database = {floor.DATABASE: f"sqlite:///{folder / 'floor.db'}"}
    floor.fill(database[floor.DATABASE])
    with ExitStack() as stack:
        app = stack.enter_context(lesson.demo_app(folder))
        hello = stack.enter_context(gunicorn("tests.bench.floor:hello()", {}))
        bare = stack.enter_context(gunicorn("tests.bench.floor:floor()", database))
        page = stack.enter_context(gunicorn("trainer.app:create_app()", lesson.environment(app)))
        paths = lesson.paths(app)
        cookie = lesson.cookie(lesson.signed_in(app, lesson.READER))
        arms = [Arm("hello", hello, Target(hello.port, "/"))]
        for name, under, path in (
            ("section", floor.LESSON, paths.section),
            ("debate", floor.DEBATE, paths.debate),
            ("question", floor.QUESTION, paths.question),
        ):
            arms += [
                Arm(f"{name} floor", bare, Target(bare.port, under.path, floor.HEADERS)),
                Arm(name, page, Target(page.port, path, cookie)),
            ]
        yield app, paths, arms


def _rounds(arms: list[Arm]) -> list[dict[str, float]]:
    for arm in arms:
        arm.target.ask(WARM_UP)
    turns = [arms[n % len(arms) :] + arms[: n % len(arms)] for n in range(ROUNDS)]
    return [{arm.name: arm.cost() for arm in turn} for turn in turns]


def _ratios(costs: list[dict[str, float]]) -> Iterator[Measure]:
    for name, over, limit in RATIOS:
        ratio = median(cost[name] / cost[over] for cost in costs)
        yield Measure(f"{name} / {over}, median of pairs", ratio, limit)


def _queries(app: Flask, paths: lesson.Paths) -> Iterator[Measure]:
    """A page asks as much for somebody who has read everything as for a beginner."""
    beginner, graduate, reader = (
        lesson.signed_in(app, name) for name in (lesson.BEGINNER, lesson.GRADUATE, lesson.READER)
    )
    least = lesson.queries(beginner, paths.section)
    yield Measure(
        "queries for one who has read it all", lesson.queries(graduate, paths.section), least
    )
    for name, path, limit in (
        ("queries of a debate", paths.debate, floor.DEBATE.queries),
        ("queries of a debate with a verdict", paths.decided, floor.DEBATE.queries),
        ("queries of a question", paths.question, floor.QUESTION.queries),
    ):
        yield Measure(name, lesson.queries(reader, path), limit)


def _bytes(page: Target) -> Iterator[Measure]:
    with launched() as browser:
        weight = weigh(browser, page.url, page.headers)
    yield Measure("bytes, fonts cached", weight.with_fonts_cached, 100_000)
    yield Measure("bytes, cold", weight.cold, 250_000)


def _handout() -> Iterator[Measure]:
    """Seconds on the wall: a press that starts for one copy, and one that binds many."""
    yield Measure("seconds a handout", handout.seconds(), 5)
    yield Measure(f"seconds to bind {handout.BOUND}", handout.seconds_to_bind(), 10)


def _printing(app: Flask) -> Iterator[Measure]:
    """Pages go before paper: what a reader waits while many print, over what they wait in quiet."""
    waited = printing.waits(app)
    many = f"while {printing.PRINTS} print"
    yield Measure(f"lesson {many} / in quiet, medians", waited.ratio, 2)
    yield Measure(f"worst lesson {many}, ms", waited.worst, 1000)


def _board(app: Flask) -> Iterator[Measure]:
    """The table of a thousand people asks as much as that of ten."""
    few = board.asked(app)
    board.crowd(app)
    yield Measure("queries of a board at 1,000 people", board.asked(app), few)
    yield Measure("seconds a board at 1,000 people", board.seconds(app), 1.5)


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
