"""Tagging: the tree from which a PDF is read aloud (ISO 32000-1, 14.7), completed and added to.

The tree goes both ways. An element lists what belongs to it (K): other elements, numbers of marked
content on its page, annotations. A tree of parents (14.7.4.4) leads back: under the number of a
page it has a list, in which the element of marked content n stands at n; under the number of an
annotation it has the element of that.
"""

from __future__ import annotations

from typing import Any

import pydyf

from trainer.handouts.stamp.drawing import TAGS
from trainer.handouts.stamp.frame import Box, Tags
from trainer.handouts.stamp.tail import PRINTED

CODE = "QR code of the address of this copy"


class Tree:
    """The tree of a PDF as WeasyPrint 70 has made it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        root = self.behind(pdf.catalog["StructTreeRoot"])
        self._document = self.behind(root["K"][0])
        self._parents = self.behind(root["ParentTree"])[
            "Nums"
        ]  # a number, its parent, a number, ...

    def complete(self) -> None:
        """Let every link be printed and heard, and every head of a table say what it heads."""
        heard = self._heard(self._document)
        for page in self._all("Type", "/Page"):
            for link in map(self.behind, page.get("Annots", ())):
                link["F"] = PRINTED
                if self._parents[self._at(link["StructParent"])] not in heard:
                    self._hear(page, link)
        for row in self._all("S", "/TR"):
            self._scope([self.behind(cell) for cell in row["K"]])

    def reserve(self, page_number: int, page: pydyf.Dictionary, box: Box) -> Tags:
        """Put the elements of a strip behind all others of its page, with a number for each."""
        listed = self._parents[self._at(page["StructParents"])]
        first, group = len(listed), self._element("Sect", self._document, page)
        self._document["K"].insert(self._end(page), group.reference)
        for number, kind in enumerate(TAGS, first):
            # The address belongs to the question before it: a link stands within words.
            within = self.behind(listed[-1]) if kind == "Link" else group
            element = self._element(kind, within, page, number)
            within["K"].append(element.reference)
            listed.append(element.reference)
        element["Alt"] = pydyf.String(CODE)
        element["A"] = _area(box)
        parent = 1 + max(self._parents[::2])
        link = self._linked(self.behind(listed[-2]), page, parent)
        parts = tuple(self.behind(each).number for each in listed[first:])
        return Tags(page_number, first, group.number, parts, link, parent)

    def behind(self, reference: bytes) -> Any:
        """The object that is referred to."""
        return self._pdf.objects[int(reference.split()[0])]

    def _linked(self, element: pydyf.Dictionary, page: pydyf.Dictionary, parent: int) -> int:
        """Give the element of the address an annotation, which a copy will put in its place."""
        link = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "F": PRINTED})
        link |= {"Rect": pydyf.Array([0] * 4), "Contents": pydyf.String("The address of a copy")}
        link["StructParent"] = parent
        self._pdf.add_object(link)
        page.setdefault("Annots", pydyf.Array()).append(link.reference)
        self._parents += [parent, element.reference]
        element["K"].append(_shown(link, page))
        number: int = link.number
        return number

    def _hear(self, page: pydyf.Dictionary, link: pydyf.Dictionary) -> None:
        """Give a link an element: WeasyPrint leaves those in a page's margin out of the tree."""
        element = self._element("Link", self._document, page, _shown(link, page))
        element["Alt"] = link["Contents"]
        self._document["K"].append(element.reference)
        self._parents[self._at(link["StructParent"])] = element.reference

    def _element(
        self, kind: str, parent: pydyf.Dictionary, page: pydyf.Dictionary, *content: Any
    ) -> pydyf.Dictionary:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}"})
        element |= {"P": parent.reference, "Pg": page.reference, "K": pydyf.Array(content)}
        self._pdf.add_object(element)
        return element

    def _heard(self, element: pydyf.Dictionary) -> set[bytes]:
        """Every element below that one, itself included."""
        below = [self.behind(kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]
        kids = [kid for kid in below if kid.get("Type") == "/StructElem"]
        return {element.reference}.union(*map(self._heard, kids))

    def _end(self, page: pydyf.Dictionary) -> int:
        """Where the elements of a page end: they are read in the order in which they are drawn."""
        kids = [self.behind(kid) for kid in self._document["K"]]
        return 1 + max(
            (at for at, kid in enumerate(kids) if kid.get("Pg") == page.reference), default=-1
        )

    def _scope(self, cells: list[pydyf.Dictionary]) -> None:
        heads = [cell for cell in cells if cell["S"] == "/TH"]
        for head in heads:
            head["A"]["Scope"] = "/Column" if len(heads) == len(cells) else "/Row"

    def _at(self, number: int) -> int:
        """Where the parent of that number stands."""
        at: int = 2 * self._parents[::2].index(number) + 1
        return at

    def _all(self, key: str, value: str) -> list[pydyf.Dictionary]:
        """Every dictionary that says so."""
        found = [each for each in self._pdf.objects if isinstance(each, pydyf.Dictionary)]
        return [each for each in found if each.get(key) == value]


def _shown(link: pydyf.Dictionary, page: pydyf.Dictionary) -> pydyf.Dictionary:
    """A reference to an annotation, as the content of an element."""
    return pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": page.reference})


def _area(box: Box) -> pydyf.Dictionary:
    """Where a figure stands on its page: PDF/UA wants it of each."""
    corners = [round(each, 2) for each in (box.x, box.y, box.x + box.height, box.y + box.height)]
    return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(corners), "Placement": "/Block"})
