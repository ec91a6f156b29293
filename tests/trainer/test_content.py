"""`content check`: says what a lesson holds, or what is wrong with it, by file and field."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from lessons import loading
from quizzes import loading as quiz_loading
from quizzes.quiz import Quiz
from tests.builders import a_lesson, a_term, write_lesson, write_yaml
from tests.debates import a_debated_lesson
from tests.lessons.paper import page
from tests.questions import a_quiz
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.single import a_single
from trainer.commands.content import content

QUESTIONS = (
    a_single(rows=("d1",), claims=("c1",)),
    a_single(ref="opinion", rows=("d2",), claims=("c2",), counts=False),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lesson(a_lesson(), tmp_path / "feet")


def write_quiz(quiz: Quiz, folder: Path) -> Path:
    file = folder / f"{quiz.ref}.yaml"
    write_yaml(msgspec.to_builtins(quiz), file)
    return file


def check(*arguments: object) -> Result:
    return CliRunner().invoke(content, ["check", *map(str, arguments)])


def test_a_sound_lesson_is_counted(folder: Path) -> None:
    result = check(folder)

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "feet: Feet\n"
        "  sections 2, words 10, terms 1, figures 1\n"
        "  paragraphs restated 2 of 2\n"
        "  claims 0, docket 0\n"
        "  arguments 0\n"
        "  evidence 0\n"
        "  verdicts 0\n"
        "  comments 3 = 1 shown + 1 hidden + 1 duplicate\n"
        "  exercises 0\n"
    )


def test_a_debate_and_a_quiz_are_counted(tmp_path: Path) -> None:
    folder = write_lesson(a_debated_lesson(), tmp_path / "feet")
    quiz = write_quiz(a_quiz(*QUESTIONS, a_label()), tmp_path)

    result = check(folder, "--quiz", quiz)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(
        "  claims 4, docket 2\n"
        "  arguments 6 = 2 for + 2 against + 1 undercuts + 1 asks\n"
        "  evidence 1\n"
        "  verdicts 4 = 1 supported + 1 partly + 1 contested + 1 not_testable\n"
        "  comments 3 = 1 shown + 1 hidden + 1 duplicate\n"
        "  exercises 2\n"
        "  questions 3 = 2 single + 1 label\n"
        "    1 count, 1 do not, 1 are not live\n"
    )


def test_a_problem_in_a_quiz_names_its_file(tmp_path: Path) -> None:
    folder = write_lesson(a_debated_lesson(), tmp_path / "feet")
    quiz = write_quiz(a_quiz(*QUESTIONS, a_label(section="hands")), tmp_path)

    result = check(folder, "--quiz", quiz)

    assert result.exit_code == 1
    assert result.stderr == (
        "feet.yaml, questions[2].section: names hands, which is no section here; correct it\n"
    )


def test_a_quiz_that_cannot_be_read_is_one_problem(folder: Path, tmp_path: Path) -> None:
    result = check(folder, "--quiz", tmp_path / "hands.yaml")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("hands.yaml: cannot be read from ")


def test_a_quiz_is_checked_with_its_lesson_alone(tmp_path: Path) -> None:
    result = check("--quiz", tmp_path / "feet.yaml")

    assert result.exit_code == 2
    assert "--quiz goes with a FOLDER: name both." in result.stderr


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
    monkeypatch.setattr(loading, "SHIPPED", tmp_path)
    monkeypatch.setattr(quiz_loading, "SHIPPED", tmp_path)
    write_quiz(a_quiz(a_single(section="hands")), tmp_path)

    result = check()

    assert result.exit_code == 1
    titles = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert titles == ["feet: Feet", "hands: Feet"]
    on_quiz, on_hands = result.stderr.splitlines()
    assert on_quiz.startswith("feet.yaml, questions[0].section: names hands")
    assert on_hands.startswith("hands/lesson.yaml, minutes: is 60")


def test_a_lesson_is_compared_with_its_source(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text("Not what the lesson was made from.")

    result = check(folder, "--source", source)

    assert result.exit_code == 1
    assert result.stderr.startswith("feet/lesson.yaml, source.sha256: is not the hash")


def test_a_quiz_is_compared_with_the_source_of_its_lesson(tmp_path: Path) -> None:
    borrowed = "The arch of a foot gives under the weight of the body."
    source = tmp_path / "article.txt"
    source.write_text("\n\n".join(page([borrowed], [])))
    folder = write_lesson(a_debated_lesson(), tmp_path / "feet")
    quiz = write_quiz(a_quiz(*QUESTIONS, a_single(ref="copied", stem=borrowed)), tmp_path)

    result = check(folder, "--quiz", quiz, "--source", source)

    assert "feet.yaml, questions[2].stem: has 8 words in a row of the source" in result.stderr


def test_a_source_that_is_not_there_is_said_so(folder: Path, tmp_path: Path) -> None:
    result = check(folder, "--source", tmp_path / "article.txt")

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
