"""A page that never ends: whoever asked is told so, and everybody else goes on reading."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.handouts.test_press import BOMB
from tests.trainer.learner import FEET
from tests.trainer.seen import words
from trainer.handouts import issuing
from trainer.handouts.press import press
from trainer.models.copy import Copy

LIMIT = 3  # seconds of computing, where a handout is allowed many more


@pytest.fixture
def bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the press get a page that lays out for ever, in a process as confined as its own."""
    code = f"from trainer.handouts import pdf; pdf.confine({LIMIT}); pdf.rendered({BOMB!r})"
    real = subprocess.run

    def run(_: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        return real([sys.executable, "-c", code], **options)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(issuing, "press", press)


@on_sqlite
@pytest.mark.usefixtures("bomb")
def test_pages_are_served_while_a_bomb_is_pressed_and_a_clear_message_comes_of_it(
    sign_in: SignIn, look: Look
) -> None:
    ana, bruno = sign_in("ana"), sign_in("bruno")
    served = []

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ana.post, f"{FEET}/copies")
        while not asked.done():
            served.append(bruno.get(FEET).status_code)

    assert set(served) == {200}
    page = words(ana.get(asked.result().location))
    assert "The handout could not be printed: it took too long" in page
    assert "Nothing was recorded." in page
    assert look(sa.select(Copy)) == []
