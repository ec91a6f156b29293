"""A small bounded load over loopback: so many requests on a few kept-open connections."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

CONNECTIONS = 4


@dataclass(frozen=True)
class Target:
    """What is asked for: a path on a port of this machine, and what the visitor's device sends."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    def ask(self, requests: int) -> None:
        """Make so many requests, four at a time; anything but a full 200 raises."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(self._ask_in_turn, [requests // CONNECTIONS] * CONNECTIONS))

    def ask_alone(self) -> None:
        """Make one request on a connection of its own."""
        self._ask_in_turn(1)

    def _ask_in_turn(self, requests: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(requests):
            self._ask_once(connection)
        connection.close()

    def _ask_once(self, connection: http.client.HTTPConnection) -> None:
        connection.request("GET", self.path, headers=self.headers)
        response = connection.getresponse()
        response.read()
        if response.status != http.client.OK:
            raise ConnectionError(f"{self.path} answered {response.status}")
