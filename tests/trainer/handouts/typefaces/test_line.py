"""What holds of a line of type, whatever is in the name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import msgspec
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.typefaces import Line, Run, typeset
from trainer.handouts.typefaces.direction import levels, visual
from trainer.handouts.typefaces.letter import is_ignorable

ROOT = Path(__file__).parents[4]
LETTERS = (
    "aZñọ̀ệΩЖ אבשָׁ()[]«»-'.,12٣محمدلا\u200c\u200d\u200f김중张髙さアที่น้ำक्ष😀\ue000\u0301\U000e0101"
)
# What turns, without the characters that only steer: the library draws those too.
TURNING = "ab Я()[]<-.,12٣אבגשמحد"
names = st.text() | st.text(LETTERS)

NAMES = ["Łucja", "محمد عبد الله", "שלום (Ina) 12", "ที่รัก", "张伟 骨", "髙﨑 𠮷 김", "Ọ̀ṣun 😀"]


def drawn(text: str, line: Line) -> str:
    """What of a text is on paper: no joiner, and no letter that is left out."""
    left = "".join(line.left_out)
    return "".join(each for each in text if not is_ignorable(each) and each not in left)


@given(names)
def test_every_character_is_set_or_named(name: str) -> None:
    line = typeset(name)

    told = line.text + "".join(line.left_out)
    assert all(each in told or each.isspace() or is_ignorable(each) for each in nfc(name))
    assert all(each in nfc(name) for letter in line.left_out for each in letter)


@given(names)
def test_runs_read_in_order_are_the_name(name: str) -> None:
    line = typeset(name)

    if line.runs:
        assert drawn(line.text, line) == drawn(nfc(name), line)
    else:
        assert not drawn(nfc(name), line).strip()


@given(names)
def test_a_line_says_nothing_that_the_name_does_not(name: str) -> None:
    rest = iter(nfc(name))

    assert all(each in rest for each in typeset(name).text)  # in that order


def nfc(name: str) -> str:
    return normalize("NFC", name)


@given(names)
def test_the_glyphs_of_a_run_say_what_the_run_says(name: str) -> None:
    for run in typeset(name).runs:
        said = "".join(glyph.text for glyph in run.glyphs)

        assert sorted(normalize("NFD", said)) == sorted(normalize("NFD", run.text))


@given(names)
def test_nothing_goes_back_and_no_glyph_is_a_box(name: str) -> None:
    line = typeset(name)

    assert line.width >= 0
    assert all(glyph.advance >= 0 and glyph.id for run in line.runs for glyph in run.glyphs)


@given(st.text(TURNING))
def test_a_line_stands_as_an_independent_hand_orders_it(name: str) -> None:
    told = visual(runs(name), lambda run: run[0])

    line = "".join(text[::-1] if level % 2 else text for level, text in told)
    assert unturned(line) == unturned(get_display(name))


def runs(name: str) -> list[tuple[int, str]]:
    """Each character as a run of its own."""
    return [*zip(levels(name), name, strict=True)]


def unturned(line: str) -> str:
    """A line with its brackets alike: a face turns them, not the order."""
    return line.translate(str.maketrans(")]>", "([<"))


def test_an_order_that_is_wrong_would_be_found() -> None:
    assert unturned("אב a") != unturned(get_display("אב a"))


PROGRAM = f"""
import msgspec
from trainer.handouts.typefaces import typeset
for name in {NAMES!r}:
    line = typeset(name, "semibold")
    print(msgspec.json.encode([(run.face.name, run.text, run.glyphs) for run in line.runs]))
    print([run.face.subset(glyph.id for glyph in run.glyphs).hex() for run in line.runs])
"""


def test_two_processes_set_the_same_line_and_cut_the_same_font() -> None:
    said = {printed(seed) for seed in ("0", "1")}

    assert len(said) == 1
    assert len(said.pop()) > 1_000


def printed(seed: str) -> str:
    environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "LANG": f"de_DE.{seed}"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=True,
    ).stdout


def opened(name: str) -> set[str]:
    """The font files that a fresh process reads for a name, as its own table of maps tells."""
    program = (
        "from trainer.handouts.typefaces import typeset;"
        f"typeset({name!r}); print(open('/proc/self/maps').read())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    return {Path(line.split()[-1]).name for line in told.splitlines() if "/fonts/" in line}


def test_a_name_in_latin_opens_one_file() -> None:
    assert opened("Łucja Nguyễn-Ọ̀ṣun Ольга") == {"sans-regular.ttf"}


def test_a_name_in_another_script_opens_its_file_besides() -> None:
    assert opened("Ina محمد") == {"sans-regular.ttf", "arabic-regular.ttf"}


def test_a_run_keeps_its_place_in_the_name() -> None:
    line = typeset("a אב c")

    assert [(run.text, run.start) for run in line.runs] == [
        ("a ", 0),
        ("אב", 2),
        (" ", 4),
        ("c", 5),
    ]


def test_a_line_can_be_compared() -> None:
    assert typeset("Ina") == typeset("Ina")
    assert msgspec.structs.replace(typeset("Ina"), left_out=("x",)) != typeset("Ina")
    assert isinstance(typeset("Ina").runs[0], Run)
