"""Sheet: a form of a page as a browser finds it, with every control and what that offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

Attributes = dict[str, str]
MANY = {"radio", "checkbox", "submit"}


@dataclass
class Control:
    """What has one name in a form: its kind, what can be chosen, and what it holds."""

    name: str
    kind: str
    options: list[str] = field(default_factory=list)
    value: str = ""


@dataclass
class Sheet:
    """One form: where it goes, by which method, and its controls in order."""

    action: str
    method: str
    is_multipart: bool
    controls: dict[str, Control] = field(default_factory=dict)

    def control(self, name: str, kind: str) -> Control:
        """The control of that name; radios and boxes of one name are one."""
        return self.controls.setdefault(name, Control(name, kind))


class _Reader(HTMLParser):
    """Reads the forms and links of a page."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.links: list[str] = []
        self._at = at
        self._by_id: dict[str, Sheet] = {}
        self._open: Sheet | None = None
        self._select: Control | None = None
        self._area: Control | None = None
        self._loose: list[tuple[str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._begin(given)
        elif tag == "a" and given.get("href", "").startswith(("/", "?")):
            self.links.append(urljoin(self._at, given["href"]))
        elif tag == "option" and self._select is not None:
            self._offer(self._select, given)
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self._loose.append((tag, given)) if "form" in given else self._add(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def close(self) -> None:
        """Give what names its form from outside to it."""
        super().close()
        for tag, given in self._loose:
            self._open = self._by_id.get(given["form"])
            self._add(tag, given)

    def _begin(self, given: Attributes) -> None:
        self._open = Sheet(
            urljoin(self._at, given.get("action", "")),
            given.get("method", "get").upper(),
            given.get("enctype") == "multipart/form-data",
        )
        self.sheets.append(self._open)
        self._by_id[given.get("id", "")] = self._open

    def _add(self, tag: str, given: Attributes) -> None:
        if self._open is None:
            return
        kind = (
            given.get("type", "submit" if tag == "button" else "text") if tag != "select" else tag
        )
        control = self._open.control(given["name"], "textarea" if tag == "textarea" else kind)
        if kind in MANY:
            control.options.append(given.get("value", "on"))
        else:
            control.value = given.get("value", "")
        self._select = control if tag == "select" else self._select
        self._area = control if tag == "textarea" else self._area

    @staticmethod
    def _offer(control: Control, given: Attributes) -> None:
        control.options.append(given.get("value", ""))
        if "selected" in given:
            control.value = given.get("value", "")


def read(html: str, at: str) -> tuple[list[Sheet], list[str]]:
    """The forms and the links of a page at that address."""
    reader = _Reader(at)
    reader.feed(html)
    reader.close()
    return reader.sheets, reader.links


def names(sheet: Sheet) -> Iterator[str]:
    """The names of its controls."""
    yield from sheet.controls
