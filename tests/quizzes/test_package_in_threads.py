"""A fresh web worker decodes its first package in several threads at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from quizzes.package import Package
from tests.builders import a_lesson

TOGETHER = """
import sys, threading
from pathlib import Path
sys.setswitchinterval(1e-6)
from quizzes.package import Package
content, barrier = Path(sys.argv[1]).read_bytes(), threading.Barrier(8)
def first():
    barrier.wait()
    Package.from_json(content)
threads = [threading.Thread(target=first) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def test_threads_that_decode_together_for_the_first_time_do_not_crash(tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    file.write_bytes(Package(lesson=a_lesson()).to_json())

    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", TOGETHER, str(file)], check=False)
        assert done.returncode == 0
