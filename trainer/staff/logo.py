"""A studio's logo: whatever was uploaded is decoded and encoded anew, so only pixels remain."""

from __future__ import annotations

import io
import os
from threading import Lock

from PIL import Image, ImageOps

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_SIDE = 512
# How much memory a pixel takes while it is worked on depends on the kind of picture. A plain JPEG,
# the photograph of a phone, is made smaller row by row as it is decoded.
MOST_PIXELS = {"PNG": 4_000_000, "WEBP": 3_000_000, "JPEG": 25_000_000, "MPO": 25_000_000}
MOST_PIXELS_IN_PASSES = 4_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
MODES = ("RGB", "RGBA")

# One picture at a time in each process, so that several at once cannot take its memory.
_decoding = Lock()
# What libjpeg may take to put together a picture that comes in several passes.
os.environ.setdefault("JPEGMEM", "40M")


class LogoRefused(ValueError):
    """An upload that cannot become a logo; the message says what to do."""


def encode(upload: bytes) -> bytes:
    """PNG of at most 512 px a side, without metadata; raises LogoRefused."""
    if len(upload) > LARGEST_FILE:
        raise LogoRefused("The file is over 2 MB. Choose a smaller one.")
    # Nobody waits here: who waits holds a thread that serves pages.
    if not _decoding.acquire(blocking=False):
        raise LogoRefused("Another picture is being worked on. Choose yours again in a moment.")
    try:
        return _encode(_decode(upload))
    finally:
        _decoding.release()


def _encode(picture: Image.Image) -> bytes:
    png = io.BytesIO()
    Image.frombytes("RGBA", picture.size, picture.tobytes()).save(png, "PNG", optimize=True)
    return png.getvalue()


def _decode(upload: bytes) -> Image.Image:
    try:
        return _small(_opened(upload))
    except LogoRefused:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoRefused("The picture has too many pixels. Choose a smaller one.") from error
    except Exception as error:
        raise LogoRefused("This is not a PNG, JPEG or WebP picture. Choose another.") from error


def _small(picture: Image.Image) -> Image.Image:
    """The picture in its last size: made small first, so that no large one is copied."""
    picture.draft("RGB", (2 * LARGEST_SIDE, 2 * LARGEST_SIDE))
    plain = picture if picture.mode in MODES else picture.convert("RGBA")
    plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return ImageOps.exif_transpose(plain).convert("RGBA")


def _opened(upload: bytes) -> Image.Image:
    """The picture with its head alone read, refused before its pixels fill the memory."""
    picture = Image.open(io.BytesIO(upload), formats=FORMATS)
    most = _most_pixels(picture)
    if picture.width * picture.height > most:
        raise LogoRefused(
            f"The picture has {picture.width:,} × {picture.height:,} pixels, too many to "
            f"work on. Choose one of at most {most // 1_000_000} million."
        )
    return picture


def _most_pixels(picture: Image.Image) -> int:
    if picture.info.get("progressive"):
        return MOST_PIXELS_IN_PASSES
    return MOST_PIXELS[str(picture.format)]
