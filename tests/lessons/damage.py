"""Every id in the folder of a lesson, or in a quiz, damaged one at a time."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lessons import loading
from lessons.checking import problems
from lessons.loading import load_lesson
from lessons.problem import ContentError, Problem
from lessons.yaml import as_struct, plain_values

_YAML_FILES = ("lesson.yaml", "debate.yaml", "exercises.yaml")
_IDS = {
    "ref",
    "structures",
    "number",
    "kind",
    "publish",
    "duplicate_of",
    "same_as",
    "rights",
    "sha256",
}
_IDS |= {"paragraphs", "declared_comments", "claims", "comments", "types", "row", "side", "target"}
_IDS |= {"evidence", "claim", "grade", "label", "on", "after", "by", "section", "rows", "sources"}
_IDS |= {"figure", "match", "ties", "credit", "topic", "objective", "least"}
_IN_TEXT = {
    ".md": r"(?:term|claim)=([\w-]+)|^::: \w+ ([\w-]+)$|\[\^(\w+)\]|\]\(#([\w-]+)\)",
    ".svg": r'\bid="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)"',
}


class Damage(NamedTuple):
    """A file whose one id reads otherwise: ``content`` is text, or the values of a YAML file."""

    file: str
    was: str
    content: Any


class Damaged:
    """A folder that is read with one damage after another; its YAML is parsed once."""

    def __init__(self, folder: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._scratch = scratch
        self._whole = {file: _values(folder / file) for file in _YAML_FILES}
        self._read = self._whole
        monkeypatch.setattr(
            loading, "decode_yaml", lambda _, file, kind: as_struct(self._read[file], file, kind)
        )

    def damages(self) -> Iterator[Damage]:
        """Every damage to one id in the folder."""
        for file, values in self._whole.items():
            yield from damaged_values(values, file)
        for path in sorted((*self._folder.glob("*.md"), *self._folder.glob("figures/*.svg"))):
            yield from _damaged_text(path, path.relative_to(self._folder).as_posix())

    def missed(self, every: int) -> list[str]:
        """What no problem names, of all damages or of one in so many."""
        some = islice(self.damages(), 0, None, every)
        return [
            f"{each.file}, {each.was}" for each in some if not _is_named(each, self._with(each))
        ]

    def _with(self, damage: Damage) -> list[Problem]:
        """The problems with that damage done, or the one that keeps the lesson from being read."""
        folder = self._folder
        if damage.file in self._whole:
            self._read = self._whole | {damage.file: damage.content}
        else:
            self._read = self._whole
            folder = self._scratch / folder.name
            shutil.copytree(self._folder, folder, dirs_exist_ok=True)
            (folder / damage.file).write_text(damage.content, encoding="utf-8")
        try:
            return problems(load_lesson(folder))
        except ContentError as error:
            return [error.problem]


def damaged_values(values: Any, file: str) -> Iterator[Damage]:
    """Every damage to one id in the values of a YAML file."""
    ids = list(_ids(values, (), is_id=False))
    for path, value in ids:
        if not _is_free(path, value, ids):
            other = value + 1000 if isinstance(value, int) else f"{value}x"
            yield Damage(file, f"{path}: {value}", _with(values, path, other))


def _values(file: Path) -> Any:
    return plain_values(file.read_text(encoding="utf-8"), file.name)


def _is_named(damage: Damage, found: list[Problem]) -> bool:
    """A problem names the damaged file, or lesson.yaml when it refers to what a drawing held."""
    named = {problem.file for problem in found}
    return damage.file in named or (damage.file.endswith(".svg") and "lesson.yaml" in named)


def _ids(values: Any, path: tuple[Any, ...], *, is_id: bool) -> Iterator[tuple[Any, Any]]:
    if isinstance(values, dict):
        for name, inside in values.items():
            yield from _ids(inside, (*path, name), is_id=name in _IDS)
    elif isinstance(values, list):
        for index, inside in enumerate(values):
            yield from _ids(inside, (*path, index), is_id=is_id)
    elif is_id and values is not None:
        yield path, values


def _is_free(path: Any, value: Any, ids: list[tuple[Any, Any]]) -> bool:
    """An argument, evidence, question or option that nothing refers to may have any ref.

    The topic of a source is a word of its page, and not one of a blueprint.
    """
    sort, *inside = path
    if path == ("source", "topic"):
        return True
    if path[-1] != "ref" or sort not in {"arguments", "evidence", "questions"}:
        return False
    if {"gaps", "zones"}.intersection(inside):
        return "options" in inside
    near = path[:2] if sort == "questions" else ()
    referring = (each for each in ids if each[1] == value and each[0][-1] not in {"ref", "kind"})
    return not any(other[: len(near)] == near for other, _ in referring)


def _with(values: Any, path: Any, value: Any) -> Any:
    """The values with another one at the end of that path."""
    if not path:
        return value
    changed = copy.copy(values)
    changed[path[0]] = _with(values[path[0]], path[1:], value)
    return changed


def _damaged_text(path: Path, file: str) -> Iterator[Damage]:
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(_IN_TEXT[path.suffix], text, re.MULTILINE):
        end = match.end(match.lastindex or 0)
        yield Damage(file, match[0], f"{text[:end]}x{text[end:]}")
