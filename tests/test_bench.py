"""The bench: a line that cannot be measured costs no other line its figure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench.__main__ import _ratio, _report
from tests.bench.measure import Measure, Missed, measured


def one_of_two() -> Iterator[Measure]:
    yield Measure("quick", 1, 2)
    raise RuntimeError("the press stopped\nhalf-way")


def test_a_fault_misses_its_own_line_and_says_why() -> None:
    lines = measured(["quick", "slow"], one_of_two)

    assert lines == [
        Measure("quick", 1, 2),
        Missed("slow", "RuntimeError: the press stopped half-way"),
    ]
    assert [line.is_kept for line in lines] == [True, False]


def test_the_rest_of_the_report_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    costs = {"hello": [1.0, 2.0, 3.0], "section": [float("nan")] * 3}

    _report(costs, [*_ratio(costs, "section", "hello", 6), Measure("bytes", 70, 60)])

    printed = capsys.readouterr().out.splitlines()
    assert [line.split() for line in printed[1:3]] == [
        ["hello", "2.00", "1.00", "3.00"],
        ["section", "MISSED"],
    ]
    assert "MISSED: StatisticsError" in printed[-2]
    assert printed[-1].split() == ["bytes", "70", "60", "MISSED"]


def test_a_round_without_an_answer_leaves_the_others_their_ratio() -> None:
    costs = {"hello": [1.0, 2.0, 1.0], "section": [2.0, float("nan"), 4.0]}

    assert _ratio(costs, "section", "hello", 6) == [
        Measure("section / hello, median of pairs", 3.0, 6)
    ]
