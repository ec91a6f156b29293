"""The press: a sheet goes to a process of its own, and a base or one clear sentence comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import msgspec

import trainer
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cover import CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.stamp.frame import Frame

# Of computing, whatever else the machine does meanwhile: a handout takes one to three.
SECONDS = 60
# On the wall: this stops only what hangs without computing, so it is far away.
PATIENCE = 900
NICE = 5  # pages go before paper
REFUSED = 65
BEAT = 1  # seconds between two signs of life
_ROOT = Path(trainer.__file__).parent.parent
_ENVIRONMENT = {
    "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts") / "fonts.conf"),
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
}

Beat = Callable[[], object]


class PressFailed(RuntimeError):
    """Nothing was printed; the message ends a sentence on why."""


class PrintOrder(msgspec.Struct, frozen=True):
    """What a press is asked for; ``seconds`` is the computing time it allows itself."""

    sheet: Sheet | CoverSheet
    brand: Brand
    seconds: int = SECONDS


class Base(msgspec.Struct, frozen=True):
    """A handout that says nothing about a person: what each copy of it begins with.

    ``frame`` says where a copy's strips go, ``preview`` is a picture of its first page, a PNG.
    """

    pdf: bytes
    frame: Frame
    preview: bytes


_BASE = msgspec.msgpack.Decoder(Base)


def press(
    sheet: Sheet | CoverSheet, brand: Brand, beat: Beat = lambda: None, seconds: int = SECONDS
) -> Base:
    """The base of a handout; raises PressFailed.

    ``beat`` is called now and then meanwhile; what it raises ends the press.
    """
    order = msgspec.json.encode(PrintOrder(sheet, brand, seconds))
    return _BASE.decode(run("trainer.handouts.pdf", order, beat))


def run(module: str, order: bytes, beat: Beat, patience: float = PATIENCE) -> bytes:
    """What that module, in a process of its own, makes of an order."""
    ends = time.monotonic() + patience
    with _started(module, order) as process:
        while (done := _waited(process)) is None:
            beat()
            if time.monotonic() > ends:
                raise PressFailed("it took too long")
    return _read(process.returncode, *done)


@contextmanager
def _started(module: str, order: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """The process, which does not outlive the block.

    It has a group of its own, so that Ctrl-C, which a terminal sends to every process of a command,
    spoils no copy. The order is a file: what waits in turns for a process feeds a pipe but once.
    """
    with TemporaryFile() as file:
        file.write(order)
        file.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603  (our own modules)
                [sys.executable, "-m", module],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=_ROOT,
                env=_ENVIRONMENT,
                process_group=0,
            )
        except OSError as error:
            raise PressFailed("the press could not be started") from error
    os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
    with process:
        try:
            yield process
        finally:
            process.kill()


def _waited(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
    """What it has written when it has ended, or None after a moment."""
    try:
        return process.communicate(timeout=BEAT)
    except subprocess.TimeoutExpired:
        return None


def _read(code: int, written: bytes, said: bytes) -> bytes:
    if code == REFUSED:
        raise PressFailed(said.decode(errors="replace").strip().splitlines()[-1])
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise PressFailed("it took too long")
    if code:
        raise PressFailed("the press stopped half-way")
    return written
