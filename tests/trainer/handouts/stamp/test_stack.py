"""The one file for a printer: all copies in order, each as it is alone, and small."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import page
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from tests.trainer.handouts.stamp.bases import (
    Base,
    codes,
    copy,
    people,
    pictures,
    strip,
    words,
)
from trainer.handouts.stamp.stack import Copies, stack

ROOT = Path(__file__).parents[4]
NAMES = ["Łucja Wiśniewska-Żółć", "佐藤 美咲", "W" * 80]


def stacked(*copies: Copies, duplex: bool = False) -> bytes:
    """The whole file."""
    return b"".join(stack(copies, duplex=duplex))


def pages_of(pdf: bytes) -> list[list[str]]:
    """What is on each page, as words."""
    return [found.split() for found in words(pdf)]


@pytest.mark.parametrize("kind", ["a4", "letter", "cards"])
def test_pages_of_a_stack_look_like_those_of_each_copy(bases: dict[str, Base], kind: str) -> None:
    strips = [strip(name=name) for name in NAMES]

    together = pictures(stacked((*bases[kind], strips)))

    alone = [picture for each in strips for picture in pictures(copy(bases[kind], each))]
    pairs = list(zip(together, alone, strict=True))
    assert [ImageChops.difference(*pair).getbbox() for pair in pairs] == [None] * 6


def test_another_name_would_look_different(a4: Base) -> None:
    first, second = (pictures(copy(a4, strip(name=name)))[0] for name in ("Ana", "Eva"))

    assert ImageChops.difference(first, second).getbbox()


def test_copies_stand_in_the_order_in_which_they_come(bases: dict[str, Base]) -> None:
    one, two, three = people(3)

    pdf = stacked(
        (*bases["cover"], []),
        (*bases["a4"], [one]),
        (*bases["sheet"], [one]),
        (*bases["a4"], [two, three]),
    )

    found = words(pdf)
    assert "Who gets what" in found[0]
    serials = [f"2026-000{number}" for number in (0, 0, 0, 1, 1, 2, 2)]
    assert all(serial in text for serial, text in zip(serials, found[1:], strict=True))


def test_the_code_on_every_page_of_a_stack_reads_back(bases: dict[str, Base]) -> None:
    one, two = people(2)

    found = codes(stacked((*bases["a4"], [one, two]), (*bases["sheet"], [one])))

    assert found == [[one.link], [one.link], [two.link], [two.link], [one.link] * 4]


def test_nobodys_first_page_is_on_the_back_of_anothers_last(bases: dict[str, Base]) -> None:
    cover, sheet, pages = ((*bases[kind], people(2)) for kind in ("cover", "sheet", "a4"))

    found = words(stacked(cover, sheet, pages, duplex=True))

    assert [bool(text.strip()) for text in found] == [True, False] * 3 + [True] * 4


def test_without_blank_pages_somebodys_first_page_would_be_on_a_back(
    bases: dict[str, Base],
) -> None:
    found = words(stacked((*bases["cover"], []), (*bases["a4"], people(1))))

    assert "2026-0000" in found[1]


def test_a_stack_asks_a_printer_for_both_sides_or_not_at_all(a4: Base) -> None:
    for duplex in (True, False):
        with pikepdf.open(io.BytesIO(stacked((*a4, people(1)), duplex=duplex))) as pdf:
            assert ("/Duplex" in pdf.Root.ViewerPreferences) is duplex


def test_a_stack_does_not_claim_to_be_pdf_ua_and_says_so(a4: Base) -> None:
    pdf = stacked((*a4, people(2)))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "without tags" in str(opened.docinfo.Subject)
        assert "/Metadata" not in opened.Root
    assert not page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_a_stack_is_small_and_grows_by_little(a4: Base) -> None:
    few, many = (len(stacked((*a4, people(count)))) for count in (10, 110))

    assert (many - few) / 100 <= 1_000
    assert many - len(a4[0]) <= 110 * 3_000


def test_whole_copies_one_after_the_other_would_be_large(a4: Base) -> None:
    assert len(copy(a4)) > 3_000


def test_a_face_beyond_those_of_the_base_is_there_once(a4: Base) -> None:
    letters = ["佐", "藤", "美", "咲"]
    plain = len(stacked((*a4, people(4))))

    once = len(stacked((*a4, [strip(name=letter) for letter in letters])))
    again = len(stacked((*a4, [strip(name=letter) for letter in letters * 25])))

    assert 1_000 < once - plain < 12_000
    assert again - once < 96 * 1_000


def test_a_stack_is_the_same_bytes_in_another_process(a4: Base, tmp_path: Path) -> None:
    (tmp_path / "base.pdf").write_bytes(a4[0])
    program = (
        "import sys, msgspec; from trainer.handouts.stamp.stack import stack;"
        "from trainer.handouts.stamp.frame import Frame, Strip;"
        "from pathlib import Path; base = Path(sys.argv[1]).read_bytes();"
        "order = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[Frame, list[Strip]]);"
        "sys.stdout.buffer.writelines(stack([(base, *order)], duplex=True))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "base.pdf"],
        input=msgspec.json.encode((a4[1], people(3))),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert ran.stdout == stacked((*a4, people(3)), duplex=True)


def test_a_stack_takes_the_same_memory_however_many_copies(a4: Base) -> None:
    assert (held(a4, 200) - held(a4, 50)) / 150 < 200


def test_a_stack_that_is_kept_would_take_more(a4: Base) -> None:
    assert (held(a4, 200, keep=True) - held(a4, 50, keep=True)) / 150 > 500


def held(base: Base, count: int, *, keep: bool = False) -> int:
    """The bytes that a stack holds when it asks for the last of so many copies."""
    found = 0

    def copies() -> Iterator[Copies]:
        nonlocal found
        for each in people(1) * count:
            yield (*base, [each])
        gc.collect()
        found, _ = tracemalloc.get_traced_memory()

    tracemalloc.start()
    kept = [piece for piece in stack(copies(), duplex=False) if keep]
    tracemalloc.stop()
    return found + len(kept[:0])


names = st.lists(st.text(max_size=40), max_size=3)


@pytest.fixture(scope="session")
def kinds(bases: dict[str, Base]) -> Callable[[str], Base]:
    """Each base by its name, as something that a failing test can print."""
    return lambda name: bases[name]


@given(st.lists(st.tuples(st.sampled_from(["a4", "sheet", "cards", "cover"]), names), max_size=4))
def test_any_copies_of_any_bases_make_a_pdf_of_all_their_pages(
    kinds: Callable[[str], Base], runs: list[tuple[str, list[str]]]
) -> None:
    copies = [(*kinds(kind), [strip(name=name) for name in named]) for kind, named in runs]

    pdf = stacked(*copies, duplex=True)

    sheets = sum(1 if kind == "cover" else len(named) for kind, named in runs)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2 * sheets
        assert not sheets or opened.check_pdf_syntax() == []
