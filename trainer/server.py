"""The server: gunicorn's processes, in which waitress takes whole requests off the network."""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from gunicorn import glogging
from gunicorn.workers import base
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server

from trainer.log_lines import LogLines

# How long a request may take to arrive, and how much of it buys a further second.
SECONDS = 20
BYTES_A_SECOND = 1000

SETTINGS: dict[str, Any] = {
    "asyncore_use_poll": True,  # select() ends at 1,024 files
    "clear_untrusted_proxy_headers": False,  # the app takes one proxy's word, on a public site
    "connection_limit": 400,
    "ident": None,  # nothing is said of the software
    "log_socket_errors": False,  # a phone that leaves the network is no fault
    "max_request_body_size": 16 * 1024 * 1024,  # far above the app's limit, which has better words
    "max_request_header_size": 32 * 1024,
}


class Log(glogging.Logger):  # type: ignore[misc]  # gunicorn ships no types
    """What gunicorn says, in lines like all the others."""

    def setup(self, cfg: Any) -> None:
        """Keep where it goes, and say it in our form."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LogLines())


class Channel(HTTPChannel):
    """A connection that knows since when the request that is arriving has been on its way."""

    begun = 0.0

    def received(self, data: bytes) -> bool:
        """Take what has arrived: no thread is held before a request is whole."""
        before = self.request
        taken = super().received(data)
        if self.request is not before:
            self.begun = time.time()
        return taken

    def is_late(self, now: float, seconds: float) -> bool:
        """Whether the other side has kept us waiting for too long: idle, half sent, or not reading.

        While a request is being answered it is we who are waited for.
        """
        if self.requests and not self.total_outbufs_len:
            return False
        if self.request is None or self.total_outbufs_len:
            return now - self.last_activity > seconds
        return now - self.begun > seconds + _arrived(self.request) / BYTES_A_SECOND

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way."""
        return bool(self.requests or self.request or self.total_outbufs_len)


class Worker(base.Worker):  # type: ignore[misc]  # gunicorn ships no types
    """A process under gunicorn: one loop for the network, and threads for whole requests."""

    def run(self) -> None:
        """Serve until told to stop, then answer what is under way."""
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no fault
        gc.freeze()  # what the app is made of is never garbage
        self._open: dict[int, Any] = {}
        self._seconds = float(os.environ.get("REQUEST_SECONDS") or SECONDS)
        server = self._listen()
        self._loop(lambda: self.alive and self.ppid == os.getppid())
        for listening in self._all(BaseWSGIServer):
            listening.accepting = False
        end = time.monotonic() + self.cfg.graceful_timeout
        self._loop(lambda: self._is_busy() and time.monotonic() < end)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(self._open)

    def _listen(self) -> Any:
        sockets = [listening.sock for listening in self.sockets]
        settings = SETTINGS | {"threads": self.cfg.threads, "sockets": sockets}
        server = create_server(self.wsgi, self._open, **settings)
        for listening in self._all(BaseWSGIServer):
            listening.channel_class = Channel
        return server

    def _loop(self, goes_on: Callable[[], bool]) -> None:
        swept = 0.0
        while goes_on():
            self.notify()
            wasyncore.loop(timeout=1, use_poll=True, map=self._open, count=1)
            if time.monotonic() - swept > 1:
                swept = time.monotonic()
                self._drop_late()

    def _drop_late(self) -> None:
        for channel in self._all(Channel):
            if channel.is_late(time.time(), self._seconds):
                channel.handle_close()

    def _is_busy(self) -> bool:
        return any(channel.is_busy for channel in self._all(Channel))

    def _all(self, kind: type[Any]) -> Iterator[Any]:
        return (each for each in list(self._open.values()) if isinstance(each, kind))


def _arrived(request: HTTPRequestParser) -> int:
    return request.header_bytes_received + request.body_bytes_received
