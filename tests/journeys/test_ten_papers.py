"""All ten people of the demo print by one press of the button; in the long form, on a machine that
is busy."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import groupby

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.browser import DESK, assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.quick_work import looked, quick_worker
from tests.journeys.steps import MANAGER, READER, enter, go, running, shows, shows_soundly
from trainer import demo
from trainer.demo.cast import CAST
from trainer.editions.catalogue import packages
from trainer.handouts.surname import filed_under
from trainer.handouts.views import print_runs

TEN = len(CAST)
# No verdict hangs on these: they end what never comes. In milliseconds, and in seconds.
LONGEST, BOUNDED = 900_000, 1200
BUSY = f"import time\nends = time.monotonic() + {BOUNDED}\nwhile time.monotonic() < ends: pass"
HOW_FAR = re.compile(rf"^[1-9] of {TEN} printed$")

Work = Callable[[Flask], AbstractContextManager[None]]


@contextmanager
def beside(*words: str, **environment: str) -> Iterator[None]:
    """A program that runs beside the block and ends with it."""
    with subprocess.Popen(
        words, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    ) as program:
        try:
            yield
        finally:
            program.terminate()


@contextmanager
def busy(work: Work) -> Iterator[None]:
    """Beside a real press two loops that keep two cores busy, and end by themselves if need be.

    A quick press waits until its run has been looked at half-way, however busy the machine is.
    """
    with ExitStack() as loops:
        for _ in range(2 if work is worker else 0):
            loops.enter_context(beside(sys.executable, "-c", BUSY))
        yield


def worker(site: Flask) -> AbstractContextManager[None]:
    """The worker, as it runs beside the server."""
    return beside(sys.executable, "-m", "trainer", "work", **running(site))


# Ten papers of a real press take minutes of computing on a busy machine.
by_either = pytest.mark.parametrize(
    "work", [quick_worker, pytest.param(worker, marks=pytest.mark.soak)], ids=["quick", "real"]
)


@by_either
def test_a_manager_prints_for_all_ten_by_one_press_of_the_button(
    site: Flask, new_device: NewDevice, work: Work
) -> None:
    page = new_device(DESK)
    with work(site):
        enter(page, MANAGER)
        go(page, "Board")
        page.get_by_role("button", name=f"Tick all {TEN}").click()
        expect(page.get_by_role("button", name="Untick all")).to_be_visible()
        page.get_by_role("button", name=f"Print for {TEN} people").click()
        shows_soundly(page, "Print handouts")
        page.get_by_label("A new copy, which replaces it").check()
        with busy(work):
            print_for_all(site, page)

    address = page.get_by_role("link", name="Open all in one PDF").get_attribute("href")
    assert names_in(page, str(address)) == sorted((each.name for each in CAST), key=filed_under)


def print_for_all(site: Flask, page: Page) -> None:
    """Press the button, and watch the page until all copies are there."""
    page.get_by_role("button", name=f"Print {TEN} handouts").click()

    wait_for_heading(page, HOW_FAR, "the first copy")
    assert_accessible(page)
    assert page.get_by_text("Waiting").count() >= 1
    looked(site)
    wait_for_heading(page, f"{TEN} handouts are ready", "all ten copies in one file")
    assert_accessible(page)


@by_either
def test_without_script_all_are_ticked_and_the_page_looks_again(
    site: Flask,
    new_device: NewDevice,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(print_runs, "EVERY", BOUNDED)  # not while this page is looked at
    page = new_device(javascript=False)
    enter(page, MANAGER)
    go(page, "Board")

    page.get_by_role("link", name=f"Tick all {TEN}").click()
    expect(page.get_by_role("link", name="Untick all")).to_be_visible()
    page.get_by_role("button", name="Print handouts").click()
    tick_all_anew(page)
    page.get_by_role("button", name="Print handouts").click()

    shows_soundly(page, f"0 of {TEN} printed")
    assert page.locator("meta[http-equiv=refresh]").count() == 1
    page.get_by_role("link", name="Hold it still").click()
    shows(page, f"0 of {TEN} printed")
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    looked(site)
    monkeypatch.setattr(print_runs, "EVERY", 1)
    with work(site):
        page.get_by_role("link", name="Look again").click()
        wait_for_heading(page, f"{TEN} handouts are ready", "the page to look again by itself")


def tick_all_anew(page: Page) -> None:
    """Untick all and tick them by buttons, each a page anew that keeps what was chosen."""
    shows_soundly(page, "Print handouts")
    ticked = page.locator("[name=membership]:checked")
    expect(ticked).to_have_count(TEN)
    page.get_by_label("A new copy, which replaces it").check()
    page.get_by_role("button", name="Nobody").click()
    expect(ticked).to_have_count(0)
    page.get_by_role("button", name="Everybody").click()
    expect(ticked).to_have_count(TEN)
    expect(page.get_by_label("A new copy, which replaces it")).to_be_checked()


def test_an_instructor_prints_one_by_the_worker_that_runs_beside_the_server(
    site: Flask, new_device: NewDevice
) -> None:
    page = new_device()
    enter(page, READER)
    page.goto(f"/{demo.SLUG}/lessons/{next(iter(packages()))}/copies")

    with worker(site):
        page.get_by_role("button", name="Print my handout").click()
        wait_for_heading(page, "Your handout is ready", "the copy")

    address = page.get_by_role("link", name="Open").first.get_attribute("href")
    assert names_in(page, str(address)) == [READER]


def wait_for_heading(page: Page, heading: str | re.Pattern[str], what: str) -> None:
    """Wait until the page says so by itself, and say what was waited for when it never does."""
    title = page.get_by_role("heading", level=1)
    expect(title, f"waited {LONGEST // 1000} seconds for {what}").to_have_text(
        heading, timeout=LONGEST
    )


def names_in(page: Page, address: str) -> list[str]:
    """Whose copies are in the one file, in order; the list before them names everybody."""
    file = page.context.request.get(address)
    texts = [
        re.sub(r"\s+", " ", each.extract_text())
        for each in PdfReader(io.BytesIO(file.body())).pages
    ]
    named = [[each.name for each in CAST if each.name in text] for text in texts]
    return [name for name, _ in groupby(names[0] for names in named if len(names) == 1)]
