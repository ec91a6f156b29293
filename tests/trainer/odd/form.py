"""The forms of a page, as a browser would send them: fields with their values and options."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

from tests.trainer.odd.ask import File, Value

TOKEN = "csrf_token"  # another each second, and not asked for here
TICKED = {"radio", "checkbox"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@dataclass
class Field:
    """One name in a form: what it is, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    def fill(self, dice: Random, known: dict[str, str]) -> list[tuple[str, Value]]:
        """What somebody could mean who fills it in; an option that is not ticked is not sent."""
        if self.kind == "checkbox":
            return [(self.name, each) for each in self.options if dice.random() < 0.5]
        if self.kind == "file":
            return [(self.name, File("logo.png", PIXEL) if dice.random() < 0.5 else File("", b""))]
        if self.options:
            return [(self.name, dice.choice(self.options))]
        return [(self.name, self._typed(dice, known))]

    def _typed(self, dice: Random, known: dict[str, str]) -> str:
        if self.kind == "hidden" or (self.value and dice.random() < 0.7):
            return self.value
        return known.get(self.name) or ("3" if self.kind == "number" else "Some plain words")


@dataclass
class Form:
    """A form: where it goes and how."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def add(self, name: str, kind: str, value: str) -> None:
        """Take up an input; those of one name that are ticked are options of one field."""
        found = self.fields.setdefault(name, Field(name, kind, value))
        if kind in TICKED:
            found.options.append(value)

    def fill(self, dice: Random, known: dict[str, str]) -> tuple[tuple[str, Value], ...]:
        """All its fields, filled in."""
        filled = (each.fill(dice, known) for each in self.fields.values())
        return tuple(pair for pairs in filled for pair in pairs)


class Page(HTMLParser):
    """The forms of a page and its links, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select = self._area = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").upper())
            self.forms.append(self._form)
        if self._form and (tag == "option" or given.get("name", TOKEN) != TOKEN):
            self._take(self._form, tag, given)

    def _take(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input":
            form.add(name, given.get("type", "text"), value)
        if tag == "button":
            form.add(name, "radio", value)  # of several buttons, one is pressed
        if tag == "option" and self._select:
            form.fields[self._select].options.append(value)
        if tag in {"select", "textarea"}:
            form.add(name, tag, "")
            self._select, self._area = (name, "") if tag == "select" else ("", name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in {"select", "textarea"}:
            self._select = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._form and self._area:
            self._form.fields[self._area].value += data
