"""What tests tell of themselves, shown at the end of a long run: a worker's own words get lost.

A test tells by ``record_property("told", line)``; a property tells how many examples it ran.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

import pytest

TOLD = "told"
RAN = re.compile(r"(\d+) passing, ")
STOPPED = re.compile(r"Stopped because (.+)")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take --told."""
    parser.addoption("--told", action="store_true", help="show what tests tell of themselves")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to the report of a property how many examples it ran."""
    statistics = getattr(item, "hypothesis_statistics", None)
    if statistics and call.when == "call":
        item.user_properties.append((TOLD, examples(statistics)))
    return (yield)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what was told, a line each."""
    if config.getoption(TOLD):
        terminalreporter.section(TOLD)
        for line in sorted(_lines(terminalreporter)):
            terminalreporter.write_line(line)


def examples(statistics: str) -> str:
    """How many examples a property ran, and why it ran no more, from Hypothesis's statistics."""
    count = sum(map(int, RAN.findall(statistics)))
    return f"{count:,} examples, stopped by {'; '.join(STOPPED.findall(statistics))}"


def _lines(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in reporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                for name, told in report.user_properties:
                    if name == TOLD:
                        yield f"{report.nodeid}: {told}"
