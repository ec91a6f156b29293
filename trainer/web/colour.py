"""The studio's colour: checked for contrast on both papers, and nudged where it fails.

Source of the formulas: WCAG 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

PAPER, PAPER_DARK, INK_ON_ACCENT, INK_DARK = "#faf8f4", "#15191b", "#ffffff", "#15191b"
READABLE = 5.2  # more than the 4.5 asked for: words in the accent also stand on its own tint
STEP = 0.01
HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Accent:
    """One colour in its two themes; ``ink`` is what is written on it."""

    light: str
    dark: str
    ink: str = INK_ON_ACCENT
    ink_dark: str = INK_DARK


def accent(colour: str) -> Accent:
    """The nearest readable shades of a colour: darker on light paper, lighter on dark."""
    return Accent(light=_nudge(colour, PAPER, -STEP), dark=_nudge(colour, PAPER_DARK, STEP))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_colour(text: str) -> bool:
    """Whether it is written as #rrggbb, in small letters."""
    return HEX.fullmatch(text) is not None


def _nudge(colour: str, paper: str, step: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    while contrast(colour, paper) < READABLE and 0 <= lightness + step <= 1:
        lightness += step
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
