"""User agent: a word for the device that somebody has in hand, from what its browser says."""

from __future__ import annotations

_BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome"}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Mac": "Mac",
    "Win": "Windows",
}


def device_word(agent: str) -> str:
    """A name a person recognises, such as "Safari on iPhone"."""
    browser = _first(agent, _BROWSERS, "Safari")
    return (
        f"{browser} on {_first(agent, _SYSTEMS, 'another system')}" if agent else "Unknown device"
    )


def _first(agent: str, names: dict[str, str], otherwise: str) -> str:
    return next((name for mark, name in names.items() if mark in agent), otherwise)
