"""A page as its site would print it, block by block, for tests to read back."""

from __future__ import annotations

import datetime as dt

from lessons.article import Article, read_article

Posting = tuple[str, dt.datetime, list[str]]  # author, moment, paragraphs


def page(body: list[str], thread: list[Posting]) -> list[str]:
    """The blocks of a page, as its site would print them."""
    blocks = ["Lean on a Wall", "Lean on a wall", *body, "By · Posted on May 3, 2015 · Topic Walls"]
    blocks.append(f"{len(thread)} Responses to “Lean on a Wall”")
    for number, (author, posted, paragraphs) in enumerate(thread, start=1):
        blocks.append(f"  {number}. {author} on {printed(posted)}")
        blocks.extend(f"    {paragraph}" for paragraph in paragraphs)
    return blocks


def printed(moment: dt.datetime) -> str:
    """A moment with its ordinal day and the twelve-hour clock."""
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    half = "am" if moment.hour < 12 else "pm"
    clock = f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02} {half}"
    return f"{moment:%B} {moment.day}{ending.get(moment.day, 'th')}, {moment.year} {clock}"


def read(blocks: list[str]) -> Article:
    """The article in blocks set apart by blank lines."""
    return read_article("\n\n".join(blocks).encode())
