"""Language: whose forms the characters take that China, Japan and Korea write each its own way."""

from __future__ import annotations

import re

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The first that has all the characters; Japan's stands before, as names here may be plain kanji.
_SETS = (("cp932", "ja"), ("gb2312", "zh-hans"), ("big5", "zh-hant"), ("euc_kr", "ko"))


def language(text: str) -> str:
    """The language a name is most likely in, where its characters tell; English where none do."""
    if _HANGUL.search(text):
        return "ko"
    han = "".join(_HAN.findall(text))
    if not han:
        return "en"
    if _KANA.search(text):
        return "ja"
    return next((tongue for codec, tongue in _SETS if _is_in(han, codec)), "ja")


def _is_in(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
