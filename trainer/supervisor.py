"""Supervisor: one worker beside the server, run as ``python -m trainer.supervisor SERVER…``.

It loads nothing of the app but how to log. What is said to it is said to both; when the server ends
it ends the worker, and its exit code is the server's.
"""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from trainer.log_lines import speak

log = logging.getLogger("trainer.supervisor")  # it is run as __main__

WORKER = (sys.executable, "-m", "trainer", "work")
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
FOR_THE_SERVER = (signal.SIGHUP, signal.SIGUSR1, signal.SIGTTIN, signal.SIGTTOU)
LOOK = 0.2  # seconds between two looks at both
PAUSE = 2  # before a worker that ended is started again
GRACE = 10  # for a worker to put down what it has in hand
PR_SET_PDEATHSIG = 1


class Supervisor:
    """A server and its worker, each in a process group of its own: Ctrl-C reaches them once."""

    def __init__(self, server: Sequence[str], worker: Sequence[str] = WORKER) -> None:
        speak(log)
        self._words = worker
        self._told: list[int] = []
        for number in (*ENDING, *FOR_THE_SERVER):
            signal.signal(number, lambda told, _: self._told.append(told))
        self._server, self._worker = _start(server), _start(worker)
        self._ended_at: float | None = None
        self._ends = False

    def watch(self) -> int:
        """Keep a worker running until the server ends; the server's exit code."""
        while self._server.poll() is None:
            while self._told:
                self._pass_on(self._told.pop(0))
            self._look_after_worker()
            time.sleep(LOOK)
        self._end_worker()
        code = self._server.returncode
        return code if code >= 0 else 128 - code

    def _pass_on(self, number: int) -> None:
        self._server.send_signal(number)
        if number in ENDING:
            self._ends = True
            self._worker.terminate()

    def _look_after_worker(self) -> None:
        if self._ends or self._worker.poll() is None:
            return
        if self._ended_at is None:
            log.error("the worker ended with %d: starting it again", self._worker.returncode)
            self._ended_at = time.monotonic()
        if time.monotonic() - self._ended_at >= PAUSE:
            self._ended_at, self._worker = None, _start(self._words)

    def _end_worker(self) -> None:
        self._worker.terminate()
        try:
            self._worker.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, process_group=0, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509  (our own; there are no threads here)


def _end_with_parent() -> None:
    """Where the system can: a supervisor that is killed leaves nobody behind on its port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(Supervisor(sys.argv[1:]).watch())
