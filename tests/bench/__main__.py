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
from http.client import HTTPException
from math import isnan, nan
from pathlib import Path
from statistics import median

from flask import Flask

from tests.bench import batch, board, floor, handout, lesson, members, printing, reading, variety
from tests.bench.load import Target
from tests.bench.measure import Line, Measure, Missed, measured
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
Costs = dict[str, list[float]]
QUERIES = (
    "queries for one who has read it all",
    "queries of a debate",
    "queries of a debate with a verdict",
    "queries of a question",
)
BYTES = ("bytes, fonts cached", "bytes, cold")
BOARD = ("queries of a board at 1,000 people", "seconds a board at 1,000 people")
PRINTING = (
    f"lesson while {printing.PRINTS} print / in quiet",
    f"worst lesson while {printing.PRINTS} print, ms",
)
IN_TURN = (f"home of {members.MEMBERS:,} members / of one",)
HANDOUT = ("seconds a base by a press",)
RUNS = (
    f"300 of {batch.MANY} copies / a full render",
    f"bytes a copy in a file of {batch.PEOPLE:,}",
    f"CPU seconds a run for {batch.PEOPLE:,}",
    f"MiB a run for {batch.PEOPLE:,}, above idle",
)
CROWDED = (
    f"seconds till a run for {variety.PEOPLE} answers",
    f"lesson while {variety.SETS} bases are pressed / in quiet",
)
OF_PAGES = (*QUERIES, *BYTES, *IN_TURN, *PRINTING, *RUNS, *CROWDED, *BOARD)
READING = ("worst hostile article, seconds",)


def _ratio_name(name: str, over: str) -> str:
    return f"{name} / {over}, median of pairs"


RATIO_NAMES = tuple(_ratio_name(name, over) for name, over, _ in RATIOS)


@dataclass(frozen=True)
class Arm:
    """A server, and what is asked of it."""

    name: str
    server: Server
    target: Target

    def cost(self, requests: int) -> float:
        """Milliseconds of CPU for a request."""
        before = self.server.cpu()
        self.target.ask(requests)
        return 1000 * (self.server.cpu() - before) / requests


def main() -> None:
    """Measure, print, and say by the exit code whether every limit is kept."""
    with tempfile.TemporaryDirectory() as folder:
        costs, lines = _pages(Path(folder))
    lines += measured(HANDOUT, _handout) + measured(READING, _reading)
    _report(costs, lines)
    sys.exit(not all(line.is_kept for line in lines))


def _pages(folder: Path) -> tuple[Costs, list[Line]]:
    """What is measured of pages; without its servers no line of theirs has a figure."""
    try:
        with _arms(folder) as (app, paths, arms):
            return _measure_pages(app, paths, arms)
    except Exception as fault:  # noqa: BLE001  (whatever it is, the other lines are still printed)
        why = f"the servers did not run ({type(fault).__name__}: {fault})"
        return {}, [Missed(name, why) for name in (*RATIO_NAMES, *OF_PAGES)]


def _measure_pages(app: Flask, paths: lesson.Paths, arms: list[Arm]) -> tuple[Costs, list[Line]]:
    costs = _rounds(arms)
    section = next(arm.target for arm in arms if arm.name == "section")
    lines = [line for name, over, limit in RATIOS for line in _ratio(costs, name, over, limit)]
    lines += measured(QUERIES, lambda: _queries(app, paths))
    lines += measured(BYTES, lambda: _bytes(section))
    lines += measured(IN_TURN, lambda: _in_turn(app))
    lines += measured(PRINTING, lambda: _printing(app, paths.section))
    lines += measured(RUNS, lambda: _runs(app))
    lines += measured(CROWDED, lambda: _crowded(app, paths.section))
    lines += measured(BOARD, lambda: _board(app))
    return costs, lines


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


def _rounds(arms: list[Arm]) -> Costs:
    """The cost of each arm in each round."""
    costs: Costs = {arm.name: [] for arm in arms}
    for n in range(-1, ROUNDS):  # the first warms up
        for arm in arms[n % len(arms) :] + arms[: n % len(arms)]:
            cost = _cost(arm, WARM_UP if n < 0 else REQUESTS[arm.name])
            if n >= 0:
                costs[arm.name].append(cost)
    return costs


def _cost(arm: Arm, requests: int) -> float:
    """What it took, or no number where the server did not answer, which is said at once."""
    try:
        return arm.cost(requests)
    except (OSError, HTTPException) as fault:
        print(f"{arm.name}: {fault}", file=sys.stderr)  # noqa: T201  (what a command says)
        return nan


def _ratio(costs: Costs, name: str, over: str, limit: float) -> list[Line]:
    line = _ratio_name(name, over)

    def ratio() -> Iterator[Measure]:
        ratios = [one / other for one, other in zip(costs[name], costs[over], strict=True)]
        answered = [each for each in ratios if not isnan(each)]
        yield Measure(line, median(answered), limit)

    return measured([line], ratio)


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
    """Seconds on the wall: a press that starts for one base."""
    yield Measure(*HANDOUT, handout.seconds(), 5)


def _runs(app: Flask) -> Iterator[Measure]:
    """A copy costs next to nothing beside what it is a copy of, and a whole staff little more."""
    taken = batch.taken(app)
    ratio, weight, seconds, memory = RUNS
    yield Measure(ratio, 300 * taken.a_copy / handout.seconds_in_full(), 1)
    yield Measure(weight, taken.bytes_a_copy, 3000)
    yield Measure(seconds, taken.everybody, 3)
    yield Measure(memory, taken.memory, 150)


def _crowded(app: Flask, section: str) -> Iterator[Measure]:
    """Whoever prints is answered at once, and whoever learns meanwhile hardly notices."""
    waited = variety.waited(app, section)
    answers, ratio = CROWDED
    yield Measure(answers, waited.answer, 0.5)
    yield Measure(ratio, waited.lessons.ratio, 2)


def _reading() -> Iterator[Measure]:
    """What the worst article that may be sent takes to read."""
    yield Measure(*READING, reading.worst_seconds(), 15)


def _in_turn(app: Flask) -> Iterator[Measure]:
    """What a home asks costs as much for each of many members as for one again and again."""
    yield Measure(*IN_TURN, members.ratio(app), 1.2)


def _printing(app: Flask, section: str) -> Iterator[Measure]:
    """Pages go before paper: what a reader waits while many print, over what they wait in quiet."""
    waited = printing.waits(app, section)
    ratio, worst = PRINTING
    yield Measure(ratio, waited.ratio, 2)
    yield Measure(worst, waited.worst, 1000)


def _board(app: Flask) -> Iterator[Measure]:
    """The table of a thousand people asks as much as that of ten."""
    few = board.asked(app)
    board.crowd(app)
    yield Measure("queries of a board at 1,000 people", board.asked(app), few)
    yield Measure("seconds a board at 1,000 people", board.seconds(app), 1.5)


def _report(costs: Costs, lines: list[Line]) -> None:
    said = [f"{'CPU ms a request':42}{'median':>12}{'min':>12}{'max':>12}"]
    for name, taken in costs.items():
        answered = [cost for cost in taken if not isnan(cost)]
        figures = [f"{each(answered):12.2f}" for each in (median, min, max) if answered]
        said.append(f"{name:42}{''.join(figures) or '  MISSED'}")
    said += ["", f"{'':42}{'measured':>12}{'at most':>12}", *map(str, lines)]
    print("\n".join(said))  # noqa: T201  (what the command is for)


if __name__ == "__main__":
    main()
