"""What a page weighs: the bytes a browser with an empty cache loads for it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Response

from tests.journeys.browser import PHONE


@dataclass(frozen=True)
class Weight:
    """Bytes of response bodies as they were sent; ``fonts`` is a part of ``cold``."""

    cold: int
    fonts: int

    @property
    def with_fonts_cached(self) -> int:
        """What is left when the browser has the fonts already."""
        return self.cold - self.fonts


def weigh(browser: Browser, url: str, headers: dict[str, str]) -> Weight:
    """Open the page on a phone and add up what it loads."""
    responses: list[Response] = []
    with browser.new_context(viewport=PHONE, extra_http_headers=headers) as context:
        page = context.new_page()
        page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  (Playwright marks the handler, and a builtin cannot be marked)
        page.goto(url, wait_until="networkidle")
        sizes = {each: each.request.sizes()["responseBodySize"] for each in responses}
    fonts = (size for each, size in sizes.items() if each.request.resource_type == "font")
    return Weight(cold=sum(sizes.values()), fonts=sum(fonts))
