"""An app for tests of the server: its one answer waits until a file is there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def app(_: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say that a request has begun, and answer it when told to."""
    folder = Path(os.environ["TRAINER_HOME"])
    (folder / "begun").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
