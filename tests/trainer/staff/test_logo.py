"""What remains of an uploaded picture."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.trainer.pictures import SECRET, picture
from trainer.staff import logo
from trainer.staff.logo import LARGEST_FILE, LogoRefused, encode

MOST_MEGABYTES = 75  # in each of two processes
LARGEST = {"PNG": (2000, 2000), "WEBP": (2000, 1500), "JPEG": (5000, 5000)}


def opened(png: bytes) -> Image.Image:
    """The picture that was kept."""
    return Image.open(io.BytesIO(png))


def largest(form: str) -> bytes:
    """The largest picture of its kind that is taken."""
    return picture(form, LARGEST[form])


def in_passes() -> bytes:
    """The largest JPEG of those that are put together from several passes."""
    written = io.BytesIO()
    Image.new("RGB", (2000, 2000)).save(written, "JPEG", progressive=True, subsampling=0)
    return written.getvalue()


def at_once(how: str, upload: bytes) -> tuple[int, float]:
    """How many of six got their logo at once, and how many megabytes that took at most."""
    words = [sys.executable, "-m", "tests.trainer.six_logos", how]
    made, took = subprocess.check_output(words, input=upload).split()
    return int(made), float(took)


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


@pytest.mark.parametrize("size", [(2001, 2000), (5000, 5000), (10_000, 10_000), (40_000, 40_000)])
def test_a_small_file_that_unpacks_to_a_flood_is_refused(size: tuple[int, int]) -> None:
    header = bytearray(picture())
    header[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    header[29:33] = _crc(header[12:29])

    with pytest.raises(LogoRefused, match="too many"):
        encode(bytes(header))


def test_it_is_told_how_large_a_picture_may_be() -> None:
    with pytest.raises(LogoRefused, match=r"2,500 × 2,000 pixels.* at most 4 million"):
        encode(picture(size=(2500, 2000)))


@pytest.mark.parametrize("form", LARGEST)
def test_the_largest_that_is_allowed_is_taken(form: str) -> None:
    assert max(opened(encode(largest(form))).size) == 512


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_depth_is_taken(mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (900, 30)).save(written, "PNG")

    assert opened(encode(written.getvalue())).size == (512, 17)


def test_a_second_picture_at_the_same_moment_is_told_so() -> None:
    with logo._decoding, pytest.raises(LogoRefused, match="Another picture is being worked on"):
        encode(picture())

    assert encode(picture())


@pytest.mark.parametrize("upload", [*map(largest, LARGEST), in_passes()], ids=[*LARGEST, "passes"])
def test_six_logos_at_once_leave_the_memory_alone(upload: bytes) -> None:
    made, took = at_once("as-it-is", upload)

    assert made >= 1
    assert took < MOST_MEGABYTES


def test_without_limits_six_logos_would_fill_it() -> None:
    made, took = at_once("without-limits", picture(size=(5000, 5000)))

    assert made == 6
    assert took > 2 * MOST_MEGABYTES


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
