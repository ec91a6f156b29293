"""A press: what it may not do, and what a person is told when it fails."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.trainer.handouts.copies import Handout, copy, part, psoas
from trainer.handouts import pdf
from trainer.handouts import press as press_module
from trainer.handouts.page import unprintable
from trainer.handouts.press import NICE, PATIENCE, SECONDS, Base, Beat, PressFailed, press
from trainer.handouts.press import run as run_press
from trainer.handouts.typefaces import FONTS, unwritable

ROOT = Path(__file__).parents[3]


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_a_process_that_serves_pages_never_loads_weasyprint() -> None:
    code = "import sys, trainer.app, trainer.handouts.turn, trainer.handouts.document.sheet;"
    look = "print('weasyprint' in sys.modules);"

    assert run(f"{code}{look}import weasyprint;{look}").stdout == "False\nTrue\n"


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the press run that code, which may use sys and os, in place of its own."""

    def run_instead(code: str) -> None:
        program = tmp_path / "instead"
        program.write_text(
            f"#!{sys.executable}\nimport os, sys\nsys.path.append({str(ROOT)!r})\n{code}"
        )
        program.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(program))

    return run_instead


Instead = Callable[[str], None]


def press_it(made: Handout, beat: Beat = lambda: None) -> Base:
    """Its base."""
    return press(made.sheet, made.brand, beat)


def failure(**heading: Any) -> str:
    """Why that copy cannot be pressed."""
    with pytest.raises(PressFailed) as failed:
        press_it(copy(0, part(), **heading))
    return str(failed.value)


def test_a_press_that_computes_too_long_is_stopped_and_says_so(instead: Instead) -> None:
    instead("from trainer.handouts.limits import confine; confine(1)\nwhile True: pass")

    assert failure() == "it took too long"


def test_a_press_that_hangs_is_stopped_and_says_so(instead: Instead) -> None:
    instead("import time; time.sleep(3600)")

    with pytest.raises(PressFailed, match="it took too long"):
        run_press("trainer.handouts.pdf", b"", lambda: None, patience=0.01)


def test_the_clock_on_the_wall_leaves_a_slow_machine_its_computing_time() -> None:
    assert PATIENCE >= 10 * SECONDS


def test_a_press_that_reads_late_still_reads_all(
    instead: Instead, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "BEAT", 0.05)
    instead("import time; time.sleep(0.5); sys.stdout.write(str(len(sys.stdin.buffer.read())))")

    assert run_press("trainer.handouts.pdf", b"x" * 900_000, lambda: None) == b"900000"


def test_whoever_waits_can_call_the_press_off(instead: Instead) -> None:
    instead("import time; time.sleep(3600)")

    def call_off() -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        press_it(copy(0), call_off)


def test_a_press_that_crashes_says_so(instead: Instead) -> None:
    instead("os.abort()")

    assert failure() == "the press stopped half-way"


def test_a_page_goes_before_paper(instead: Instead) -> None:
    instead("import time; time.sleep(0.5); sys.stdout.write(str(os.nice(0)))")

    said = run_press("trainer.handouts.pdf", b"", lambda: None)
    assert said.decode() == str(os.nice(0) + NICE)


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ({"studio": "A\u202eB"}, "we have no letters for \u202e in the name of the studio"),
        ({"studio": "Ina \ue000"}, "we have no letters for \ue000 in the name of the studio"),
        ({"logo": b"not a picture"}, "the page has a fault (Failed to load image"),
    ],
)
def test_a_refusal_gives_its_own_reason(heading: dict[str, Any], why: str) -> None:
    assert failure(**heading).startswith(why)


def test_letters_are_looked_at_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "rendered", None)

    with pytest.raises(pdf.Refused, match="no letters for 😀"):
        pdf.base(copy(0).sheet, copy(0, studio="Ina 😀").brand)


def test_a_letter_in_the_lesson_that_no_face_has_is_told_as_the_lessons() -> None:
    made = copy(0, msgspec.structs.replace(psoas(), title="The 😀"))

    assert unprintable(made.sheet, made.brand) == "we have no letters for 😀 in the lesson"


def test_a_press_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert failure() == "the press could not be started"


@pytest.mark.parametrize("name", ["Łucja Wiśniewska-Żółć", "佐藤 美咲", "Zoë Ñúñez", "Đorđe"])
def test_a_name_in_latin_or_japanese_can_be_written(name: str) -> None:
    assert unwritable(name) == []


def test_a_letter_that_no_face_has_would_be_found() -> None:
    assert unwritable("a\ue000b") == ["\ue000"]


@pytest.mark.parametrize("face", sorted(FONTS.glob("*.?tf")), ids=lambda path: path.name)
def test_a_font_is_the_one_its_readme_describes(face: Path) -> None:
    digest = hashlib.sha256(face.read_bytes()).hexdigest()

    assert f"| `{face.name}` |" in (FONTS / "README.md").read_text()
    assert digest in (FONTS / "README.md").read_text()
