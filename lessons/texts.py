"""Every text of a lesson, with the file and field it is written in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from lessons.lesson import Lesson
from lessons.loading import DebateFile, ExercisesFile, figure_file, section_file

_FILES = {
    field: file
    for file, kind in (("debate.yaml", DebateFile), ("exercises.yaml", ExercisesFile))
    for field in kind.__struct_fields__
}


class Text(msgspec.Struct, frozen=True):
    """One text and where it is written; ``field`` is empty when it is the whole file."""

    file: str
    field: str
    text: str


def texts(lesson: Lesson) -> Iterator[Text]:
    """The texts of a lesson, in the order of its fields."""
    for path, text in leaves(msgspec.to_builtins(lesson)):
        file, field = _place(path, lesson)
        yield Text(file, field, text)


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts in plain values, each with the path that leads there, such as ``terms[0].name``."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from leaves(inside, f"{path}.{name}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, inside in enumerate(value):
            yield from leaves(inside, f"{path}[{index}]")


def _place(path: str, lesson: Lesson) -> tuple[str, str]:
    field, _, rest = path.partition("[")
    number, _, inside = rest.partition("].")
    if (field, inside) == ("sections", "body"):
        return section_file(int(number) + 1, lesson.sections[int(number)].ref), ""
    if (field, inside) == ("figures", "svg"):
        return figure_file(lesson.figures[int(number)].ref), ""
    return _FILES.get(field, "lesson.yaml"), path
