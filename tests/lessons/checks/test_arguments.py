"""Every argument belongs to a row and rests on what a reader can look up."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.debate import Argument
from tests.debates import a_debated_lesson, an_argument

TARGET = "goes with the side undercuts, and with no other; correct one of them"


def said(*arguments: Any) -> list[str]:
    lesson = a_debated_lesson(arguments=(*a_debated_lesson().arguments, *arguments))
    return [str(problem) for problem in problems(lesson)]


@pytest.mark.parametrize(
    ("side", "changes", "problem"),
    [
        ("asks", {"row": "d9"}, "row: names d9, which is no docket row here; correct it"),
        ("asks", {"comments": (2,)}, "comments: names 2, which is no shown comment here"),
        ("asks", {"comments": (9,)}, "comments: names 9, which is no shown comment here"),
        ("asks", {"evidence": ("nobody",)}, "evidence: names nobody, which is no evidence here"),
        ("asks", {"unnumbered": True, "comments": (1,)}, "unnumbered: is true, and comments are"),
        ("asks", {"target": "d1-for"}, f"target: {TARGET}"),
        ("undercuts", {}, f"target: {TARGET}"),
        ("undercuts", {"target": "d9-for"}, "target: is d9-for, which is no argument"),
        ("undercuts", {"target": "d2-for"}, "target: is d2-for, which is no argument"),
        ("undercuts", {"target": "it"}, "target: is it, which leads back to it; correct"),
    ],
)
def test_a_damaged_argument_is_named(side: str, changes: dict[str, Any], problem: str) -> None:
    fields = {"ref": "it", "row": "d1", "side": side, "text": "Look."}

    [found] = said(Argument(**fields | changes))

    assert found.startswith(f"debate.yaml, arguments[6].{problem}")


def test_arguments_that_undercut_each_other_in_a_circle_are_named() -> None:
    one = an_argument("d1", "undercuts", ref="one", target="other")
    other = an_argument("d1", "undercuts", ref="other", target="one")
    above = an_argument("d1", "undercuts", ref="above", target="one")

    assert said(one, other, above) == [
        "debate.yaml, arguments[6].target: is other, which leads back to one; correct the ref",
        "debate.yaml, arguments[7].target: is one, which leads back to other; correct the ref",
    ]


def test_what_undercuts_can_be_undercut() -> None:
    assert said(an_argument("d1", "undercuts", ref="u", target="d1-undercuts")) == []
