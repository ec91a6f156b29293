"""What in a piece of HTML could run, load or restyle a page, found by a parser of its own."""

from __future__ import annotations

from html.parser import HTMLParser

_ACTIVE_TAGS = {"script", "style", "iframe", "object", "embed", "img", "image", "foreignobject"}
_ACTIVE_TAGS |= {"base", "link", "meta", "form", "input", "animate", "set", "video", "audio"}
_SAFE_LINKS = ("http://", "https://", "mailto:", "#")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "src", "srcset", "action", "formaction"}:
                self.found.append(name)
            if name.endswith("href") and not (value or "").lower().startswith(_SAFE_LINKS):
                self.found.append(f"{name}={value}")


def active(html: str) -> list[str]:
    """The tags, attributes and links that a page of ours must not have."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
