"""An end to what hangs in a browser, which says what was waited for."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.patience import patience

# In a process of its own: what hangs is ended by killing every browser of the process.
HANGING = """
from tests.journeys.browser import launched
from tests.journeys.patience import patience
with launched() as browser, patience("a page that never comes", 0.5):
    browser.new_page().goto({url!r}, timeout=0)
"""
RESTING = """
from tests.journeys.browser import device, launched
from tests.journeys.patience import patience
with launched() as browser:
    with patience("a blank page"), device(browser) as context:
        context.new_page()
    print(browser.is_connected())
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)


def test_what_hangs_in_a_browser_is_ended_and_says_what_it_was() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ended = run(HANGING.format(url=f"http://127.0.0.1:{silent.getsockname()[1]}"))

    assert ended.returncode == 1
    assert "TimeoutError: waited 0.5 seconds for a page that never comes" in ended.stderr


def test_what_ends_by_itself_is_left_alone() -> None:
    assert run(RESTING).stdout == "True\n"


def test_a_fault_of_its_own_stays_what_it_is() -> None:
    with pytest.raises(ValueError, match="its own"), patience("nothing"):
        raise ValueError("its own")
