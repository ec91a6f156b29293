"""A real server on a port of its own, and what is sent to it in pieces."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

from trainer.commands import serve
from trainer.config import Config

LONG = 120  # seconds: the end of every wait, far above what anything takes on a slow machine


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def status(self, path: str, wait: float = LONG) -> int:
        """What it answers to a browser; raises TimeoutError when it does not."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    @contextmanager
    def connections(self, pieces: list[bytes]) -> Iterator[list[socket.socket]]:
        """A connection for each piece, with the piece sent and nothing more."""
        with ExitStack() as stack:
            opened = [
                stack.enter_context(socket.create_connection(("127.0.0.1", self.port), LONG))
                for _ in pieces
            ]
            for connection, piece in zip(opened, pieces, strict=True):
                connection.sendall(piece)
            yield opened


def is_open(connection: socket.socket) -> bool:
    """Whether the other side has not closed it yet."""
    connection.settimeout(0)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    finally:
        connection.settimeout(LONG)


@contextmanager
def served(
    config: Config, *, app: str = "trainer.app:create_app()", plain: str = "", **environment: str
) -> Iterator[Server]:
    """Serve an app as `trainer serve` does, or with plain options of gunicorn's."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
        words = serve._gunicorn(f"fd://{listening.fileno()}", 2)[:-1]
        words = [*words, *plain.split(), app]
        environment = os.environ | _environment(config) | environment
        process = subprocess.Popen(words, env=environment, pass_fds=[listening.fileno()])
        try:
            yield Server(listening.getsockname()[1], process)
        finally:
            process.terminate()
            process.wait(LONG)


def _environment(config: Config) -> dict[str, str]:
    return {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
        "BASE_URL": config.base_url,
    }
