"""Preview: a picture of the first page of a base, small enough for a screen."""

from __future__ import annotations

import io

import pypdfium2

WIDTH = 600  # pixels
COLOURS = 64  # of a page that is mostly black on white; a third of the bytes


def preview(pdf: bytes) -> bytes:
    """The first page as a PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    written = io.BytesIO()
    picture.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()
