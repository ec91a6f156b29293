"""The boilerplate of a saved page: lines of the site, and not of what somebody wrote."""

from __future__ import annotations

import re

SHORT = 12  # words: a longer line is read as prose, whatever it starts with
LONGEST = 200  # characters: so that one endless "word" is no short line

_BUTTONS = re.compile(
    r"(?:advertisement|sponsored|rss feed|skip to|subscribe|follow us|follow me|sign up|log in|"
    r"print this|print page|email this|share this|share on|tweet this|like this:|"
    r"leave a comment|leave a reply|post a comment|submit comment|read more|related posts|"
    r"related articles|previous post|next post|filed under|tagged|name \(required\)|"
    r"mail \(will not be published\)|back to top|click here)(?!\w)",
    re.IGNORECASE,
)
_NOTICES = re.compile(
    r"(?:did you (?:like|enjoy|find) this|do you like this|was this (?:article|post)|rate this|"
    r"you must be logged in|powered by|copyright|©|all rights reserved).*|"
    r"(?:home|menu|search|share|tweet|print|email|website)",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"(?:buy|order|shop|get your copy|purchase|pre-order|on sale)\b", re.IGNORECASE
)
_ENDS = (".", ";", ",")
_CLOSING = "\"'”’)]»*"


def is_short(line: str) -> bool:
    """Whether a line is no longer than a heading, a button or an advertisement."""
    return len(line) <= LONGEST and len(line.split()) <= SHORT


def ends_a_sentence(text: str) -> bool:
    """Whether the text closes as prose does, looking behind closing quotes and brackets."""
    return text.rstrip(_CLOSING).endswith((".", "!", "?", "…", ":"))


def is_boilerplate(line: str) -> bool:
    """Whether a line is a button, a form field, a poll or a notice of the site."""
    if not is_short(line):
        return False
    if _NOTICES.fullmatch(line):
        return True
    return _BUTTONS.match(line) is not None and not line.endswith(_ENDS)


def is_advertisement(line: str) -> bool:
    """Whether a line amid the article only offers something for sale."""
    return _OFFERS.match(line) is not None and is_short(line) and not line.endswith(_ENDS)
