"""A long run shows at its end what its tests tell, through whichever worker they ran."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=30, database=None)
@given(st.integers())
def test_many(number): pass

@settings(max_examples=30, database=None)
@given(st.booleans())
def test_few(truth): pass

def test_a_crowd(record_property):
    record_property("told", "10,000 requests: 0 answers of 5xx")
    record_property("aside", "for nobody")
"""


def run(folder: Path, *options: str) -> list[str]:
    """What pytest prints about these tests."""
    (folder / "test_these.py").write_text(TESTS)
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.soak_report",
        "-p",
        "no:cacheprovider",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [*words, *options], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_what_tests_tell_is_shown(tmp_path: Path, workers: tuple[str, ...]) -> None:
    printed = run(tmp_path, "--told", *workers)

    assert [line for line in printed if line.startswith("test_these.py::")] == [
        "test_these.py::test_a_crowd: 10,000 requests: 0 answers of 5xx",
        "test_these.py::test_few: 2 examples, stopped by nothing left to do",
        "test_these.py::test_many: 30 examples, stopped by settings.max_examples=30",
    ]


def test_a_short_run_keeps_to_itself(tmp_path: Path) -> None:
    assert not any("test_these" in line for line in run(tmp_path))
