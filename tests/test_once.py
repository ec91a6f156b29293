"""What is made once is made by one worker, whole, and found by the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import once

ROOT = Path(__file__).parents[1]
TESTS = """
import pytest
from tests.once import once

@pytest.mark.parametrize("number", range(6))
def test_finds_it(tmp_path_factory, number):
    folder = once(tmp_path_factory, "shared", lambda made: (made / "by").write_text(str(number)))
    with open("found", "a") as found:
        found.write((folder / "by").read_text() + " ")
"""


def test_workers_of_a_run_share_it(tmp_path: Path) -> None:
    (tmp_path / "test_these.py").write_text(TESTS)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"]

    subprocess.run(
        [*words, f"--basetemp={tmp_path / 'run'}"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )

    makers = (tmp_path / "found").read_text().split()
    assert len(makers) == 6
    assert len(set(makers)) == 1


def test_what_could_not_be_finished_is_not_taken_for_whole(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def breaks(made: Path) -> None:
        (made / "half").touch()
        raise OSError("planted")

    with pytest.raises(OSError, match="planted"):
        once(tmp_path_factory, "half-made", breaks)

    whole = once(tmp_path_factory, "half-made", lambda made: (made / "all").touch())
    assert [each.name for each in whole.iterdir()] == ["all"]
