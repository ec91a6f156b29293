"""A machine that Trainer cannot write to: a command says so in a sentence and ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from trainer.cli import SHUT, Commands, main
from trainer.migrations import upgrade

Plan = Callable[[Path], dict[str, str]]


def under_a_file(folder: Path) -> dict[str, str]:
    """A home that cannot be a folder."""
    (folder / "file").touch()
    return {"TRAINER_HOME": str(folder / "file" / "home")}


def nowhere(folder: Path) -> dict[str, str]:
    """A database in a folder that is not there."""
    return {"DATABASE_URL": f"sqlite:///{folder}/no/such/folder/trainer.db"}


def no_database(folder: Path) -> dict[str, str]:
    """A file with something else in it."""
    (folder / "trainer.db").write_text("a letter, " * 99)
    return {}


def read_only(folder: Path) -> dict[str, str]:
    """A database that may be read."""
    upgrade(f"sqlite:///{folder}/trainer.db")
    return {"DATABASE_URL": f"sqlite:///file:{folder}/trainer.db?mode=ro&uri=true"}


def unreachable(_: Path) -> dict[str, str]:
    """A server that does not listen."""
    return {"DATABASE_URL": "postgresql://127.0.0.1:1/trainer"}


SHUT_MACHINES = pytest.mark.parametrize(
    "plan", [under_a_file, nowhere, no_database, read_only, unreachable]
)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Serve on a machine that is prepared so."""
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("it was served"))

    def with_commands(plan: Plan, commands: click.Command) -> Result:
        environment = {"TRAINER_HOME": str(tmp_path), "DATABASE_URL": "", "SECRET_KEY": ""}
        return CliRunner().invoke(commands, ["serve"], env=environment | plan(tmp_path))

    return with_commands


@SHUT_MACHINES
def test_it_is_told_in_a_sentence(start: Callable[..., Result], plan: Plan) -> None:
    result = start(plan, main)

    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith("Error: Trainer cannot use its files: ")
    assert result.output.endswith(f"{SHUT}\n")


@SHUT_MACHINES
def test_commands_of_another_kind_would_show_their_inside(
    start: Callable[..., Result], plan: Plan
) -> None:
    assert isinstance(main, Commands)

    result = start(plan, click.Group(commands=main.commands))

    assert not isinstance(result.exception, SystemExit)
