"""The checks beside the tests: both are waited for, and neither fails unnoticed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[1] / ".ci" / "beside"


@pytest.mark.parametrize(
    ("behind", "front", "fails"),
    [
        ("true", "true", False),
        ("false", "true", True),
        ("true", "false", True),
        ("sleep 0.2; false", "true", True),
        ("false", "false", True),
    ],
)
def test_both_must_do_well(behind: str, front: str, *, fails: bool) -> None:
    done = subprocess.run([BESIDE, behind, front], check=False)

    assert (done.returncode != 0) == fails


def test_what_the_one_behind_says_is_heard() -> None:
    done = subprocess.run([BESIDE, "echo E501", "true"], capture_output=True, check=False)

    assert done.stdout == b"E501\n"
