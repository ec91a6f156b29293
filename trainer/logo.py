"""A studio's logo: whatever was uploaded is decoded and encoded anew, so only pixels remain."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_SIDE = 512
MOST_PIXELS = 25_000_000  # each takes four bytes, in several copies, while it is worked on
FORMATS = ("PNG", "JPEG", "WEBP")


class LogoRefused(ValueError):
    """An upload that cannot become a logo; the message says what to do."""


def encode(upload: bytes) -> bytes:
    """PNG of at most 512 px a side, without metadata; raises LogoRefused."""
    if len(upload) > LARGEST_FILE:
        raise LogoRefused("The file is over 2 MB. Choose a smaller one.")
    picture = _decode(upload)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    png = io.BytesIO()
    Image.frombytes("RGBA", picture.size, picture.tobytes()).save(png, "PNG", optimize=True)
    return png.getvalue()


def _decode(upload: bytes) -> Image.Image:
    try:
        return ImageOps.exif_transpose(_opened(upload)).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoRefused("The picture has too many pixels. Choose a smaller one.") from error
    except Exception as error:
        raise LogoRefused("This is not a PNG, JPEG or WebP picture. Choose another.") from error


def _opened(upload: bytes) -> Image.Image:
    """The picture with its head alone read, refused before its pixels fill the memory."""
    picture = Image.open(io.BytesIO(upload), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    return picture
