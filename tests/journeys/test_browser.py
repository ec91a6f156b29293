"""What the journeys rest on: the scan and the watch see what they are there to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.journeys.browser import DESK, PHONE, Watch, assert_accessible
from tests.journeys.conftest import NewDevice

GOOD = '<!doctype html><html lang="en"><title>Psoas</title><main><h1>Psoas</h1></main></html>'
BAD = """<!doctype html><html><main><h1>Psoas</h1><img src="data:,"><input>
<p style="color: #bbb; background: #fff">Pale</p></main></html>"""
HERE = "http://127.0.0.1:8000"
# Nothing listens there, and nothing need: the request itself is the fault.
ELSEWHERE = '<img alt="" src="http://localhost:9/pixel.png">'
FAILS = '<script src="/fails.js"></script>'


def test_a_sound_page_passes_the_scan(browser: Browser) -> None:
    with browser.new_page() as page:
        page.set_content(GOOD)

        assert_accessible(page)


@pytest.mark.parametrize(
    "rule", ["color-contrast", "document-title", "html-has-lang", "image-alt", "label"]
)
def test_the_scan_names_each_fault_of_a_bad_page(browser: Browser, rule: str) -> None:
    with browser.new_page() as page:
        page.set_content(BAD)

        with pytest.raises(AssertionError, match=rf"{rule} \("):
            assert_accessible(page)


def test_a_bad_page_fails_without_javascript_too(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        serve(context, BAD)
        page.goto(HERE)

        with pytest.raises(AssertionError, match=r"color-contrast \("):
            assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_front_page_is_accessible(
    new_device: NewDevice, viewport: ViewportSize, *, javascript: bool
) -> None:
    page = new_device(viewport, javascript=javascript)

    page.goto("/")

    assert_accessible(page)


def test_a_request_to_another_host_is_a_fault(browser: Browser) -> None:
    with browser.new_context() as context:
        watch = Watch.over(context, HERE)
        serve(context, GOOD + ELSEWHERE)

        context.new_page().goto(HERE)

    with pytest.raises(AssertionError, match="asked another host: http://localhost:9"):
        watch.assert_clean()


@pytest.mark.parametrize("script", ["<script>document.title = ''</script>", FAILS])
def test_a_script_that_may_not_run_or_fails_is_a_fault(browser: Browser, script: str) -> None:
    with browser.new_context() as context:
        watch = Watch.over(context, HERE)
        serve(context, GOOD + script)

        context.new_page().goto(HERE)

    with pytest.raises(AssertionError, match=r"Content Security Policy|raised an error"):
        watch.assert_clean()


def test_a_quiet_page_leaves_the_watch_clean(browser: Browser) -> None:
    with browser.new_context() as context:
        watch = Watch.over(context, HERE)
        serve(context, GOOD)

        context.new_page().goto(HERE)

    watch.assert_clean()


def serve(context: BrowserContext, body: str) -> None:
    """Answer every request of the context with this page, under a strict policy."""
    headers = {"Content-Security-Policy": "script-src 'self'", "Content-Type": "text/html"}
    context.route(f"{HERE}/", lambda route: route.fulfill(body=body, headers=headers))
    context.route(f"{HERE}/*.js", lambda route: route.fulfill(body="throw Error('planted')"))
