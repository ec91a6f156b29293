"""A mail server for tests: it takes one message after another, and keeps them."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import cast

from flask import Flask

from trainer.commands.work import mail_one


@dataclass
class Postbox:
    """What was delivered, at the address that SMTP_URL names."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)


class _Clerk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 postbox")
        while line := self.rfile.readline():
            word = line[:4].strip().upper()
            if word == b"DATA":
                self._say("354 go on")
                self._keep()
            self._say("221 bye" if word == b"QUIT" else "250 yes")

    def _keep(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        read = message_from_bytes(b"".join(lines), policy=policy.default)
        cast("_Office", self.server).postbox.messages.append(read)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Office(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.postbox = Postbox(url=f"smtp://127.0.0.1:{self.server_address[1]}")


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """Take mail on a free port until the end."""
    with _Office() as office:
        Thread(target=office.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield office.postbox
        finally:
            office.shutdown()


def mail_all(app: Flask) -> int:
    """Mail what is due, as the worker does; how many letters were tried."""
    tried = 0
    with app.app_context():
        while mail_one():
            tried += 1
    return tried
