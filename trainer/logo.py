"""A studio's logo: whatever was uploaded is decoded and encoded anew, so only pixels remain."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_SIDE = 512
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
        # A picture that unpacks to more pixels than memory can bear is refused before decoding.
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(upload), formats=FORMATS)
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoRefused("The picture has too many pixels. Choose a smaller one.") from error
    except Exception as error:
        raise LogoRefused("This is not a PNG, JPEG or WebP picture. Choose another.") from error
