"""How far the property tests search, and what long forms say at the end."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples each time, so that a red run is about the change; `make soak` looks for more.
settings.register_profile("quick", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile("quick")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what a long form has counted, whichever process ran it."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, text in report.user_properties:
                if name == "told":
                    terminalreporter.write_line(str(text))
