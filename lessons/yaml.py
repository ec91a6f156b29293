"""YAML as an author writes it: version 1.2, plain values alone, decoded strictly into a struct."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from lessons.problem import ContentError, Problem

Struct = TypeVar("Struct")

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DEEPEST = 20
_PLACE = re.compile(r"(?P<what>.*?)(?: - at `(?:key` in `)?\$\.?(?P<path>.*)`)?", re.DOTALL)
_NAMED = re.compile(r"Object (?:missing required|contains unknown) field `(.+)`")
_PLAIN = {
    r"Object missing required field `.+`": "is missing; add it",
    r"Object contains unknown field `.+`": "is not a field known here; correct or remove it",
    r"Expected `(.+)`, got `(.+)`": "should be {0}, not {1}",
    r"Expected `str`": "has a field whose name is not text; name it in letters",
    r"Expected `str` matching regex .+": "should be lower-case letters and digits",
    r"Expected `str` of length <= (\d+)": "is longer than {0} characters; shorten it",
    r"Expected `(?:int|float)` >= (\S+)": "should be {0} or more",
    r"Expected `(?:int|float)` <= (\S+)": "should be {0} or less",
    r"Expected `(?:int|float)` > (\S+)": "should be more than {0}",
    r"Expected `datetime` with no timezone component": "should have no time zone",
    r"Invalid RFC3339 encoded .+": "should be a date such as 2009-09-08, or 2009-09-08T12:34:00",
    r"Invalid (?:enum )?value (.+)": "is {0}, which is not one of the words allowed here",
}
_TYPES = {
    "int": "a whole number",
    "float": "a number with a fraction",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a set of fields",
    "null": "nothing",
    "date": "a date",
    "datetime": "a date and time",
}


def decode_yaml(text: str, file: str, kind: type[Struct]) -> Struct:
    """The struct that text holds; raises ContentError naming the file and the line or field."""
    return as_struct(plain_values(text, file), file, kind)


def plain_values(text: str, file: str) -> object:
    """The lists, fields and values in a text of YAML; raises ContentError naming the line."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _PlainComposer
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1
        raise ContentError(Problem(file, f"line {line}", f"{error.problem}")) from error
    except (YAMLError, ValueError) as error:
        why = " ".join(str(error).split())
        raise ContentError(Problem(file, "", f"is not plain YAML ({why})")) from error


def as_struct(values: object, file: str, kind: type[Struct]) -> Struct:
    """The struct those plain values of a file spell out; raises ContentError naming the field."""
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise ContentError(_reworded(str(error), file)) from error


class _PlainComposer(Composer):
    """Refuses what makes a small file large or a value something else."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if event.anchor or event.ctag:
            raise _refused("has an anchor (&), alias (*) or tag (!); write the value out", event)
        if UNPRINTABLE.search(getattr(event, "value", "")):
            raise _refused("has a control character; remove it", event)
        if self.depth >= _DEEPEST:
            raise _refused(f"is nested more than {_DEEPEST} deep; flatten it", event)
        return super().compose_node(parent, index)


def _refused(problem: str, event: Any) -> ComposerError:
    return ComposerError(None, None, problem, event.start_mark)


def _reworded(message: str, file: str) -> Problem:
    what, path = _PLACE.fullmatch(message).groups("")  # type: ignore[union-attr] # fits any text
    if named := _NAMED.fullmatch(what):
        path = f"{path}.{named[1]}".lstrip(".")
    return Problem(file, path, _in_plain_words(what))


def _in_plain_words(what: str) -> str:
    for pattern, plain in _PLAIN.items():
        if match := re.fullmatch(pattern, what):
            return plain.format(*(_type_words(group) for group in match.groups()))
    return what


def _type_words(group: str) -> str:
    return " or ".join(_TYPES.get(word, word) for word in group.split(" | "))
