"""The supervisor: one worker beside the server, started again, and ended with it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 60  # seconds until a test gives up waiting; nothing is judged by them
SERVER = """
import pathlib, signal, sys, time
here = pathlib.Path(sys.argv[1])
def end(number, _):
    (here / "server-told").write_text(str(number))
    sys.exit(7)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, end)
signal.signal(signal.SIGHUP, lambda *_: (here / "reloaded").touch())
(here / "server").write_text(str(__import__("os").getpid()))
while not (here / "end-server").exists():
    time.sleep(0.05)
sys.exit(3)
"""
WORKER = """
import os, pathlib, signal, sys, time
here = pathlib.Path(sys.argv[1])
def end(number, _):
    (here / "worker-told").write_text(str(number))
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
(here / f"worker-{os.getpid()}").touch()
while True:
    time.sleep(0.05)
"""
RUN = """
import sys
from trainer.supervisor import Supervisor
python, server, worker, here = sys.argv[1:]
sys.exit(Supervisor([python, "-c", server, here], [python, "-c", worker, here]).watch())
"""


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A supervisor of two small programs that say what they are told."""
    words = [sys.executable, "-c", RUN, sys.executable, SERVER, WORKER, str(tmp_path)]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE) as process:
        wait_for(lambda: (tmp_path / "server").exists() and workers(tmp_path), "both to start")
        yield process
        process.kill()


def wait_for(is_so: Callable[[], object], what: str) -> None:
    """Wait until something is so; say what was waited for when it never is."""
    ends = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < ends, f"waited {LONGEST} seconds for {what}"
        time.sleep(0.05)


def workers(folder: Path) -> list[int]:
    """Every worker that has started."""
    return [int(path.name.partition("-")[2]) for path in folder.glob("worker-[0-9]*")]


def is_gone(process: int) -> bool:
    """Whether there is no such process any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_ends_it_ends_both_once_and_the_servers_code_is_kept(
    supervisor: subprocess.Popen[bytes], tmp_path: Path, number: int
) -> None:
    supervisor.send_signal(number)

    assert supervisor.wait(LONGEST) == 7
    assert (tmp_path / "server-told").read_text() == str(int(number))
    assert (tmp_path / "worker-told").read_text() == str(int(signal.SIGTERM))
    assert len(workers(tmp_path)) == 1


def test_a_server_that_ends_takes_the_worker_with_it(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    (tmp_path / "end-server").touch()

    assert supervisor.wait(LONGEST) == 3
    assert (tmp_path / "worker-told").exists()


def test_a_worker_that_ends_is_started_again(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    os.kill(workers(tmp_path)[0], signal.SIGKILL)

    wait_for(lambda: len(workers(tmp_path)) == 2, "another worker")
    supervisor.terminate()
    assert supervisor.wait(LONGEST) == 7
    assert supervisor.stderr is not None
    (told,) = [json.loads(line) for line in supervisor.stderr]
    assert told["message"] == "the worker ended with -9: starting it again"


def test_a_server_told_to_reload_reloads(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    supervisor.send_signal(signal.SIGHUP)

    wait_for((tmp_path / "reloaded").exists, "the server to reload")
    assert supervisor.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells a process of this")
def test_a_supervisor_that_is_killed_leaves_nobody_behind(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    wait_for((tmp_path / "server").read_text, "the server to write its number")
    supervisor.kill()

    left = [int((tmp_path / "server").read_text()), *workers(tmp_path)]
    wait_for(lambda: all(map(is_gone, left)), "server and worker to end")


def test_it_loads_nothing_of_the_app() -> None:
    code = "import sys, trainer.supervisor; sys.exit('flask' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
