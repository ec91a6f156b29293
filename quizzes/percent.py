"""A fraction in whole per cent, the one way that every page, letter and print says it."""

from __future__ import annotations

import math

_DECIMALS = 7


def percent(fraction: float) -> int:
    """Rounded down, so that what falls short of all never shows as all; but something is never 0%.

    199 of 200 are 99%, and 1 of 200 is 1%. What binary fractions are off by is no shortfall: 0.29
    is 29%.
    """
    whole = math.floor(round(fraction * 100, _DECIMALS))
    return max(whole, 1) if fraction > 0 else whole
