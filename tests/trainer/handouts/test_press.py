"""A press: what it may not do, and what a person is told when it fails."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trainer.handouts.copies import copy
from trainer.handouts.lettering import FONTS, unwritable
from trainer.handouts.press import MOST, PATIENCE, SECONDS, PressFailed, press

SAFE = re.compile(
    r"The handout could not be printed: .+\. Nothing was recorded\. Try again, or .+\."
)
ROOT = Path(__file__).parents[3]
BOMB = "<table><tr><td colspan=1000000>x</td></tr></table>"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_a_process_that_serves_pages_never_loads_weasyprint() -> None:
    code = "import sys, trainer.app, trainer.handouts.press, trainer.handouts.document;"

    assert run(code + "sys.exit('weasyprint' in sys.modules)").returncode == 0
    assert run(code + "import weasyprint; sys.exit('weasyprint' in sys.modules)").returncode == 1


def test_a_press_that_computes_too_long_is_stopped_and_says_so() -> None:
    with pytest.raises(PressFailed, match=SAFE) as failed:
        press([copy(14)] * MOST, seconds=1)

    assert "it took too long" in str(failed.value)


def test_a_press_that_hangs_is_stopped_and_says_so() -> None:
    with pytest.raises(PressFailed, match=SAFE) as failed:
        press([copy(0)], patience=0.01)

    assert "it took too long" in str(failed.value)


def test_the_clock_on_the_wall_leaves_a_slow_machine_its_computing_time() -> None:
    assert PATIENCE >= 5 * SECONDS


def test_a_page_that_never_ends_is_stopped() -> None:
    code = f"from trainer.handouts import pdf; pdf.confine(2); pdf.rendered({BOMB!r})"

    assert run(code).returncode < 0


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_a_run_of_none_or_of_too_many_is_refused(number: int) -> None:
    with pytest.raises(PressFailed, match=f"takes 1 to {MOST} handouts") as failed:
        press([copy(0)] * number)

    assert SAFE.fullmatch(str(failed.value))


def test_a_name_we_have_no_letters_for_is_refused_and_the_letters_are_named() -> None:
    with pytest.raises(PressFailed, match="we have no letters for ن ي") as failed:
        press([copy(0, name="ين")])

    assert SAFE.fullmatch(str(failed.value))


def test_a_logo_that_is_none_is_refused() -> None:
    with pytest.raises(PressFailed, match=SAFE):
        press([copy(0, logo=b"not a picture")])


def test_a_press_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(PressFailed, match="could not be started"):
        press([copy(0)])


@pytest.mark.parametrize("name", ["Łucja Wiśniewska-Żółć", "佐藤 美咲", "Zoë Ñúñez", "Đorđe"])
def test_a_name_in_latin_or_japanese_can_be_written(name: str) -> None:
    assert unwritable(name) == []


def test_a_letter_that_no_face_has_would_be_found() -> None:
    assert unwritable("a\u0629b") == ["\u0629"]


@pytest.mark.parametrize("face", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.name)
def test_a_font_is_the_one_its_readme_describes(face: Path) -> None:
    digest = hashlib.sha256(face.read_bytes()).hexdigest()

    assert f"| `{face.name}` |" in (FONTS / "README.md").read_text()
    assert digest in (FONTS / "README.md").read_text()
