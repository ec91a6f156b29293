"""One person is one voice: the comments of one person number each other, both ways."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from lessons.checking import problems
from lessons.debate import Comment, people
from tests.builders import POINTLESS, a_comment, a_lesson, a_source


def thread(**same_as: tuple[int, ...]) -> tuple[Comment, ...]:
    """Five comments, the last hidden; n2=(3,) says that the second is by the third's writer."""
    hidden: dict[str, Any] = {"number": 5, **POINTLESS}
    rest = (a_comment(number=number) for number in range(1, 5))
    return tuple(
        msgspec.structs.replace(each, same_as=same_as.get(f"n{each.number}", ()))
        for each in (*rest, a_comment(**hidden))
    )


def said(**same_as: tuple[int, ...]) -> list[str]:
    lesson = a_lesson(comments=thread(**same_as), source=a_source(declared_comments=5))
    return [str(problem) for problem in problems(lesson)]


@pytest.mark.parametrize(
    "same_as",
    [{}, {"n1": (3,), "n3": (1,)}, {"n1": (2, 4), "n2": (1, 4), "n4": (2, 1)}],
)
def test_comments_that_name_each_other_are_sound(same_as: dict[str, tuple[int, ...]]) -> None:
    assert said(**same_as) == []


RETURN = "does not name the same in return; let both name each other"


@pytest.mark.parametrize(
    ("same_as", "expected"),
    [
        ({"n1": (3,)}, {f"comments[0].same_as: names 3, which {RETURN}"}),
        (
            {"n1": (2,), "n2": (1, 3), "n3": (2,)},
            {
                f"comments[0].same_as: names 2, which {RETURN}",
                f"comments[1].same_as: names 1, which {RETURN}",
                f"comments[1].same_as: names 3, which {RETURN}",
                f"comments[2].same_as: names 2, which {RETURN}",
            },
        ),
        (
            {"n2": (9,)},
            {"comments[1].same_as: names 9, which is no other shown comment; correct the number"},
        ),
        (
            {"n2": (2,)},
            {"comments[1].same_as: names 2, which is no other shown comment; correct the number"},
        ),
        (
            {"n1": (5,), "n5": (1,)},
            {
                "comments[0].same_as: names 5, which is no other shown comment; correct the number",
                "comments[4].same_as: goes with a shown comment, and 5 is not; remove it",
            },
        ),
    ],
)
def test_a_comment_that_names_its_writer_one_way_is_named(
    same_as: dict[str, tuple[int, ...]], expected: set[str]
) -> None:
    assert set(said(**same_as)) == {f"debate.yaml, {each}" for each in expected}


def test_a_reader_who_wrote_twice_is_named_once() -> None:
    first, _, third, *_ = thread(n1=(3,), n3=(1,))

    assert first.label == "Reader 1 (who is also Reader 3), March 2011"
    assert third.label == "Reader 3 (who is also Reader 1), March 2011"


def test_people_are_counted_and_not_comments() -> None:
    assert people(thread()) == 5
    assert people(thread(n1=(3,), n3=(1,))) == 4
    assert people(thread(n1=(2, 4), n2=(1, 4), n4=(1, 2))) == 3
