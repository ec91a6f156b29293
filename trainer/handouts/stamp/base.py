"""Base: the last hand on a PDF before it is written, so that copies of it can be stamped.

WeasyPrint lays out a page and leaves boxes empty. Here each page gets an object that will draw in
its boxes, the faces that strips are set in, and a place in the tree of tags. All of it leans on how
WeasyPrint 70 lays out its objects, so a new release is taken with the tests of this.
"""

from __future__ import annotations

from typing import Any

import pydyf

from trainer.handouts.stamp.embedding import daily, embedded
from trainer.handouts.stamp.frame import Box, Embedded, Frame, Leaf
from trainer.handouts.stamp.syntax import stream
from trainer.handouts.stamp.tagging import Tree

STRIP = "strip"  # what the id of a box begins with
_POINTS = 0.75  # a CSS pixel


class Written(pydyf.Object):  # type: ignore[misc] # pydyf ships no types
    """An object that is written as it is."""

    data = b""  # in place of a property

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.data = content

    @property
    def compressible(self) -> bool:
        """Whether it may go into a stream of objects: a stream may not."""
        return not self.data.endswith(b"endstream")


def finisher(document: Any, pdf: pydyf.PDF) -> None:
    """Ready a base, as WeasyPrint's finisher; what was done is kept on the PDF for its frame."""
    tree = Tree(pdf)
    tree.complete()
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    boxes = _boxes(document)
    leaves = _leaves(pdf, pages, boxes)
    tags = tree.reserve(boxes[0].page, pages[boxes[0].page], boxes[0]) if boxes else None
    fonts = tree.behind(tree.behind(pages[0]["Resources"])["Font"])
    faces = _faces(pdf, fonts) if boxes else ()
    pdf.readied = leaves, boxes, tags, faces, fonts
    _end_well(pdf)


def frame_of(_document: Any, pdf: pydyf.PDF) -> Frame:
    """The frame of a base, when it has been written."""
    leaves, boxes, tags, faces, fonts = pdf.readied
    table = pdf.objects[-1].extra
    return Frame(
        leaves=leaves,
        boxes=boxes,
        faces=faces,
        fonts=fonts.number,
        font_names={key: int(each.split()[0]) for key, each in fonts.items()},
        tags=tags,
        size=len(pdf.objects),
        start=pdf.xref_position,
        root=pdf.catalog.number,
        info=pdf.info.number,
        metadata=int(pdf.catalog["Metadata"].split()[0]),
        identifier=table["ID"][0][1:-1].hex() if "ID" in table else "",
        about={key: str(each.string) for key, each in pdf.info.items()},
    )


def _boxes(document: Any) -> tuple[Box, ...]:
    """Every box, in the order of pages and of each page's content."""
    return tuple(
        _box(number, page.height, *corners)
        for number, page in enumerate(document.pages)
        for name, corners in page.anchors.items()
        if name.startswith(STRIP)
    )


def _box(page: int, height: float, *corners: float) -> Box:
    """A box, of corners in CSS pixels from the top left."""
    left, top, right, bottom = corners
    sides = left, height - bottom, right - left, bottom - top
    return Box(page, *(round(each * _POINTS, 2) for each in sides))


def _leaves(
    pdf: pydyf.PDF, pages: list[pydyf.Dictionary], boxes: tuple[Box, ...]
) -> tuple[Leaf, ...]:
    """The pages, each with an object that will draw its strips.

    Pages with the same boxes share one; the first is by itself, for its strip has tags.
    """
    drawings: dict[object, int] = {}
    leaves = []
    for number, page in enumerate(pages):
        places = tuple((box.x, box.y, box.width, box.height) for box in boxes if box.page == number)
        shared = (bool(drawings), places)
        if places and shared not in drawings:
            drawings[shared] = _drawing(pdf)
        drawing = drawings.get(shared, 0)
        _open(pdf, page, drawing)
        *_, width, height = page["MediaBox"]
        leaves.append(Leaf(page.number, width, height, drawing))
    return tuple(leaves)


def _drawing(pdf: pydyf.PDF) -> int:
    drawing = Written(stream(b""))
    pdf.add_object(drawing)
    number: int = drawing.number
    return number


def _open(pdf: pydyf.PDF, page: pydyf.Dictionary, drawing: int) -> None:
    """Let something be drawn behind a page's content, which would leave its axes turned over."""
    content = pdf.objects[int(page["Contents"].split()[0])]
    content.stream.insert(0, b"q")
    content.stream.append(b"Q")
    if drawing:
        page["Contents"] = pydyf.Array([content.reference, b"%d 0 R" % drawing])


def _end_well(pdf: pydyf.PDF) -> None:
    """Add a line to each stream of text whose end some readers would misread."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and not each.extra.keys() & {"Length1", "Width"}:
            while each.data.endswith(b"\r\nendstream"):
                each.stream.append(b"")


def _faces(pdf: pydyf.PDF, fonts: pydyf.Dictionary) -> tuple[Embedded, ...]:
    """The faces for most days, named among the fonts of the pages."""
    faces = []
    for at, face in enumerate(daily()):
        first = len(pdf.objects)
        known, objects = embedded(f"D{at}", face, first)
        for each in objects:
            pdf.add_object(Written(each))
        fonts[known.key] = b"%d 0 R" % first
        faces.append(known)
    return tuple(faces)
