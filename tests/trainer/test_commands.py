"""Commands that open a studio, bring the tables up to date, and serve."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.conftest import Look, on_sqlite
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD
from trainer import demo
from trainer.accounts.models.second_factor import SecondFactor
from trainer.app import create_app
from trainer.cli import main
from trainer.clock import now
from trainer.commands.studio import reserved
from trainer.config import Config
from trainer.editions import catalogue
from trainer.editions.models.edition import Title
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

Run = Callable[..., Result]
PUBLIC = "https://train.example.com"
OPEN = ("--owner", "Nina Park", "--email", " Nina@Example.com")


@pytest.fixture(autouse=True)
def _one_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shipped is another test's matter."""
    monkeypatch.setattr(catalogue, "packages", lambda: {"feet": Package(lesson=a_lesson())})


@pytest.fixture
def run(config: Config, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the world's database."""
    for name, value in {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }.items():
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(main, words)


def test_a_studio_is_opened_and_its_owner_comes_in(app: Flask, run: Run) -> None:
    result = run("studio", "create", "Kölner Körper & Co", *OPEN)

    link = urlsplit(result.output.split()[-1])
    assert "is open at /kolner-korper-co/" in result.output
    owner = app.test_client()
    owner.post(link.path, data={"name": "Nina Park", "password": "words to come in by"})
    assert owner.get("/kolner-korper-co/settings").status_code == 200
    assert "Feet" in words(owner.get("/kolner-korper-co/lessons"))


def test_the_link_is_on_the_public_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_URL", PUBLIC)

    result = run("studio", "create", "Quay", *OPEN)

    assert result.exit_code == 0, result.exception
    assert re.search(rf"^{PUBLIC}/invitations/\S+$", result.output, re.MULTILINE)


@on_sqlite
def test_a_studio_is_opened_on_a_machine_where_nothing_is_yet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "not" / "there"
    monkeypatch.setenv("TRAINER_HOME", str(home))
    monkeypatch.setenv("DATABASE_URL", "")

    result = run("studio", "create", "Quay", *OPEN)

    assert result.exit_code == 0, result.output
    assert "Quay is open at /quay/" in result.output
    assert (home / "trainer.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [("Harbour",), ("Any", "--slug", "HARBOUR"), ("!?",)])
def test_an_address_that_is_taken_or_empty_is_refused(
    run: Run, look: Look, words: tuple[str, ...]
) -> None:
    result = run("studio", "create", *words, *OPEN)

    assert result.exit_code == 1
    assert "Choose another with --slug." in result.output
    assert len(look(sa.select(Studio))) == 2


@on_sqlite
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Pilates Zürich", "pilates-zurich"),
        ("Naïve Résumé", "naive-resume"),
        ("Łódź & Smørrebrød", "lodz-smorrebrod"),
        ("Straße Nº 5", "strasse-no-5"),
        ("Студия Пилатес", "studiya-pilates"),
        ("Πιλάτες Αθήνα", "pilates-athina"),
        ("ピラティス", "pirateisu"),
        ("필라테스", "pillateseu"),
        ("普拉提", "pulati"),
        ("בית פילאטיס", "vyt-fyl-tys"),
        ("استوديو", "stwdyw"),
        ("पिलाटेस", "pilates"),
        ("พิลาทิส", "philathis"),
        ("ａｎａ’s", "ana-s"),
        ("普" * 80, "pu" * 30),
    ],
)
def test_the_address_of_a_studio_keeps_every_letter(run: Run, name: str, slug: str) -> None:
    assert f"is open at /{slug}/" in run("studio", "create", name, *OPEN).output


@on_sqlite
def test_a_studio_whose_name_has_the_letters_of_another_is_asked_for_an_address(run: Run) -> None:
    run("studio", "create", "Студия", *OPEN)

    again = run("studio", "create", "Studiya", *OPEN)

    assert again.exit_code == 1
    assert "“studiya” cannot be its address. Choose another with --slug." in again.output


@pytest.mark.parametrize("odd", ["Split\nName", "Qu\u202eay", "Qu\x1bay", "\u200b", "", "\udcff"])
@pytest.mark.parametrize("where", ["NAME", "--owner"])
def test_a_studio_and_its_owner_are_named_as_in_a_form(
    run: Run, look: Look, where: str, odd: str
) -> None:
    name, owner = (odd, "Nina") if where == "NAME" else ("Quay", odd)

    result = run("studio", "create", name, "--owner", owner, "--email", "nina@example.com")

    assert result.exit_code == 2
    assert f"Invalid value for '{where}'" in result.output
    assert len(look(sa.select(Studio))) == 2


def test_a_studios_name_is_kept_in_one_spelling(run: Run, look: Look) -> None:
    run("studio", "create", "  Quay \t House ", *OPEN)

    assert "Quay House" in look(sa.select(Studio.name))


@pytest.mark.parametrize("email", ["nina", "", "nina@"])
def test_an_owner_whose_address_cannot_be_is_refused(run: Run, look: Look, email: str) -> None:
    result = run("studio", "create", "Quay", "--owner", "Nina", "--email", email)

    assert result.exit_code != 0
    assert "whole address" in result.output
    assert len(look(sa.select(Studio))) == 2


@on_sqlite
def test_an_owners_address_with_something_hidden_is_refused_with_why(run: Run) -> None:
    sent = ("--owner", "Nina", "--email", "\u202anina@example.com\u202c")

    result = run("studio", "create", "Quay", *sent)

    assert result.exit_code == 2
    assert "cannot be seen (U+202A)" in " ".join(result.output.split())


def test_an_owner_who_forgot_their_password_gets_a_link(app: Flask, run: Run) -> None:
    result = run("studio", "reset", " Olga@Example.com")

    path, client = urlsplit(result.output.split()[-1]).path, app.test_client()
    new = {"password": "four other plain words"}
    assert "Give Olga Lind this link" in result.output
    assert client.post(path, data=new).status_code == 303
    assert client.post("/sign-in", data=new | {"email": "olga@example.com"}).status_code == 303


def test_whoever_lost_phone_and_codes_gets_in_by_the_site(
    app: Flask, run: Run, every: StudioSession
) -> None:
    olga = every.scalars(sa.select(Person.id).where(Person.email == "olga@example.com")).one()
    every.add(SecondFactor(person_id=olga, nonce="any", at=now()))
    every.commit()
    form = {"email": "olga@example.com", "password": PASSWORD}
    before = app.test_client().post("/sign-in", data=form).location

    run("studio", "reset", "olga@example.com", "--no-second-factor")

    assert [before, app.test_client().post("/sign-in", data=form).location] == [
        "/sign-in/code",
        "/",
    ]


def test_a_link_for_nobody_is_refused(run: Run) -> None:
    result = run("studio", "reset", "nobody@example.com")

    assert result.exit_code == 1
    assert "Nobody here has the address" in result.output


def test_every_first_word_of_an_address_of_the_site_is_reserved(config: Config) -> None:
    own = create_app(config)
    own.add_url_rule("/some-new-page/<int:number>", endpoint="new.show")

    found = reserved(own.url_map)

    own.extensions["storage"].close()

    assert {"account", "c", "demo", "sign-in", "sign-out", "static", "some-new-page"} <= found
    assert not [word for word in found if not re.fullmatch("[a-z0-9-]+", word)]


@pytest.mark.parametrize("name", ["Static", "sign in", "Account", "Healthz", "robots.txt", "API"])
def test_a_reserved_name_is_refused(run: Run, look: Look, name: str) -> None:
    assert run("studio", "create", name, *OPEN).exit_code == 1

    assert len(look(sa.select(Studio))) == 2


def test_the_first_owner_is_invited_as_owner_by_nobody(run: Run, app: Flask) -> None:
    result = run("studio", "create", "Quay", *OPEN)

    page = words(app.test_client().get(urlsplit(result.output.split()[-1]).path))
    assert f"Quay invites you as {Role.OWNER}" in page


def test_the_tables_are_made_and_made_again_without_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))

    for _ in range(2):
        result = CliRunner().invoke(main, ["database", "upgrade"])
        assert (result.exit_code, result.output) == (0, "The tables are up to date.\n")

    engine = sa.create_engine(f"sqlite:///{tmp_path}/new.db")
    assert "membership" in sa.inspect(engine).get_table_names()
    engine.dispose()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every program that was started in place of this one."""
    programs: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, words: programs.append(words))
    monkeypatch.delenv("BASE_URL", raising=False)
    monkeypatch.setenv("BASE_URL", "")
    return programs


def test_serving_hands_over_to_gunicorn_with_one_worker_beside_it(
    run: Run, started: list[list[str]]
) -> None:
    result = run("serve", "--port", "8123", "--workers", "3")

    assert result.exit_code == 0, result.exception
    (line,) = started
    assert line[:3] == [sys.executable, "-m", "trainer.supervisor"]
    assert line[3:6] == [sys.executable, "-m", "gunicorn"]
    options = " ".join(line[6:])
    assert options.startswith("--bind 127.0.0.1:8123 --workers 3")
    assert "--worker-class trainer.server.Worker" in options
    assert line[-1] == "trainer.app:create_app()"


def test_serving_without_a_worker_is_gunicorn_alone(run: Run, started: list[list[str]]) -> None:
    run("serve", "--no-worker")

    (line,) = started
    assert line[:3] == [sys.executable, "-m", "gunicorn"]


def test_serving_says_where_it_is(
    run: Run, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BASE_URL")

    result = run("serve", "--port", "8123")

    assert "Trainer is at http://127.0.0.1:8123 (stop it with Ctrl-C)" in result.output
    assert len(started) == 1


def test_serving_makes_a_new_database_and_the_demo(
    tmp_path: Path, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TRAINER_DEMO", "1")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    for _ in range(2):
        assert CliRunner().invoke(main, ["serve"]).exit_code == 0

    engine = sa.create_engine(f"sqlite:///{tmp_path}/home/trainer.db")
    with engine.connect() as connection:
        slugs = connection.execute(sa.select(Studio.slug)).scalars().all()
        titles = connection.execute(sa.select(Title.slug)).scalars().all()
    engine.dispose()
    assert (slugs, titles) == ([demo.SLUG], ["feet"])
    assert len(started) == 2


def test_the_demo_is_not_served_to_a_network(
    run: Run, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_DEMO", "1")

    result = run("serve", "--host", "0.0.0.0")

    assert result.exit_code == 1
    assert "served on this machine alone" in result.output
    assert started == []


def test_an_unsafe_configuration_is_not_served(
    run: Run, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE_URL", PUBLIC)
    monkeypatch.setenv("TRAINER_DEMO", "1")

    result = run("serve")

    assert result.exit_code == 1
    assert "TRAINER_DEMO lets anyone sign in" in result.output
    assert started == []
