"""Valid lessons to test with: a test overrides what it is about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML

from lessons.debate import Comment
from lessons.lesson import Figure, Lesson, Paragraph, Section, Source, Term
from lessons.loading import DebateFile, ExercisesFile, figure_file, section_file

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 40">
  <defs><linearGradient id="shade"><stop offset="0" stop-color="#ccc"/></linearGradient></defs>
  <g id="arch"><title>Arch of the foot</title><path d="M2 30 Q10 20 18 30" fill="url(#shade)"/></g>
  <g id="heel"><title>Heel bone</title><circle cx="4" cy="32" r="3" fill="#e9e6df"/></g>
</svg>
"""
BODY = """\
The [arch]{term=arch} is a spring.[^1]

::: figure foot
The foot from within.
:::

[^1]: Keller A. It gives and returns. J Feet 1990;1:1–2.
"""


def a_section(**changes: Any) -> Section:
    """A section that marks the one term, shows the one figure and has a footnote."""
    section: dict[str, Any] = {
        "ref": "the-spring",
        "title": "The spring",
        "minutes": 1,
        "paragraphs": (1, 2),
        "body": BODY,
    }
    return Section(**section | changes)


def a_term(**changes: Any) -> Term:
    """What an arch is."""
    term = {"ref": "arch", "name": "Arch", "meaning": "The curve under the foot."}
    return Term(**term | changes)


def a_figure(**changes: Any) -> Figure:
    """A drawing of two structures."""
    figure: dict[str, Any] = {
        "ref": "foot",
        "title": "The foot",
        "description": "A foot seen from within, with its arch and heel.",
        "structures": ("arch", "heel"),
        "svg": SVG,
    }
    return Figure(**figure | changes)


def a_source(**changes: Any) -> Source:
    """An article of two paragraphs and three comments."""
    source: dict[str, Any] = {
        "title": "On Feet",
        "posted": dt.date(2011, 3, 3),
        "sha256": "0" * 64,
        "paragraphs": (
            Paragraph(number=1, point="The arch springs."),
            Paragraph(number=2, point="Shoes stop it."),
        ),
        "declared_comments": 3,
        "rights": "own_words",
        "topic": "Feet",
    }
    return Source(**source | changes)


def a_comment(**changes: Any) -> Comment:
    """The first comment, shown with its point."""
    comment: dict[str, Any] = {
        "number": 1,
        "posted": dt.datetime(2011, 3, 4, 9, 5),  # noqa: DTZ001 (as the page tells it: no zone)
        "kind": "support",
        "publish": "shown",
        "point": "Walking barefoot feels lively.",
    }
    return Comment(**comment | changes)


POINTLESS = {"publish": "hidden", "point": None, "reason": "It tells of somebody's health."}


def comments() -> tuple[Comment, ...]:
    """Three comments: one shown, one hidden, one a duplicate of the first."""
    repeated = {"publish": "accounted", "point": None, "reason": "It was sent a second time."}
    return (
        a_comment(),
        a_comment(number=2, kind="story", **POINTLESS),
        a_comment(number=3, kind="duplicate", duplicate_of=1, **repeated),
    )


def a_lesson(**changes: Any) -> Lesson:
    """A lesson of two sections in which everything refers to something."""
    lesson: dict[str, Any] = {
        "ref": "feet",
        "title": "Feet",
        "summary": "What an arch does.",
        "notice": "This is education, not medical advice.",
        "objectives": ("Say what an arch does.",),
        "minutes": 2,
        "sections": (a_section(), a_section(ref="shoes", title="Shoes", body="Less.\n")),
        "terms": (a_term(),),
        "figures": (a_figure(),),
        "source": a_source(),
        "comments": comments(),
    }
    return Lesson(**lesson | changes)


def write_lesson(lesson: Lesson, folder: Path) -> Path:
    """Write a lesson as the folder an author would have written; gives the folder back."""
    (folder / "figures").mkdir(parents=True)
    written = msgspec.to_builtins(lesson, builtin_types=(dt.date, dt.datetime))
    del written["ref"]
    for number, section in enumerate(written["sections"], 1):
        body = section.pop("body")
        (folder / section_file(number, section["ref"])).write_text(body, encoding="utf-8")
    for figure in written["figures"]:
        svg = figure.pop("svg")
        (folder / figure_file(figure["ref"])).write_text(svg, encoding="utf-8")
    for file, kind in (("debate.yaml", DebateFile), ("exercises.yaml", ExercisesFile)):
        fields = [field for field in kind.__struct_fields__ if field in written]
        if fields:
            write_yaml({field: written.pop(field) for field in fields}, folder / file)
    write_yaml(written, folder / "lesson.yaml")
    return folder


def write_yaml(content: object, file: Path) -> None:
    """Write plain values as YAML."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.dump(content, file)
