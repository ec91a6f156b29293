"""Every part of a package has a name that a person would call it by."""

from __future__ import annotations

import msgspec

from quizzes.package import Package
from quizzes.part_names import part_names
from quizzes.parts import PartRef
from tests.debates import a_debated_lesson
from tests.questions import a_quiz


def test_every_part_has_a_name_and_nothing_else_has() -> None:
    package = Package(a_debated_lesson(), a_quiz())

    assert set(part_names(package)) == {part.part_ref for part in package.parts}


def test_a_package_without_a_quiz_names_no_question() -> None:
    names = part_names(Package(a_debated_lesson()))

    assert not {part.kind for part in names} & {"quiz", "question"}
    assert names[PartRef("section", "the-spring")] == "section “The spring”"


def test_a_long_name_is_cut_short() -> None:
    title = "The arch " * 12
    package = Package(msgspec.structs.replace(a_debated_lesson(), title=title))

    name = part_names(package)[PartRef("lesson", package.lesson.ref)]

    assert name == f"the outline of “{title[:59].rstrip()}…”"
