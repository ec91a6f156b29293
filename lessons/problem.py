"""A problem in the files of a lesson, placed by file and field."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """What is wrong where, and what to do: ``field`` is empty when the whole file is meant."""

    file: str
    field: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.field}" if self.field else self.file
        return f"{place}: {self.text}"


class ContentError(Exception):
    """A lesson's files cannot be read as a lesson: ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
