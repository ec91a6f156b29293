"""The server as `trainer serve` starts it: nothing half sent holds up a page."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest

from tests.trainer.conftest import on_sqlite
from tests.trainer.server import LONG, Server, is_open, served
from trainer.config import Config

HALF_A_HEAD = b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: te"
HALF_A_BODY = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nemai"
)
ATTACK = [HALF_A_HEAD] * 8 + [HALF_A_BODY] * 16 + [b""] * 60
WHOLE = b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SLOWLY = "600"


@pytest.fixture(scope="module")
def server(sqlite_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, served for all tests that end nothing."""
    home = tmp_path_factory.mktemp("server")
    database = shutil.copy(sqlite_world, home / "world.db")
    config = Config(database_url=f"sqlite:///{database}", secret_key="k" * 40, home=home)
    with served(config, REQUEST_SECONDS=SLOWLY) as running:
        yield running


def test_pages_are_answered_while_half_sent_requests_hang(server: Server) -> None:
    with server.connections(ATTACK) as half:
        statuses = [server.status("/sign-in") for _ in range(9)]

        assert statuses == [200] * 9
        assert all(is_open(connection) for connection in half)


@on_sqlite
def test_a_thread_for_each_connection_would_answer_none(config: Config) -> None:
    with served(config, plain="--workers 1 --worker-class gthread") as server:
        assert server.status("/sign-in") == 200

        with server.connections([HALF_A_HEAD] * 8), pytest.raises(TimeoutError):
            server.status("/sign-in", wait=4)

        assert server.status("/sign-in") == 200


@on_sqlite
def test_what_does_not_arrive_is_dropped(config: Config) -> None:
    with (
        served(config, plain="--workers 1", REQUEST_SECONDS="1") as server,
        server.connections(ATTACK) as half,
    ):
        left = [connection.recv(1) for connection in half]

        assert left == [b""] * len(ATTACK)
        assert server.status("/sign-in") == 200


def test_a_request_that_comes_in_pieces_is_answered(server: Server) -> None:
    with server.connections([HALF_A_HEAD]) as (slow,):
        assert server.status("/sign-in") == 200
        slow.sendall(b"xt/html\r\n\r\n")

        assert slow.recv(15) == b"HTTP/1.1 200 OK"


def test_nothing_is_said_of_the_server(server: Server) -> None:
    with server.connections([WHOLE, b"nonsense\r\n\r\n"]) as opened:
        for connection in opened:
            said = connection.recv(65_536).lower()

            assert said.startswith(b"http/1.")
            assert not [name for name in (b"server:", b"waitress", b"gunicorn") if name in said]


@on_sqlite
def test_a_request_under_way_is_answered_before_the_end(config: Config) -> None:
    with served(config, app="tests.trainer.waiting:app") as server:
        with server.connections([WHOLE, HALF_A_HEAD]) as (whole, half):
            _wait_for(config.home / "begun")
            server.process.send_signal(signal.SIGTERM)
            half.sendall(b"xt\r\n\r\n")
            (config.home / "go").touch()

            assert [_body(each) for each in (whole, half)] == [b"done", b"done"]

        assert server.process.wait(LONG) == 0


@on_sqlite
def test_a_request_that_is_cut_off_is_not_answered(config: Config) -> None:
    with served(config, app="tests.trainer.waiting:app") as server:
        with server.connections([WHOLE]) as (whole,):
            _wait_for(config.home / "begun")
            server.process.send_signal(signal.SIGQUIT)

            assert whole.recv(100) == b""

        (config.home / "go").touch()


@on_sqlite
def test_the_app_is_served_by_plain_gunicorn_too(config: Config) -> None:
    with served(config, plain="--workers 1 --worker-class sync --threads 1") as server:
        assert server.status("/sign-in") == 200


def _wait_for(path: Path) -> None:
    end = time.monotonic() + LONG
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.02)


def _body(connection: socket) -> bytes:
    received = b""
    while chunk := connection.recv(1000):
        received += chunk
    return received.rpartition(b"\r\n\r\n")[2]
