"""The documents tell the truth: the README names what can be run, and links lead somewhere."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from trainer.cli import main
from trainer.config import Config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
VARIABLES = {"home": "TRAINER_HOME", "demo": "TRAINER_DEMO"}


def commands(group: click.Group, words: str = "python -m trainer") -> list[str]:
    """Every command there is, as one types it."""
    found = []
    for name, command in group.commands.items():
        typed = f"{words} {name}"
        found += commands(command, typed) if isinstance(command, click.Group) else [typed]
    return found


def local_links(text: str) -> list[str]:
    """What a document links to in this repository."""
    links = re.findall(r"\]\(([^)#]+)\)", text)
    return [link for link in links if "://" not in link]


@pytest.mark.parametrize("command", commands(main))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize("field", [field.name for field in fields(Config)])
def test_the_readme_names_every_setting(field: str) -> None:
    assert f"`{VARIABLES.get(field, field.upper())}`" in README


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    missing = [link for link in local_links(document.read_text()) if not (ROOT / link).exists()]

    assert missing == []


def test_a_link_to_nothing_would_be_found() -> None:
    assert local_links("[here](docs/none.md) and [there](https://example.com)") == ["docs/none.md"]


@pytest.mark.parametrize(
    "target", re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)
)
def test_the_readme_names_every_make_target(target: str) -> None:
    assert f"`{target}`" in README or f"make {target}" in README
