"""A file as its author wrote it: UTF-8 text, or refused with its name and what to do."""

from __future__ import annotations

from pathlib import Path

from lessons.problem import ContentError, Problem
from lessons.yaml import UNPRINTABLE


def read_source_file(folder: Path, file: str) -> str:
    """The text of a file in that folder; raises ContentError for anything else."""
    try:
        text = (folder / file).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        raise ContentError(Problem(file, "", why)) from error
    except OSError as error:
        why = f"cannot be read from {folder} ({error.strerror}); put it there"
        raise ContentError(Problem(file, "", why)) from error
    if UNPRINTABLE.search(text):
        raise ContentError(Problem(file, "", "has a control character; remove it"))
    return text
