"""What is in the content of a page."""

from __future__ import annotations

import io
import re

import pikepdf

from trainer.handouts.stamp.frame import Frame


def drawings(pdf: bytes, frame: Frame) -> list[bytes]:
    """What draws the strips of each page, laid open."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = dict.fromkeys(leaf.drawing for leaf in frame.leaves)
        return [opened.get_object(number, 0).read_bytes() for number in numbers]


def operators(content: bytes) -> set[str]:
    """The commands in it; a picture within the page is INLINE."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(content)
        found = pikepdf.parse_content_stream(page)
        return {
            "INLINE" if isinstance(each, pikepdf.ContentStreamInlineImage) else str(each.operator)
            for each in found
        }


def sizes(content: bytes) -> list[float]:
    """The sizes that letters are set in."""
    return [float(size) for size in re.findall(rb"/\w+ ([\d.]+) Tf", content)]


def texts(content: bytes) -> list[int]:
    """The glyphs that are drawn, by number."""
    shown = re.findall(rb"<([0-9A-F]+)>", b"".join(re.findall(rb"\[(.*?)\]TJ", content)))
    return [int(each[at : at + 4], 16) for each in shown for at in range(0, len(each), 4)]
