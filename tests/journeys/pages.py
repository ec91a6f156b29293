"""Every page of the demo that somebody sees, with its lists searched in vain and its errors."""

from __future__ import annotations

from flask import Flask

from tests.screens import all_shots
from trainer import demo
from trainer.editions.catalogue import packages

HOME = f"/{demo.SLUG}/"
SEARCHED_IN_VAIN = "?query=nothing+is+called+so"


def pages(site: Flask, visitor: str | None) -> list[str]:
    """The addresses, for one of the three roles or for nobody."""
    shots = (shot.path for shot in all_shots(site) if shot.visitor == visitor)
    pictured = [path for path in shots if not path.endswith(".pdf")]
    return [*pictured, *_more(visitor)]


def _more(visitor: str | None) -> list[str]:
    if visitor is None:
        return []
    found = [f"{HOME}no-such-page", f"{HOME}lessons{SEARCHED_IN_VAIN}"]
    if visitor == "instructor":
        return [*found, *_lesson_pages(), f"{HOME}memberships"]  # which is for managers: a 403
    return [*found, f"{HOME}memberships{SEARCHED_IN_VAIN}", f"{HOME}memberships?state=doing"]


def _lesson_pages() -> list[str]:
    """Every section of every lesson, and its comments of one kind."""
    listed = []
    for slug, package in packages().items():
        lesson, start = package.lesson, f"{HOME}lessons/{slug}"
        listed += [f"{start}/sections/{section.ref}" for section in lesson.sections]
        listed.append(f"{start}/source?kind={lesson.comments[0].kind}")
    return listed
