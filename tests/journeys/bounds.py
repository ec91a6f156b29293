"""The bounds of a phone: no page is wider than the narrowest, no control smaller than a thumb."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, ViewportSize

NARROW = ViewportSize(width=320, height=640)
TOUCH = 44

# Links within a sentence are as tall as its lines. A box to tick is touched by its label.
BOUNDS = """side => {
  const operated = "button, summary, nav a, header a, a.button, a.link, a.back, select, textarea, "
    + "input:not([type=hidden], [type=checkbox], [type=radio]), .tick label, label:has(input)";
  const small = [...document.querySelectorAll(operated)].filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && Math.min(box.width, box.height) < side;
  });
  return {
    sideways: Math.max(0, document.scrollingElement.scrollWidth - innerWidth),
    small: small.map((each) => each.outerHTML.slice(0, 120)),
  };
}"""


def beyond(page: Page) -> dict[str, Any]:
    """By how much the open page scrolls sideways, and what on it is too small to touch."""
    found: dict[str, Any] = page.evaluate(BOUNDS, TOUCH)
    return {name: each for name, each in found.items() if each}
