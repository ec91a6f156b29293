"""Stack: the one file for a printer, of many copies of few bases (ISO 32000-1, 7.7.3).

What a base brings along is in it once; a copy adds its pages, which name the base's content and a
stream of their own with the strip. The file is for paper: it has no tags, and does not claim to
conform to PDF/UA. Each copy by itself does. It is written as it goes: what is kept meanwhile is
seven bytes an object for the table at the end, and four a copy for the list of pages.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence

from trainer.handouts.stamp.about import information
from trainer.handouts.stamp.drawing import Drawing
from trainer.handouts.stamp.frame import Frame, Leaf, Strip
from trainer.handouts.stamp.layout import Lines
from trainer.handouts.stamp.shelf import Base
from trainer.handouts.stamp.syntax import stream
from trainer.handouts.stamp.wardrobe import Extras, Wardrobe
from trainer.handouts.stamp.writing import Packing

Copies = tuple[bytes, Frame, Sequence[Strip]]
ABOUT = {
    "Title": "Handouts for the printer",
    "Subject": "For paper only: without tags. Each handout by itself has them.",
}


def stack(copies: Iterable[Copies], *, duplex: bool, lines: Lines | None = None) -> Iterator[bytes]:
    """The file, piece by piece, the copies in the order in which they come; raises LongStrip.

    A base without boxes, such as a cover sheet, comes with no strips and is there once. ``duplex``
    adds a blank page to a copy with an odd number of pages, so that nobody's first page is on the
    back of another's last.
    """
    yield from _Stack(lines or Lines(), duplex=duplex).file(copies)


class _Stack:
    """A file for a printer, half written."""

    def __init__(self, lines: Lines, *, duplex: bool) -> None:
        self._duplex, self._lines = duplex, lines
        self._packing = Packing()
        self._extras = Extras()
        self._bases: dict[bytes, Base] = {}
        self._root, self._tree, self._info = self._packing.take(3)
        self._kids = array("I")
        self._pages = 0

    def file(self, copies: Iterable[Copies]) -> Iterator[bytes]:
        """All of it; its identifier is the hash of what is in it."""
        digest = hashlib.sha256()
        for piece in self._pieces(copies):
            digest.update(piece)
            yield piece
        yield from self._packing.end(self._root, self._info, digest.hexdigest()[:32].encode())

    def _pieces(self, copies: Iterable[Copies]) -> Iterator[bytes]:
        yield self._packing.begin()
        for file, frame, strips in copies:
            if file not in self._bases:
                self._bases[file] = Base(frame, self._packing)
                yield from self._bases[file].moved(file)
            for strip in strips if frame.boxes else [None]:
                yield from self._copy(self._bases[file], strip)
        yield from self._fonts()
        yield from self._ending()

    def _copy(self, base: Base, strip: Strip | None) -> Iterator[bytes]:
        """The pages of a copy, under a node of their own in the tree of pages."""
        leaves = base.frame.leaves
        strips = self._strips(base.frame, strip) if strip else [b""] * len(leaves)
        contents = dict.fromkeys(strips, b"")  # pages with the same boxes share one
        for content in filter(None, contents):
            (number,) = self._packing.take()
            contents[content] = b" %d 0 R" % number
            yield from self._packing.add(number, stream(content))
        shown = zip(leaves, base.resources, base.contents, strips, strict=True)
        pages = [(leaf, has, shows + contents[drawn]) for leaf, has, shows, drawn in shown]
        if self._duplex and len(pages) % 2:
            pages.append((leaves[-1], b"<<>>", b""))
        yield from self._bound(pages)

    def _bound(self, pages: list[tuple[Leaf, bytes, bytes]]) -> Iterator[bytes]:
        node, *kids = self._packing.take(1 + len(pages))
        for number, page in zip(kids, pages, strict=True):
            yield from self._packing.add(number, _page(node, *page))
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        says = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>"
        yield from self._packing.add(node, says % (self._tree, len(pages), listed))
        self._kids.append(node)
        self._pages += len(pages)

    def _strips(self, frame: Frame, strip: Strip) -> list[bytes]:
        """What draws the strips of each page."""
        drawing = Drawing(strip, Wardrobe(frame.faces, self._extras), self._lines)
        pages = range(len(frame.leaves))
        return [drawing.inside(frame.on(page)) if frame.on(page) else b"" for page in pages]

    def _fonts(self) -> Iterator[bytes]:
        """The faces that names have needed beyond those of the bases, once, and all by name."""
        numbers = self._packing.take(self._extras.count)
        names, objects = self._extras.objects(numbers.start)
        for number, content in zip(numbers, objects, strict=True):
            yield from self._packing.add(number, content)
        extras = b"".join(b"/%b %d 0 R" % (key.encode(), names[key]) for key in names)
        for base in self._bases.values():
            yield from base.fonts(extras)

    def _ending(self) -> Iterator[bytes]:
        """The tree of pages, what the file is, and how it wants to be printed (12.2)."""
        add = self._packing.add
        kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
        yield from add(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self._pages, kids))
        yield from add(self._info, information(ABOUT))
        sides = b"/Duplex/DuplexFlipLongEdge" if self._duplex else b""
        wishes = b"<</DisplayDocTitle true/PrintScaling/None%b>>" % sides
        catalog = b"<</Type/Catalog/Lang(en)/Pages %d 0 R/ViewerPreferences%b>>"
        yield from add(self._root, catalog % (self._tree, wishes))


def _page(node: int, leaf: Leaf, resources: bytes, contents: bytes) -> bytes:
    says = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %f %f]/Resources %b/Contents[%b]>>"
    return says % (node, leaf.width, leaf.height, resources, contents)
