"""A refusal says its own reason, whatever the libraries below a press do when it ends."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from trainer.handouts.press import PressFailed, run

ROOT = Path(__file__).parents[3]
REASON = "we have no letters for that"
# A press that refuses something, and crashes if it is taken down, as libraries below Pango may.
CRASHING = f"""#!{sys.executable}
import atexit, os, sys
sys.path.append({str(ROOT)!r})
from trainer.handouts import pdf
atexit.register(os.kill, os.getpid(), {int(signal.SIGSEGV)})
try:
    raise pdf.Refused({REASON!r})
except pdf.Refused as error:
    ENDING
"""
KNOWN = 'pdf._end(pdf.REFUSED, sys.stderr.buffer, f"{error}\\n".encode())'
PLAIN = "print(error, file=sys.stderr); sys.exit(pdf.REFUSED)"


def said(ending: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a press says that refuses in that way, and would crash when it is taken down."""
    program = folder / "press"
    program.write_text(CRASHING.replace("ENDING", ending))
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(PressFailed) as failed:
        run("trainer.handouts.pdf", b"", lambda: None)
    return str(failed.value)


def test_a_press_that_would_crash_when_taken_down_still_says_why_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(KNOWN, tmp_path, monkeypatch) == REASON


def test_a_press_that_is_taken_down_would_say_that_it_crashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(PLAIN, tmp_path, monkeypatch) == "the press stopped half-way"
