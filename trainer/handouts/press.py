"""Printing: handouts go to a process of its own, and PDFs or one clear sentence come back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

import trainer
from trainer.handouts.document import Handout

MOST = 6  # handouts a run
# Of computing, whatever else the machine does meanwhile: a handout takes one to three.
SECONDS = 90
# On the wall: this stops only what hangs without computing, so it is far away.
PATIENCE = 600
REFUSED = 65
_ROOT = Path(trainer.__file__).parent.parent
_ENVIRONMENT = {
    "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts") / "fonts.conf"),
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class PressFailed(RuntimeError):
    """Nothing was printed; the message says to a person why, what is safe and what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The handout could not be printed: {why}. Nothing was recorded. Try again, or choose"
            " fewer people at a time."
        )


class Order(msgspec.Struct, frozen=True):
    """What a press is asked for; ``seconds`` is the computing time it allows itself."""

    handouts: tuple[Handout, ...]
    seconds: int = SECONDS


class Pressed(msgspec.Struct, frozen=True):
    """One PDF for each handout, in order, and one of all of them together."""

    files: tuple[bytes, ...]
    together: bytes


# Made here, once: msgspec crashes when threads meet a type for the first time together.
_PRESSED = msgspec.json.Decoder(Pressed)


def press(
    handouts: Sequence[Handout], seconds: int = SECONDS, patience: float = PATIENCE
) -> Pressed:
    """The PDFs of one to MOST handouts; raises PressFailed."""
    if not 1 <= len(handouts) <= MOST:
        raise PressFailed(f"one run takes 1 to {MOST} handouts, and this one had {len(handouts)}")
    order = msgspec.json.encode(Order(tuple(handouts), seconds))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "trainer.handouts.pdf"],
            input=order,
            capture_output=True,
            timeout=patience,
            cwd=_ROOT,
            env=_ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PressFailed("it took too long") from error
    except OSError as error:
        raise PressFailed("the press could not be started") from error
    return _read(done)


def _read(done: subprocess.CompletedProcess[bytes]) -> Pressed:
    if done.returncode == REFUSED:
        raise PressFailed(done.stderr.decode(errors="replace").strip().splitlines()[-1])
    if done.returncode < 0:
        raise PressFailed("it took too long, or more memory than a handout may")
    if done.returncode:
        raise PressFailed("the press stopped half-way")
    return _PRESSED.decode(done.stdout)
