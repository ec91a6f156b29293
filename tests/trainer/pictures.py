"""Pictures to upload."""

from __future__ import annotations

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = b"taken at home"


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """A plain picture that also tells where it was taken, before and after its pixels."""
    written, notes = io.BytesIO(), PngInfo()
    notes.add_text("Comment", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    Image.new("RGB", size, "#3c6a5a").save(written, form, pnginfo=notes, exif=exif)
    return written.getvalue() + SECRET
