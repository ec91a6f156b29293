"""Fixtures of the journeys: a site to walk on, and devices to walk with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys.browser import MISSING, PHONE, Watch, device, executable, launched
from tests.journeys.patience import patience
from tests.journeys.site import base_url, compiled, demo_site, first_day

WALK = 900  # seconds for one test, of which the longest takes less than one minute


class NewDevice(Protocol):
    """Take another device in hand: a browser with no cookies, open on an empty page."""

    def __call__(self, viewport: ViewportSize = PHONE, *, javascript: bool = True) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser this machine has; without one skip, or fail where CI is set."""
    if executable() is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(MISSING)
    with launched() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _an_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """End a walk that hangs, and say which."""
    with patience(f"the end of {request.node.name}", WALK):
        yield


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo, served for one test."""
    with fresh_site(tmp_path_factory) as app:
        yield app


@contextmanager
def fresh_site(factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo on its first day, served."""
    home = factory.mktemp("site") / "home"
    shutil.copytree(first_day(factory), home)
    with demo_site(home, compiled(factory)) as app:
        yield app


@pytest.fixture
def new_device(browser: Browser, site: Flask) -> Iterator[NewDevice]:
    """Devices on that site; at the end none may have asked another host or broken the policy."""
    watches: list[Watch] = []
    with ExitStack() as devices:

        def take(viewport: ViewportSize = PHONE, *, javascript: bool = True) -> Page:
            context = devices.enter_context(
                device(
                    browser,
                    base_url=base_url(site),
                    viewport=viewport,
                    java_script_enabled=javascript,
                    locale="en-GB",
                    timezone_id="Europe/Lisbon",
                    reduced_motion="reduce",
                )
            )
            watches.append(Watch.over(context, base_url(site)))
            return context.new_page()

        yield take
    for watch in watches:
        watch.assert_clean()
