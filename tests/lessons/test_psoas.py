"""The lesson that comes with Trainer: it loads, holds together and has its figure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lessons import checking, loading
from lessons.checking import problems
from lessons.drawing import Drawing
from lessons.lesson import Lesson
from lessons.loading import SHIPPED, load_lesson
from lessons.marks import marks
from lessons.prose import to_html
from lessons.yaml import as_struct, plain_values
from tests.html import active
from tests.lessons.damage import YAML_FILES, apply, damages, found, is_named

FOLDER = SHIPPED / "psoas"


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return load_lesson(FOLDER)


def test_it_has_no_problem(lesson: Lesson) -> None:
    assert [str(problem) for problem in problems(lesson)] == []


def test_it_restates_eight_paragraphs_in_eight_to_ten_sections(lesson: Lesson) -> None:
    words = sum(len(section.body.split()) for section in lesson.sections)

    assert 8 <= len(lesson.sections) <= 10
    assert 2000 <= words <= 3500
    assert len(lesson.source.paragraphs) == 8


def test_it_accounts_for_all_twenty_six_comments(lesson: Lesson) -> None:
    kinds = {comment.number: comment.kind for comment in lesson.comments}

    assert len(kinds) == lesson.source.declared_comments == 26
    assert {number for number, kind in kinds.items() if kind == "pingback"} == {4, 9}
    assert {number for number, kind in kinds.items() if kind == "spam"} == {20}
    assert {c.number: c.duplicate_of for c in lesson.comments if c.duplicate_of} == {16: 15}
    assert lesson.comments[16].publish == "hidden"


def test_its_figure_names_every_structure(lesson: Lesson) -> None:
    [figure] = lesson.figures

    assert figure.ref == "psoas-front"
    assert {"psoas-major", "iliacus", "lesser-trochanter", "vertebra-t12"} <= set(figure.structures)
    assert Drawing.read(figure.svg).structures.keys() == set(figure.structures)


def test_every_section_is_safe_html(lesson: Lesson) -> None:
    page = "".join(to_html(section, lesson) for section in lesson.sections)

    assert active(page) == []
    assert '<a class="term"' in page
    assert page.count("<svg ") >= 1


def test_every_damaged_id_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[str, object] = {}
    monkeypatch.setattr(
        loading, "decode_yaml", lambda _, file, kind: as_struct(values[file], file, kind)
    )
    monkeypatch.setattr(checking, "marks", cache(marks))
    whole = {file: plain_values((FOLDER / file).read_text(), file) for file in YAML_FILES}
    missed = []

    for number, damage in enumerate(damages(FOLDER)):
        values.update(whole)
        folder = FOLDER
        if damage.file in YAML_FILES:
            values[damage.file] = damage.content
        else:
            folder = apply(damage, FOLDER, tmp_path / str(number))
        if not is_named(damage, found(folder)):
            missed.append(damage)

    assert [f"{damage.file}, {damage.was}" for damage in missed] == []
