"""YAML files of a lesson: plain, strict, and refused with a place."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.debate import Comment
from lessons.lesson import Term
from lessons.problem import ContentError, Problem
from lessons.yaml import decode_yaml

TERM = "ref: arch\nname: Arch\nmeaning: A curve\n"


class Shelf(msgspec.Struct):
    comments: tuple[Comment, ...] = ()


def refusal(text: str, kind: type = Term) -> str:
    with pytest.raises(ContentError) as refused:
        decode_yaml(text, "a.yaml", kind)
    return str(refused.value)


def test_a_file_becomes_the_struct_it_spells_out() -> None:
    term = decode_yaml(TERM, "a.yaml", Term)

    assert term == Term(ref="arch", name="Arch", meaning="A curve")


def test_an_answer_no_stays_text() -> None:
    term = decode_yaml(TERM.replace("A curve", "No"), "a.yaml", Term)

    assert term.meaning == "No"


def test_a_time_of_day_needs_no_zone() -> None:
    text = "comments:\n- {number: 1, posted: 2011-03-04 09:05:00, kind: spam, publish: accounted}"

    shelf = decode_yaml(text, "a.yaml", Shelf)

    assert shelf.comments[0].posted.isoformat() == "2011-03-04T09:05:00"
    assert shelf.comments[0].posted.tzinfo is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ref: [", "a.yaml, line 1: "),
        (TERM + "name: again", "a.yaml, line 4: found duplicate key"),
        ("a: &x b", "a.yaml, line 1: has an anchor (&), alias (*) or tag (!); write the value out"),
        ("a: b\nb: *x", "a.yaml, line 2: has an anchor (&), alias (*)"),
        ("ref: !!str a", "a.yaml, line 1: has an anchor (&), alias (*) or tag (!)"),
        ("a: " + "[" * 30 + "]" * 30, "a.yaml, line 1: is nested more than 20 deep; flatten it"),
        (r'ref: "a\0"', "a.yaml, line 1: has a control character; remove it"),
        (r'ref: "\ud800"', "a.yaml, line 1: has a control character; remove it"),
        ("\0", "a.yaml: is not plain YAML"),
        ("a: " + "9" * 5000, "a.yaml: is not plain YAML"),
        ("a: 2009-02-30", "a.yaml: is not plain YAML"),
        ("a\n---\nb", "a.yaml, line 2: "),
        ("", "a.yaml: should be a set of fields, not nothing"),
        ("[]", "a.yaml: should be a set of fields, not a list"),
        ("1: 2", "a.yaml: has a field whose name is not text; name it in letters"),
        ("ref: a", "a.yaml, name: is missing; add it"),
        (TERM + "see: b", "a.yaml, see: is not a field known here; correct or remove it"),
        (TERM.replace("Arch", "1"), "a.yaml, name: should be text, not a whole number"),
        (TERM.replace("arch", "An arch"), "a.yaml, ref: should be lower-case letters and digits"),
        (TERM.replace("arch", "a" * 61), "a.yaml, ref: is longer than 60 characters; shorten it"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(text: str, said: str) -> None:
    assert refusal(text).startswith(said)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("number: 0", "number: should be 1 or more"),
        ("number: 1, posted: 2011-03-04", "posted: should be a date and time, not a date"),
        ("number: 1, posted: 2011-03-04 09:05", "posted: should be a date such as 2009-09-08, or"),
        ("number: 1, posted: 2011-03-04T09:05:00Z", "posted: should have no time zone"),
        (
            "number: 1, posted: 2011-03-04 09:05:00, kind: praise",
            "kind: is 'praise', which is not one of the words allowed here",
        ),
        ("number: 1, duplicate_of: one", "duplicate_of: should be a whole number or nothing, not"),
    ],
)
def test_a_wrong_value_inside_a_list_is_named_by_its_place_in_it(comment: str, said: str) -> None:
    assert refusal(f"comments: [{{{comment}}}]", Shelf).startswith(f"a.yaml, comments[0].{said}")


def test_a_message_without_plain_words_is_passed_on() -> None:
    class Mail(msgspec.Struct):
        to: tuple[int, int]

    assert refusal("to: [1]", Mail) == "a.yaml, to: Expected `array` of length 2, got 1"


PIECES = [
    "a: ",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "&x ",
    "*x",
    "!!int ",
    "|\n",
    '"',
    "\\",
    "0x",
]
PIECES += ["2009-09-08", "T12:00:00", "%YAML 1.1\n", "---\n", "<<: ", "? ", "# ", ".inf", "!", "\t"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join))
def test_any_text_is_a_struct_or_a_refusal(text: str) -> None:
    read: Shelf | Problem
    try:
        read = decode_yaml(text, "a.yaml", Shelf)
    except ContentError as refused:
        read = refused.problem

    assert isinstance(read, Shelf) or read.file == "a.yaml"
