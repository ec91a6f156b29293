"""The server under measure: gunicorn as Trainer runs it, and the CPU time it has spent."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OPTIONS = (
    "--workers 2 --worker-class trainer.server.Worker --threads 4 --no-control-socket"
    " --log-level warning"
)
TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its port on 127.0.0.1 and its master process."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of CPU that master and workers have spent so far."""
        return sum(_spent(pid) for pid in (self.pid, *_children(self.pid)))


@contextmanager
def gunicorn(app: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve ``module:factory()`` until the block ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        command = f"{sys.executable} -m gunicorn {OPTIONS} --bind fd://{listening.fileno()}"
        master = subprocess.Popen(
            [*command.split(), app],
            env={**os.environ, **environment},
            pass_fds=[listening.fileno()],
        )
        try:
            yield Server(listening.getsockname()[1], master.pid)
        finally:
            master.terminate()
            master.wait()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _spent(pid: int) -> float:
    # The second field, the name of the program, may hold spaces: count from its closing bracket.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) * TICK
