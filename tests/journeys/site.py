"""The demo, served to a browser from a thread, on a SQLite database of its own."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.journeys.quick_press import press_quickly
from tests.once import once
from trainer import demo
from trainer.app import create_app
from trainer.config import Config
from trainer.handouts.turn import take_turn
from trainer.migrations import upgrade


class _Quiet(WSGIRequestHandler):
    """Serves without a line for every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def first_day(factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of the demo on its first day, to be copied."""
    return once(factory, "first-day", _make_quickly)


def compiled(factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once a run: to compile them for each site takes longer than its pages."""
    return FileSystemBytecodeCache(str(once(factory, "compiled", lambda _: None)))


def _make_quickly(home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        press_quickly(patch)
        make_demo(demo_config(home))


@contextmanager
def demo_site(home: Path, templates: BytecodeCache | None = None) -> Iterator[Flask]:
    """Serve the app with the database that was made in ``home``.

    The app's own ``base_url`` is where it is served.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = create_app(demo_config(home, listening.getsockname()[1]))
        app.jinja_env.bytecode_cache = templates
        with serving(app, listening):
            yield app
        app.extensions["storage"].close()


def make_demo(config: Config) -> None:
    """Bring the database up to date and put the demo studio in it, with its paper."""
    upgrade(config.database_url)
    app = create_app(config)
    with app.app_context():
        demo.ensure()
        while take_turn():
            pass
    app.extensions["storage"].close()


def base_url(app: Flask) -> str:
    """Where the app is served."""
    config: Config = app.extensions["config"]
    return config.base_url


def demo_config(home: Path, port: int = 8000) -> Config:
    """A demo on that port, with a key and a database of its own."""
    return Config(
        database_url=f"sqlite:///{home / 'trainer.db'}",
        secret_key=secrets.token_urlsafe(48),
        home=home,
        base_url=f"http://127.0.0.1:{port}",
        demo=True,
    )


@contextmanager
def serving(app: Flask, listening: socket.socket) -> Iterator[None]:
    """Answer on a listening socket, from threads, until the block ends."""
    server = _server(app, listening)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _server(app: Flask, listening: socket.socket) -> BaseWSGIServer:
    host, port = listening.getsockname()
    return make_server(
        host, port, app, threaded=True, request_handler=_Quiet, fd=listening.fileno()
    )
