"""Every id in the folder of a lesson, damaged one at a time."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lessons.checking import problems
from lessons.loading import load_lesson
from lessons.problem import ContentError, Problem
from lessons.yaml import plain_values
from tests.builders import write_yaml

YAML_FILES = ("lesson.yaml", "debate.yaml")
_IDS = {"ref", "structures", "number", "kind", "publish", "duplicate_of", "rights", "sha256"}
_IDS |= {"paragraphs", "declared_comments"}
_IN_TEXT = {
    ".md": r"(?:term|claim)=([\w-]+)|^::: \w+ ([\w-]+)$|\[\^(\w+)\]|\]\(#([\w-]+)\)",
    ".svg": r'\bid="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)"',
}


class Damage(NamedTuple):
    """A file whose one id reads otherwise: ``content`` is text, or the values of a YAML file."""

    file: str
    was: str
    content: Any


def damages(folder: Path) -> Iterator[Damage]:
    """Every damage to one id in that folder."""
    for file in YAML_FILES:
        yield from _damaged_values(folder, file)
    for path in sorted((*folder.glob("*.md"), *folder.glob("figures/*.svg"))):
        yield from _damaged_text(path, path.relative_to(folder).as_posix())


def apply(damage: Damage, folder: Path, to: Path) -> Path:
    """A copy of the folder with that damage done."""
    damaged = Path(shutil.copytree(folder, to / folder.name))
    if damage.file in YAML_FILES:
        write_yaml(damage.content, damaged / damage.file)
    else:
        (damaged / damage.file).write_text(damage.content, encoding="utf-8")
    return damaged


def found(folder: Path) -> list[Problem]:
    """The problems of the lesson in that folder, or the one that keeps it from being read."""
    try:
        return problems(load_lesson(folder))
    except ContentError as error:
        return [error.problem]


def is_named(damage: Damage, found: list[Problem]) -> bool:
    """A problem names the damaged file, or lesson.yaml when it refers to what a drawing held."""
    named = {problem.file for problem in found}
    return damage.file in named or (damage.file.endswith(".svg") and "lesson.yaml" in named)


def _damaged_values(folder: Path, file: str) -> Iterator[Damage]:
    values = plain_values((folder / file).read_text(encoding="utf-8"), file)
    for path, value in _ids(values, (), is_id=False):
        damaged = copy.deepcopy(values)
        place: Any = damaged
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value + 1000 if isinstance(value, int) else f"{value}x"
        yield Damage(file, f"{path}: {value}", damaged)


def _ids(values: Any, path: tuple[Any, ...], *, is_id: bool) -> Iterator[tuple[Any, Any]]:
    if isinstance(values, dict):
        for name, inside in values.items():
            yield from _ids(inside, (*path, name), is_id=name in _IDS)
    elif isinstance(values, list):
        for index, inside in enumerate(values):
            yield from _ids(inside, (*path, index), is_id=is_id)
    elif is_id and values is not None:
        yield path, values


def _damaged_text(path: Path, file: str) -> Iterator[Damage]:
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(_IN_TEXT[path.suffix], text, re.MULTILINE):
        end = match.end(match.lastindex or 0)
        yield Damage(file, match[0], f"{text[:end]}x{text[end:]}")
