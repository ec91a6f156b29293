"""What the log says while a test runs, as it would be written: the security log and all others."""

from __future__ import annotations

import json
import logging
from typing import Any

from trainer.log_lines import LogLines
from trainer.web.logbook import log


class Logged(logging.Handler):
    """Keeps every line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(LogLines())
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as it would stand in the log."""
        self.text += self.format(record) + "\n"

    def __enter__(self) -> Logged:
        for each in (log, logging.getLogger()):
            each.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        for each in (log, logging.getLogger()):
            each.removeHandler(self)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each line, read."""
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def kinds(self) -> list[str]:
        """What each line tells of."""
        return [line["kind"] for line in self.lines]
