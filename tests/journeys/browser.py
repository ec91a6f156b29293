"""The browser of the journeys: how it starts, what it looks through, and what every page owes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    sync_playwright,
)

from tests.journeys.patience import patience

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)

MISSING = "No browser to walk in. Run: make setup (or name one in E2E_BROWSER)"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)

# Seconds for one step on a page: it ends what hangs, and is far beyond a slow machine.
STEP = 120

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")


def executable() -> str | None:
    """Where the browser is: $E2E_BROWSER, or a Chromium on the path."""
    named = os.environ.get("E2E_BROWSER")
    return named or shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, started without a window."""
    with sync_playwright() as playwright:
        with patience("the browser to start"):
            browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        with patience("the browser to close"):
            browser.close()


@contextmanager
def device(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A device with nothing on it yet; ``options`` are those of a browser context.

    It is put away once its pages have come to rest: Chromium can hang for ever when a page is
    closed while it is on the way to another.
    """
    context = browser.new_context(**options)
    context.set_default_timeout(1000 * STEP)
    yield context
    with patience("a device to be put away"):
        rest(context)
        context.close()


def rest(context: BrowserContext) -> None:
    """Wait until every page of the device has come to where it is going."""
    for page in context.pages:
        page.wait_for_load_state()


@dataclass
class Watch:
    """What went wrong in a browser context that no page shows."""

    host: str
    faults: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, context: BrowserContext, base_url: str) -> Watch:
        """Watch every page of the context from now on."""
        watch = cls(urlsplit(base_url).netloc)
        context.on("request", watch._note_request)
        context.on("console", watch._note_message)
        context.on("weberror", watch._note_error)
        return watch

    def assert_clean(self) -> None:
        """Fail if a page asked another host for anything, broke its policy or raised an error."""
        assert not self.faults, "\n".join(self.faults)

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "about", "blob"} and address.netloc != self.host:
            self.faults.append(f"asked another host: {request.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _note_error(self, error: WebError) -> None:
        self.faults.append(f"raised an error: {error.error}")


def assert_accessible(page: Page) -> None:
    """Fail, naming rule, reason and element, where the page breaks WCAG 2.2 AA."""
    with _scannable(page) as scanned:
        violations = _scan(scanned)
    assert not violations, f"{page.url}\n" + "\n".join(_told(violations))


@contextmanager
def _scannable(page: Page) -> Iterator[Page]:
    """The page itself, or from a device without JavaScript its copy where the scan can run."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        yield page
        return
    assert page.context.browser
    state, html = page.context.storage_state(), page.content()
    with page.context.browser.new_context(
        storage_state=state, viewport=page.viewport_size
    ) as context:
        context.route("**/*.js*", lambda route: route.abort())
        context.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        copy = context.new_page()
        copy.goto(page.url)
        yield copy


def _scan(page: Page) -> list[dict[str, Any]]:
    # Evaluated, not added as a script: the pages' policy allows no foreign script.
    page.evaluate(AXE.read_text())
    options = json.dumps(
        {"runOnly": WCAG, "resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    )  # of these rules one looks at media, and none at style sheets
    violations: list[dict[str, Any]] = page.evaluate(
        f"axe.run(document, {options}).then(found => found.violations)"
    )
    return violations


def _told(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        yield f"{violation['id']} ({violation['impact']}): {violation['help']}"
        for node in violation["nodes"]:
            yield f"    {' '.join(map(str, node['target']))}: {node['html']}"
            yield f"        {' '.join(node['failureSummary'].split())}"
