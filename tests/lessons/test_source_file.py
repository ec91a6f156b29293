"""Files as authors write them: text, whatever wrote it, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.problem import ContentError
from lessons.source_file import read_source_file


@pytest.mark.parametrize("content", [b"a\nb", b"a\r\nb", b"\xef\xbb\xbfa\nb"])
def test_text_is_read_alike_from_any_editor(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(content)

    assert read_source_file(tmp_path, "a.yaml") == "a\nb"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\xff", "a.yaml: is not UTF-8 text (byte 2); save it as UTF-8"),
        (b"a\0", "a.yaml: has a control character; remove it"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.yaml").write_bytes(content)

    with pytest.raises(ContentError) as refused:
        read_source_file(tmp_path, "a.yaml")

    assert str(refused.value) == said


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"a\.yaml: cannot be read from .*; put it there"):
        read_source_file(tmp_path, "a.yaml")
