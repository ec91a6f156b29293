"""Frame: what has to be known of a base to stamp copies of it, and the strip that is stamped."""

from __future__ import annotations

import msgspec


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy says of itself, at the foot of every page, each in words as it is printed."""

    name: str
    studio: str
    label: str  # such as "Handout 2026-0007"
    edition: str  # such as "Edition 2"
    date: str  # such as "28 November 2026"
    question: str  # such as "Is it still current?"
    link: str


class Box(msgspec.Struct, frozen=True):
    """A place kept free for a strip: its page from 0, and points from the bottom left of that."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Leaf(msgspec.Struct, frozen=True):
    """A page of a base: its object, its size in points, the object that draws its strips."""

    number: int
    width: float
    height: float
    drawing: int  # 0 where it has no box


class Embedded(msgspec.Struct, frozen=True):
    """A face that a base brings along: the SHA-256 of its file, and which glyphs are there.

    ``glyphs`` are spans, first and last. A face of the same name whose file has changed since is
    another face, with other numbers for its glyphs.
    """

    key: str  # its name among the fonts of a page
    digest: str
    glyphs: tuple[tuple[int, int], ...]


class Tags(msgspec.Struct, frozen=True):
    """What is kept in the tree of tags for the first strip."""

    page: int  # which page, from 0
    first: int  # the first of its numbers of marked content
    group: int  # the element that holds those of its parts
    parts: tuple[int, ...]  # the elements of its parts, in their order
    link: int  # the object of the annotation
    parent: int  # its number in the tree of parents


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What the stamp needs to know of a base."""

    leaves: tuple[Leaf, ...]
    boxes: tuple[Box, ...]
    faces: tuple[Embedded, ...]
    fonts: int  # the object that names the fonts of its pages
    font_names: dict[str, int]
    tags: Tags | None  # None where there is no box
    size: int  # the number of the first object that is not in it
    start: int  # where its table of objects begins
    root: int
    info: int
    metadata: int
    identifier: str  # in hexadecimal
    about: dict[str, str]  # its title, author, producer

    def on(self, page: int) -> tuple[Box, ...]:
        """The boxes of a page."""
        return tuple(box for box in self.boxes if box.page == page)
