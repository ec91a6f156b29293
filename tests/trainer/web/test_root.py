"""Links: no request has a say in them, whoever serves the app."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.journeys.site import demo_config, first_day, serving
from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.intruder import EVIL, HEADERS, ODD_PATHS, PATHS, demo_cookie, intrude, seen
from tests.waiting import until
from trainer import demo
from trainer.app import create_app
from trainer.config import Config
from trainer.web import pages
from trainer.web.root import Root

FOR_ANYBODY = ["/", "/sign-in", "/no/such/page", "/c/nobody-has-this", "/invitations/unsigned"]
IN_THE_STUDIO = [
    "/studios",
    "/nobody-has-this/",
    *(
        f"/{demo.SLUG}/{path}"
        for path in (
            "",
            "lessons",
            "lessons/psoas",
            "lessons/psoas/sections/where-it-runs",
            "lessons/psoas/source",
            "lessons/psoas/docket",
            "lessons/psoas/docket/d01",
            "lessons/psoas/quiz",
            "lessons/psoas/copies",
            "lessons/psoas/board",
            "memberships",
            "invitations/new",
            "settings",
        )
    ),
]
APP = "trainer.app:create_app()"
CARELESS = "tests.trainer.intruder:careless_app()"


@dataclass(frozen=True)
class Site:
    """The demo, to be served: its environment, and two people of it."""

    environment: Mapping[str, str]
    owner: int
    learner: int


Serve = Callable[[Site], AbstractContextManager[int]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    home = tmp_path_factory.mktemp("root") / "home"
    shutil.copytree(first_day(tmp_path_factory), home)
    config = demo_config(home)
    app = create_app(config)
    with app.app_context():
        people = {each.name: each.id for each in demo.people()}
    app.extensions["storage"].close()
    environment = {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
        "TRAINER_DEMO": "1",
    }
    return Site(environment, people["Marta Lindqvist"], people["Bruno Keller"])


@contextmanager
def gunicorn(site: Site, app: str = APP) -> Iterator[int]:
    """Serve by gunicorn alone, as it comes: one worker with everything still to be remembered."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = ["gunicorn", "--no-control-socket", "--log-level", "warning", "--threads", "2"]
        bind = ["--bind", f"fd://{listening.fileno()}", app]
        with _running(site, [*command, *bind], listening.fileno()):
            yield listening.getsockname()[1]


@contextmanager
def trainer(site: Site) -> Iterator[int]:
    """Serve by ``trainer serve``, as ``make run`` does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--workers", "1", "--no-worker", "--port", str(port)]
    with _running(site, ["trainer", "serve", *options]):
        yield port


@contextmanager
def _running(site: Site, command: list[str], *descriptors: int) -> Iterator[None]:
    running = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**os.environ, **site.environment},
        pass_fds=descriptors,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """The pages that are not what they were."""
    return [path for path in before if before[path] != after[path]]


def visits(site: Site, port: int) -> dict[str, bytes]:
    """What strangers and the owner see: twenty pages."""
    until("the server answers", lambda: _is_open(port))
    strangers = seen(port, FOR_ANYBODY)
    return {**strangers, **seen(port, IN_THE_STUDIO, demo_cookie(port, site.owner))}


def attack(site: Site, port: int, turns: int, of_strangers: int) -> None:
    """In so many turns as a stranger, and in so many as an instructor and an owner."""
    until("the server answers", lambda: _is_open(port))
    assert intrude(port, turns=range(of_strangers)) > of_strangers * len(HEADERS)
    for first, person in enumerate((site.learner, site.owner)):
        theirs = range(first, first + turns)
        assert intrude(port, demo_cookie(port, person), theirs) > turns * len(HEADERS)


def _is_open(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module", params=[gunicorn, trainer])
def serve(request: pytest.FixtureRequest) -> Serve:
    """Either way to serve."""
    chosen: Serve = request.param
    return chosen


@pytest.fixture(scope="module", params=[1, pytest.param(len(PATHS), marks=pytest.mark.soak)])
def turns(request: pytest.FixtureRequest) -> int:
    """How often each header is sent, at another path each time."""
    chosen: int = request.param
    return chosen


@pytest.fixture(scope="module")
def before(site: Site) -> Mapping[str, bytes]:
    """What is seen while nobody attacks."""
    app = create_app(Config.from_environment(site.environment))
    with socket.create_server(("127.0.0.1", 0)) as listening, serving(app, listening):
        found = visits(site, listening.getsockname()[1])
    app.extensions["storage"].close()
    return found


@pytest.fixture(scope="module")
def attacked(site: Site, serve: Serve, turns: int) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What is seen of one worker after an attack that came before all else, and after the next.

    Nothing is remembered twice, so each header needs one path in the first; in the next, when all
    is remembered, strangers send each header at every path.
    """
    with serve(site) as port:
        attack(site, port, turns, of_strangers=turns)
        fresh = visits(site, port)
        attack(site, port, turns, of_strangers=len(PATHS))
        return fresh, visits(site, port)


@pytest.fixture
def fresh(attacked: tuple[dict[str, bytes], dict[str, bytes]]) -> Mapping[str, bytes]:
    """What is seen after the attack of a worker that nothing was asked of before it."""
    return attacked[0]


@pytest.fixture
def warm(attacked: tuple[dict[str, bytes], dict[str, bytes]]) -> Mapping[str, bytes]:
    """What is seen after the attack of a worker that everything was asked of before it."""
    return attacked[1]


def test_everything_is_seen_that_an_attack_could_change(before: Mapping[str, bytes]) -> None:
    assert len(before) == 20
    assert all(b"Marta Lindqvist" in before[path] for path in IN_THE_STUDIO)


def test_no_request_changes_a_page_that_was_seen_before(
    before: Mapping[str, bytes], warm: Mapping[str, bytes]
) -> None:
    assert changed(before, warm) == []


def test_no_request_changes_a_page_of_the_next_visitors(
    before: Mapping[str, bytes], fresh: Mapping[str, bytes]
) -> None:
    assert changed(before, fresh) == []
    assert EVIL.encode() not in b"".join(fresh.values())


def test_an_app_that_believes_its_server_would_be_found_out(
    site: Site, turns: int, before: Mapping[str, bytes]
) -> None:
    with gunicorn(site, CARELESS) as port:
        attack(site, port, turns, of_strangers=turns)
        after = visits(site, port)

    assert len(changed(before, after)) > 10


@ON_SQLITE
@pytest.mark.parametrize("root", ["//evil.example", "/elsewhere", "elsewhere"])
def test_another_root_is_read_as_part_of_the_path(client: FlaskClient, root: str) -> None:
    answer = client.get("/sign-in", environ_overrides={"SCRIPT_NAME": root})

    assert answer.status_code == 404
    assert root not in answer.text


@ON_SQLITE
def test_what_is_remembered_holds_nothing_of_the_request(app: Flask, sign_in: SignIn) -> None:
    pages._built.cache_clear()
    app.extensions.pop("assets", None)
    for headers in HEADERS:
        app.test_client().get("/sign-in", headers=[*headers.items()])
    for path in ODD_PATHS:
        app.test_client().get(path)

    page = sign_in("ana").get("/harbour/lessons/feet").text

    assert 'href="/harbour/lessons/feet' in page
    assert EVIL not in page
    assert not any(EVIL in address for address in app.extensions["assets"].values())


@ON_SQLITE
def test_one_and_true_are_two_addresses(app: Flask) -> None:
    with app.app_context():
        addresses = [
            pages._built(app.url_map, None, "sign_ins.new", next=each) for each in (1, True)
        ]

    assert addresses == ["/sign-in?next=1", "/sign-in?next=True"]


@ON_SQLITE
@pytest.mark.parametrize("words", ["url_for('front.show')", "me.name", "request.host", "studio"])
def test_a_piece_that_is_kept_cannot_reach_the_request(app: Flask, words: str) -> None:
    app.jinja_env.from_string("{{ " + words + " }}")
    with app.test_request_context(), pytest.raises(Exception, match="is undefined"):
        pages.piece(app.jinja_env.from_string("{{ " + words + " }}"))


def test_root_and_scheme_are_the_sites_own_whatever_a_server_says() -> None:
    seen: dict[str, object] = {}

    def inner(environ: dict[str, object], start: object) -> list[bytes]:
        seen.update(environ)
        return []

    said = {"SCRIPT_NAME": "/x", "PATH_INFO": "/sign-in", "wsgi.url_scheme": "evil"}
    Root(inner, "https")(said, lambda *_: lambda _: None)

    assert (seen["wsgi.url_scheme"], seen["SCRIPT_NAME"]) == ("https", "")
    assert seen["PATH_INFO"] == "/x/sign-in"
