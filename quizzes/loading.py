"""Files read into a Quiz and a Package; what cannot be read is named by file and field."""

from __future__ import annotations

from pathlib import Path

from lessons.loading import SHIPPED as LESSONS
from lessons.loading import load_lesson
from lessons.problem import ContentError, Problem
from lessons.source_file import read_source_file
from lessons.yaml import decode_yaml
from quizzes.package import Package
from quizzes.quiz import Quiz

SHIPPED = Path(__file__).parent / "content"


def load_quiz(file: Path) -> Quiz:
    """The quiz in that file, which is named as the quiz is; raises ContentError."""
    quiz = decode_yaml(read_source_file(file.parent, file.name), file.name, Quiz)
    if quiz.ref != file.stem:
        text = f"is {quiz.ref}, and the file is named {file.stem}; make them agree"
        raise ContentError(Problem(file.name, "ref", text))
    return quiz


def load_shipped(name: str) -> Package:
    """The lesson that is shipped in the folder of that name, with the quiz on it if there is one.

    Raises ContentError.
    """
    file = SHIPPED / f"{name}.yaml"
    return Package(load_lesson(LESSONS / name), load_quiz(file) if file.exists() else None)
