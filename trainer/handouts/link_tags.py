"""The last hand on a PDF: links that a reader hears and a printer prints, which WeasyPrint leaves.

WeasyPrint 70 leaves the tags of a page's margin out of the document's tree, and every link of a
handout is there, in the footer strip: a reader would not come past it.
"""

from __future__ import annotations

from typing import Any

import pydyf

PRINTED = 4  # the flag of an annotation that is printed with its page


def link_tags(_document: Any, pdf: pydyf.PDF) -> None:
    """Flag every link as printed, and give it its place in the tree of tags."""
    for page in [each for each in pdf.objects if _is(each, "Type", "/Page")]:
        for reference in page.get("Annots", ()):
            link = _behind(pdf, reference)
            link["F"] = PRINTED
            _tag(pdf, page, link)


def _tag(pdf: pydyf.PDF, page: pydyf.Dictionary, link: pydyf.Dictionary) -> None:
    root = _behind(pdf, pdf.catalog["StructTreeRoot"])
    body, parents = _behind(pdf, root["K"][0]), _behind(pdf, root["ParentTree"])["Nums"]
    shown = pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": page.reference})
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Link",
            "P": body.reference,
            "Alt": link["Contents"],
            "K": pydyf.Array([shown]),
        }
    )
    pdf.add_object(element)
    body["K"].append(element.reference)
    numbers = parents[::2]  # a list of number, element, number, element
    parents[2 * numbers.index(link["StructParent"]) + 1] = element.reference


def _behind(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _is(each: Any, key: str, value: str) -> bool:
    return isinstance(each, pydyf.Dictionary) and each.get(key) == value
