"""Articles as large as may be sent, made so that a careless reader never comes to an end."""

from __future__ import annotations

from lessons.article import LIMIT
from tests.lessons.paper import page

HEAD = "\n\n".join(page(["The foot leans toward a wall."], [])) + "\n\n"
NAMED = "1. ann on May 3rd, 2015 1:00 pm\n\n"
# What each begins with, and what it then repeats.
HOSTILE = (
    (HEAD + NAMED, "not a "),
    (HEAD + NAMED, "'"),
    (HEAD, NAMED + "the foot leans\n\n"),
    (HEAD, "posted by a on "),
    ("posted by ", "1. a on "),
)


def hostile_article(opening: str, unit: str) -> bytes:
    """The whole of it."""
    return (opening + unit * (LIMIT // len(unit))).encode()[:LIMIT]
