"""What stands in a page's margin is no content: running heads, strips and lines to write on.

WeasyPrint 70 marks it as content and then leaves it out of the tree of tags, so that a reader would
meet it again on every page, outside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf


def artifacts(pdf: pydyf.PDF) -> None:
    """Mark as an artifact whatever is on a page and not in the tree of tags."""
    body = _behind(pdf, _behind(pdf, pdf.catalog["StructTreeRoot"])["K"][0])
    content = set(_content(pdf, body))
    for reference in pdf.page_references:
        stream = _behind(pdf, _behind(pdf, reference)["Contents"]).stream
        for at, each in enumerate(stream):
            if each == b"BDC" and (reference, stream[at - 1]["MCID"]) not in content:
                stream[at - 2 : at + 1] = ["/Artifact", b"", b"BMC"]


def _content(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[tuple[bytes, int]]:
    """The page and the number of all content below an element."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield element["Pg"], kid
        elif "K" in (below := kid if isinstance(kid, dict) else _behind(pdf, kid)):
            yield from _content(pdf, below)


def _behind(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
