"""A file read into a Quiz; what cannot be read is named by file and field."""

from __future__ import annotations

from pathlib import Path

from lessons.problem import ContentError, Problem
from lessons.written import read_written
from lessons.yaml import decode_yaml
from quizzes.quiz import Quiz


def load_quiz(file: Path) -> Quiz:
    """The quiz in that file, which is named as the quiz is; raises ContentError."""
    quiz = decode_yaml(read_written(file.parent, file.name), file.name, Quiz)
    if quiz.ref != file.stem:
        text = f"is {quiz.ref}, and the file is named {file.stem}; make them agree"
        raise ContentError(Problem(file.name, "ref", text))
    return quiz
