"""Words of a strip find their places: all of them, in order, inside the box."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.handouts.stamp.bases import STRIP, strip
from trainer.handouts.stamp.layout import Lines, Words
from trainer.handouts.stamp.wrapping import Part, Piece, Rows, Word
from trainer.handouts.typefaces import typeset

ROOT = Path(__file__).parents[4]
COLUMN = 450.0, 48.2, 42.4
SLIM = 215.0, 31.2, 27.4
texts = st.text(st.sampled_from("aWé -佐\u0301"), max_size=60)


def end(word: Word) -> float:
    """Where a word ends in its row."""
    return word.x + word.line.width * word.size / 1000


@given(texts, st.floats(5, 300))
def test_all_of_a_text_is_in_rows_in_order_and_no_row_is_too_long(text: str, width: float) -> None:
    rows = Rows(width, typeset)

    rows.add(Piece(Part.NAME, text, 10))

    words = [word for row in rows.rows for word in row]
    assert "".join("".join(word.text for word in words).split()) == "".join(text.split())
    assert not [word for word in words if end(word) > width + 0.001 and len(word.text) > 2]


def test_a_row_that_is_too_long_would_be_found() -> None:
    rows = Rows(1000, typeset)
    rows.add(Piece(Part.NAME, "W" * 40, 10))

    assert end(rows.rows[0][0]) > 200


@pytest.mark.parametrize("column", [COLUMN, SLIM])
@pytest.mark.parametrize("name", ["Ana Sousa", "W" * 80, "Maximiliane " * 6])
def test_rows_stand_in_the_box_and_do_not_touch(
    column: tuple[float, float, float], name: str
) -> None:
    width, height, _ = column

    found = Words(strip(name=name), Lines()).setting(*column)

    heights = [row.y for row in found.rows]
    assert heights == sorted(heights, reverse=True)
    assert min(heights) > 1.999
    for row, above in zip(found.rows[1:], found.rows, strict=False):
        assert above.y - row.y >= max(word.size for word in row.words)
    for row in found.rows:
        assert max(end(word) for word in row.words) * found.narrow <= width + 0.001
        assert row.y + 0.66 * max(word.size for word in row.words) <= height + 0.001


def test_a_plain_strip_has_four_rows_with_the_name_the_largest() -> None:
    rows = Words(STRIP, Lines()).setting(*COLUMN).rows

    assert [[word.part for word in row.words if word.text.strip()] for row in rows] == [
        [Part.NAME],
        [Part.STUDIO],
        [Part.FACTS],
        [Part.QUESTION, Part.ADDRESS],
    ]
    assert [row.words[0].size for row in rows] == [11.5, 8.5, 8.5, 8.5]


def test_whoever_stamps_loads_neither_weasyprint_nor_what_lays_out() -> None:
    code = "import sys, trainer.handouts.stamp.tail, trainer.handouts.stamp.stack;"
    loaded = "sys.exit(bool({'weasyprint', 'pydyf', 'sqlalchemy', 'flask'} & {*sys.modules}))"

    assert _ends(code + loaded) == 0
    assert _ends(code + "import trainer.handouts.stamp.base;" + loaded) == 1


def _ends(code: str) -> int:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode
