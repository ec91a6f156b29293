"""`content check`: says what a lesson holds, or what is wrong with it, by file and field."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import a_lesson, a_term, write_lesson
from trainer.commands import content as commands
from trainer.commands.content import content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lesson(a_lesson(), tmp_path / "feet")


def check(*arguments: object) -> Result:
    return CliRunner().invoke(content, ["check", *map(str, arguments)])


def test_a_sound_lesson_is_counted(folder: Path) -> None:
    result = check(folder)

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "feet: Feet\n"
        "  sections 2, words 19, terms 1, figures 1\n"
        "  paragraphs restated 2 of 2\n"
        "  comments 3 = 1 shown + 1 hidden + 1 duplicate\n"
    )


def test_problems_are_listed_one_a_line(tmp_path: Path) -> None:
    unused = (a_term(), a_term(ref="sole"), a_term(ref="toe"))
    folder = write_lesson(a_lesson(terms=unused), tmp_path / "feet")

    result = check(folder)

    assert result.exit_code == 1
    assert result.stderr == (
        "feet/lesson.yaml, terms[1].ref: is sole, which no section marks;"
        " write [words]{term=sole}\n"
        "feet/lesson.yaml, terms[2].ref: is toe, which no section marks; write [words]{term=toe}\n"
    )


def test_a_lesson_that_cannot_be_read_is_one_problem(folder: Path) -> None:
    (folder / "02-shoes.md").unlink()

    result = check(folder)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("feet/lesson.yaml, sections[1].ref: needs 02-shoes.md")
    assert result.stderr.count("\n") == 1


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    result = check(tmp_path / "hands")

    assert result.exit_code == 1
    assert result.stderr.startswith("hands/lesson.yaml: cannot be read from ")


def test_every_lesson_that_comes_along_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lesson(a_lesson(), tmp_path / "feet")
    write_lesson(a_lesson(minutes=60), tmp_path / "hands")
    (tmp_path / "NOTES").write_text("no lesson")
    monkeypatch.setattr(commands, "SHIPPED", tmp_path)

    result = check()

    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines()[::4]] == ["feet", "hands"]
    assert result.stderr.startswith("hands/lesson.yaml, minutes: is 60")


def test_a_lesson_is_compared_with_its_source(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text("Not what the lesson was made from.")

    result = check(folder, "--source", source)

    assert result.exit_code == 1
    assert result.stderr.startswith("feet/lesson.yaml, source.sha256: is not the hash")


def test_a_source_that_is_not_there_is_said_so(folder: Path, tmp_path: Path) -> None:
    result = check(folder, "--source", tmp_path / "article.txt")

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
