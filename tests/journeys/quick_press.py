"""A press for journeys that are not about paper: the real one, with next to nothing on the page."""

from __future__ import annotations

import pytest

from trainer.handouts import issuing, pdf, press_step, stock
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cover import CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.document.terms import TermsSheet
from trainer.handouts.press import Base, Beat

PRESSES = (press_step, issuing, stock)


def press(sheet: Sheet | CoverSheet, brand: Brand, _: Beat) -> Base:
    """A base with its title alone, which copies are stamped on like any; a list is as it is."""
    if isinstance(sheet, CoverSheet):
        return pdf.base(sheet, brand)
    bare = TermsSheet(title=sheet.title, terms=(), rests_on=sheet.rests_on)
    return pdf.base(bare, brand)


def press_quickly(patch: pytest.MonkeyPatch) -> None:
    """Let every press be this one."""
    for module in PRESSES:
        patch.setattr(module, "press", press)
