"""What reading costs of articles that are made to keep a reader busy."""

from __future__ import annotations

import time
from contextlib import suppress

from lessons.article import ArticleRefused, read_article
from tests.lessons.hostile_article import HOSTILE, hostile_article


def worst_seconds() -> float:
    """Of computing, for the slowest of them."""
    return max(_timed(hostile_article(*each)) for each in HOSTILE)


def _timed(content: bytes) -> float:
    started = time.process_time()
    with suppress(ArticleRefused):
        read_article(content)
    return time.process_time() - started
