"""Walking by keyboard alone: whatever has the focus on the way must be seen to have it."""

from __future__ import annotations

from playwright.sync_api import ElementHandle, Locator, Page, expect

STOPS = 150  # more than a page has: the list of a quiz alone has one for each question

# Focus is drawn around what has it, and nothing that floats lies over it.
FOCUS = """target => {
  const here = document.activeElement, box = here.getClientRects()[0];
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    what: here.outerHTML.slice(0, 120),
    outlined: getComputedStyle(here).outlineStyle === "solid",
    uncovered: here.contains(seen),
    there: here === target,
  };
}"""


def skip_to_content(page: Page) -> None:
    """The first stop of a page leads over its navigation."""
    skip = page.get_by_role("link", name="Skip to the content")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    assert_focus_shows(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def press(page: Page, target: Locator) -> None:
    """Go there with Tab, and press Enter."""
    tab_to(page, target)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; at every stop the focus must be seen."""
    there = target.element_handle()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if assert_focus_shows(page, there):
            return
    raise AssertionError(f"Tab never reaches {target}")


def assert_focus_shows(page: Page, target: ElementHandle | None = None) -> bool:
    """What has the focus is outlined, and not covered; whether it is the target."""
    focus = page.evaluate(FOCUS, target)
    assert focus["outlined"], focus["what"]
    assert focus["uncovered"], focus["what"]
    return bool(focus["there"])
