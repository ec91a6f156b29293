"""Loading: a folder becomes a lesson, or an error names its file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.loading import load_lesson
from lessons.problem import ContentError
from tests.builders import BODY, SVG, a_lesson, a_section, write_lesson
from tests.debates import a_debated_lesson


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lesson(a_lesson(), tmp_path / "feet")


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as refused:
        load_lesson(folder)
    return str(refused.value)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_folder_is_the_lesson_that_was_written_there(folder: Path) -> None:
    assert load_lesson(folder) == a_lesson()


def test_a_lesson_is_named_as_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    assert load_lesson(Path()).ref == "feet"


def test_line_ends_and_byte_order_marks_of_other_systems_change_nothing(folder: Path) -> None:
    for file in folder.rglob("*.*"):
        windows = file.read_bytes().replace(b"\n", b"\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + windows)

    assert load_lesson(folder) == a_lesson()


def test_a_figure_and_its_text_are_loaded_as_they_are(folder: Path) -> None:
    lesson = load_lesson(folder)

    assert lesson.figures[0].svg == SVG
    assert lesson.sections[0].body == BODY


def test_a_tenth_section_has_a_file_with_two_digits(tmp_path: Path) -> None:
    sections = tuple(a_section(ref=f"part-{number}") for number in range(1, 11))

    folder = write_lesson(a_lesson(sections=sections), tmp_path / "feet")

    assert (folder / "10-part-10.md").is_file()
    assert load_lesson(folder).sections == sections


@pytest.mark.parametrize("file", ["lesson.yaml", "debate.yaml"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()

    assert refusal(folder).startswith(f"{file}: cannot be read from {folder} (No such file")


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "No such file or directory" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "file", ["lesson.yaml", "debate.yaml", "01-the-spring.md", "figures/foot.svg"]
)
def test_a_file_in_another_encoding_is_named(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"caf\xe9")

    assert refusal(folder) == f"{file}: is not UTF-8 text (byte 4); save it as UTF-8"


def test_a_control_character_is_found(folder: Path) -> None:
    (folder / "02-shoes.md").write_text("Less\x00", encoding="utf-8")

    assert refusal(folder) == "02-shoes.md: has a control character; remove it"


def test_a_section_without_its_file_is_named(folder: Path) -> None:
    (folder / "02-shoes.md").unlink()

    assert refusal(folder).startswith("lesson.yaml, sections[1].ref: needs 02-shoes.md, which is")


def test_a_figure_without_its_file_is_named(folder: Path) -> None:
    (folder / "figures" / "foot.svg").unlink()

    assert refusal(folder).startswith("lesson.yaml, figures[0].ref: needs figures/foot.svg, which")


@pytest.mark.parametrize("file", ["03-toes.md", "notes.md", "figures/hand.svg"])
def test_a_file_that_nothing_lists_is_named(folder: Path, file: str) -> None:
    (folder / file).write_text("", encoding="utf-8")

    assert refusal(folder).startswith(f"{file}: belongs to nothing that lesson.yaml lists")


@pytest.mark.parametrize("ref", ["../../secret", "the/spring", "The spring", "the--spring", ""])
def test_a_ref_cannot_lead_out_of_the_folder(folder: Path, ref: str) -> None:
    replace(folder / "lesson.yaml", "ref: the-spring", f'ref: "{ref}"')

    assert refusal(folder).startswith("lesson.yaml, sections[0].ref: should be lower-case")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Feet", "title: [", "line "),
        ("title: Feet", "title: 7", "title: should be text, not a whole number"),
        ("title: Feet", "titel: Feet", "titel: is not a field known here"),
        ("summary: What an arch does.", "", "summary: is missing"),
        ("minutes: 1", "minutes: 0", "sections[0].minutes: should be 1 or more"),
        ("minutes: 1", "minutes: 0.5", "sections[0].minutes: should be 1.0 or more"),
        ("rights: own_words", "rights: mine", "source.rights: is 'mine', which is not one of"),
        ("sha256: '000", "sha256: 'zzz", "source.sha256: should be "),
        ("posted: 2011-03-03", "posted: soon", "source.posted: should be a date such as"),
    ],
)
def test_a_wrong_value_is_named_by_file_and_field(
    folder: Path, old: str, new: str, said: str
) -> None:
    replace(folder / "lesson.yaml", old, new)

    assert refusal(folder).startswith(f"lesson.yaml, {said}")


def test_a_drawing_that_could_run_is_refused(folder: Path) -> None:
    replace(folder / "figures" / "foot.svg", "<defs>", "<script/><defs>")

    assert refusal(folder).startswith("figures/foot.svg: has an element <script>")


def test_a_debate_and_exercises_are_read_as_they_were_written(tmp_path: Path) -> None:
    folder = write_lesson(a_debated_lesson(), tmp_path / "feet")

    assert load_lesson(folder) == a_debated_lesson()


def test_a_lesson_without_exercises_needs_no_file_of_them(folder: Path) -> None:
    assert not (folder / "exercises.yaml").exists()
    assert load_lesson(folder).exercises == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("debate.yaml", "side: asks", "side: maybe", "arguments[5].side: is 'maybe', which is not"),
        ("debate.yaml", "weight: 1", "weight: 3", "evidence[0].bearings[0].weight: should be 2 or"),
        ("debate.yaml", "docket:", "dockets:", "dockets: is not a field known here"),
        ("exercises.yaml", "by: editor", "by: me", "exercises[0].cues[0].by: is 'me', which is"),
        ("exercises.yaml", "breaths: 3", "breaths: 0", "exercises[0].steps[0].breaths: should be"),
    ],
)
def test_a_wrong_value_in_a_debate_is_named_by_file_and_field(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    folder = write_lesson(a_debated_lesson(), tmp_path / "feet")
    replace(folder / file, old, new)

    assert refusal(folder).startswith(f"{file}, {said}")
