"""Log lines: whatever is logged stands on standard error, one line of JSON each.

They hold words of ours and ids, and nothing that anybody typed: of a fault its kind, its code and
where it was, for its own words may quote a row, and of other programs' words what they always say.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from traceback import extract_tb
from typing import Any

# Which request is being answered, if any: it stands in every line and in the answer.
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

TRUSTED = ("trainer", "gunicorn.error")  # whose words never quote a request
ROOT = Path(__file__).parent.parent
OURS = tuple(str(ROOT / folder) for folder in ("trainer", "quizzes", "lessons", "tests"))
LAST = 3  # of the others' frames the innermost


class LogLines(logging.Formatter):
    """A record as one line of JSON, in which nothing that was sent can begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """When, and for which request; then what."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        facts: dict[str, Any] = record.__dict__.get("facts") or dict(_facts(record))
        told = {"at": at.isoformat(timespec="milliseconds"), "kind": _kind(record)}
        if number := request_id.get():
            told["request"] = number
        return json.dumps(told | facts)


class StandardError(logging.Handler):
    """Writes to what is standard error at that moment, each line in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(LogLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Write it; a log that cannot be written stops no request."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
        except (OSError, ValueError):
            self.handleError(record)


def speak(log: logging.Logger) -> None:
    """Let a logger speak, and what is below it, once a process."""
    if not any(isinstance(handler, StandardError) for handler in log.handlers):
        log.addHandler(StandardError())


def _kind(record: logging.LogRecord) -> str:
    """What is told of: a word of the security log, or how bad it is."""
    return record.getMessage() if "facts" in record.__dict__ else record.levelname.lower()


def _facts(record: logging.LogRecord) -> Iterator[tuple[str, object]]:
    yield "logger", record.name
    ours = record.name.startswith(TRUSTED)
    yield "message", record.getMessage() if ours else str(record.msg)
    if record.exc_info and (fault := record.exc_info[1]):
        yield "fault", f"{type(fault).__module__}.{type(fault).__name__}"
        yield "code", _code(fault)
        yield "where", list(_places(fault))


def _code(fault: BaseException) -> object:
    """What the database or the system calls it."""
    cause = getattr(fault, "orig", None) or fault
    names = ("sqlite_errorname", "sqlstate", "errno")
    return next((found for name in names if (found := getattr(cause, name, None))), None)


def _places(fault: BaseException) -> Iterator[str]:
    """Where it passed through our files, and where it began."""
    frames = extract_tb(fault.__traceback__)
    for depth, frame in enumerate(frames, 1):
        path = Path(frame.filename)
        if frame.filename.startswith(OURS):
            yield f"{path.relative_to(ROOT)}:{frame.lineno} {frame.name}"
        elif depth > len(frames) - LAST:
            yield f"{path.parent.name}/{path.name}:{frame.lineno} {frame.name}"
