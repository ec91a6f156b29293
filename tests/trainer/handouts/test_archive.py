"""Many PDFs in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.archive import archive

FILES = [("1 Ana.pdf", b"%PDF-1"), ("2 佐藤.pdf", b"%PDF-2" * 1000)]


@given(st.lists(st.binary()))
def test_what_goes_in_comes_out(contents: list[bytes]) -> None:
    files = [(f"{number}.pdf", content) for number, content in enumerate(contents)]

    with zipfile.ZipFile(io.BytesIO(b"".join(archive(files)))) as whole:
        assert [(each, whole.read(each)) for each in whole.namelist()] == files
        assert whole.testzip() is None


def test_the_same_files_are_the_same_bytes_whenever_they_are_put_together() -> None:
    assert b"".join(archive(FILES)) == b"".join(archive(FILES))


def test_each_file_leaves_before_the_next_is_read() -> None:
    read: list[str] = []

    def reading() -> Iterator[tuple[str, bytes]]:
        for name, content in FILES:
            read.append(name)
            yield name, content

    pieces = archive(reading())

    assert FILES[0][1] in next(pieces)
    assert read == ["1 Ana.pdf"]
