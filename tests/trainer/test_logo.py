"""What remains of an uploaded picture."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.trainer.pictures import SECRET, picture
from trainer.logo import LARGEST_FILE, LogoRefused, encode


def opened(png: bytes) -> Image.Image:
    """The picture that was kept."""
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_as_png_and_nothing_else_of_it(form: str) -> None:
    uploaded = picture(form)
    assert SECRET in uploaded

    kept = encode(uploaded)

    assert (opened(kept).format, opened(kept).size) == ("PNG", (40, 20))
    assert SECRET not in kept
    assert not opened(kept).info


def test_a_large_picture_is_made_small_in_its_proportions() -> None:
    assert opened(encode(picture(size=(2000, 1000)))).size == (512, 256)


def test_a_picture_taken_sideways_is_turned() -> None:
    exif, written = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=exif)

    assert opened(encode(written.getvalue())).size == (20, 40)


def test_what_is_transparent_stays_so() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(written, "PNG")

    assert opened(encode(written.getvalue())).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"a text",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(40),
        picture("GIF"),
        picture("BMP"),
        picture("TIFF"),
        picture()[:60],
    ],
    ids=["nothing", "text", "SVG", "broken GIF", "GIF", "BMP", "TIFF", "half a PNG"],
)
def test_what_is_no_picture_of_three_kinds_is_refused(upload: bytes) -> None:
    with pytest.raises(LogoRefused, match="not a PNG, JPEG or WebP"):
        encode(upload)


def test_a_file_over_two_megabytes_is_refused() -> None:
    with pytest.raises(LogoRefused, match="over 2 MB"):
        encode(picture() + bytes(LARGEST_FILE))


@pytest.mark.parametrize("size", [(5100, 5100), (10_000, 10_000), (40_000, 40_000)])
def test_a_small_file_that_unpacks_to_a_flood_is_refused(size: tuple[int, int]) -> None:
    header = bytearray(picture())
    header[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    header[29:33] = _crc(header[12:29])

    with pytest.raises(LogoRefused, match="too many pixels"):
        encode(bytes(header))


@settings(max_examples=200)
@given(st.data())
def test_any_damage_gives_a_picture_or_a_refusal(data: st.DataObject) -> None:
    damaged = bytearray(picture(data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    try:
        kept = encode(bytes(damaged))
    except LogoRefused:
        return
    assert opened(kept).format == "PNG"


def _crc(chunk: bytes | bytearray) -> bytes:
    return zlib.crc32(chunk).to_bytes(4, "big")
