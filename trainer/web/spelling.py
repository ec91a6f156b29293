"""Spelling: one way to write what people type, with nothing in it that nobody can see.

A name with U+202E turns the words after it on other people's pages; one of three U+200B is no name.
"""

from __future__ import annotations

import re
import unicodedata

import idna

ONE_LINE = "Write it on one line."
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NEW_LINE = re.compile(f"\r\n|[{_BREAKS}]")
# Controls, format characters, lone surrogates, private use, separators of lines and paragraphs.
# What is not assigned stays: it is a letter that is newer than this Python.
_NEVER = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# Fillers and blanks that count as letters, marks or symbols; what stands for a lost character; and
# what will never be one, but for the last two of each plane.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0\ufdd0-\ufdef\ufff0-\uffff"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_SELECTOR = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# What may follow the picture in an emoji, before it is joined to the next one.
_DRESS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_IN_CONTEXT = re.compile(f"{_SELECTOR.pattern}|[{_NON_JOINER}{_JOINER}]")  # where it has work
_VIRAMA = 9


def line(text: str | None) -> str:
    """A text of one line: composed (NFC), one space between words, none around them."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text or "").strip())


def password(text: str | None) -> str:
    """What one keyboard sends in this spelling and another in that, in one: NFKC."""
    return unicodedata.normalize("NFKC", text or "")


def code(text: str | None) -> str:
    """A code as it is compared: full-width digits are digits, and blanks are nothing."""
    return "".join(password(text).split())


def lines(text: str | None) -> str:
    """A text of several lines: what cannot be seen is left out; line breaks and tabs stay."""
    whole = unicodedata.normalize("NFC", _NEW_LINE.sub("\n", text or ""))
    # To leave something out can put marks in another order, and a joiner out of its place. Each
    # time that can be one more, so what is still out of place then goes with all of its kind.
    once = _seen(whole)
    twice = _seen(once)
    settled = twice if _seen(twice) == twice else _seen(_IN_CONTEXT.sub("", twice))
    return settled.strip()


def _seen(text: str) -> str:
    seen = (char for at, char in enumerate(text) if char in "\n\t" or _is_seen(text, at))
    return unicodedata.normalize("NFC", "".join(seen))


def fault(text: str) -> str | None:
    """What is wrong with a text of one line, and what to do; None when every character shows."""
    hidden = [char for at, char in enumerate(text) if not _is_seen(text, at)]
    if not hidden:
        return None
    if hidden[0] in _BREAKS:
        return ONE_LINE
    return (
        f"There is a character in it that cannot be seen (U+{ord(hidden[0]):04X}). "
        "Empty the field and type it by hand, without pasting."
    )


def shows(text: str) -> bool:
    """Whether there is anything to see: a letter, a digit or a sign that is not blank."""
    return any(
        _is_seen(text, at) and unicodedata.category(char)[0] in "LNPSC"
        for at, char in enumerate(text)
    )


def _is_seen(text: str, at: int) -> bool:
    char = text[at]
    if char in {_NON_JOINER, _JOINER}:
        return _has_work(text, at)
    if _SELECTOR.match(char):
        return at > 0 and unicodedata.category(text[at - 1])[0] in "LNPS"
    is_outside = ord(char) & 0xFFFE == 0xFFFE
    return not (is_outside or _BLANK.match(char)) and unicodedata.category(char) not in _NEVER


def _has_work(text: str, at: int) -> bool:
    """Whether a joiner stands where Unicode gives it something to do: in Persian, Indic, emoji."""
    if _is_in_context(text, at):
        return True
    # Bounded, for somebody may send a hundred thousand of them.
    before, after = text[max(at - 3, 0) : at].rstrip(_DRESS)[-1:], text[at + 1 : at + 2]
    if text[at] != _JOINER or not (before and after):
        return False
    if unicodedata.combining(after) == _VIRAMA:  # Bengali and Kannada write ra so before ya
        return unicodedata.category(before) == "Lo"
    return all(unicodedata.category(each) in {"So", "Sm"} for each in (before, after))


def _is_in_context(text: str, at: int) -> bool:
    """By RFC 5892, appendix A: after a virama, or between two letters of a cursive script."""
    try:
        return idna.core.valid_contextj(text, at)
    except ValueError:
        return False  # next to what has no name
