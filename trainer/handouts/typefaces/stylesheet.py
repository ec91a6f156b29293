"""The stylesheet of the faces that a page needs beyond the daily ones."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.handouts.typefaces.face import Face
from trainer.handouts.typefaces.fontcase import DAILY, face

_RULE = '@font-face {{ font-family: "{}"; src: url("asset:{}"); font-weight: {}; }}'


def stylesheet(faces: Iterable[Face]) -> str:
    """Each face as a font of the page, and ``--others``: their families, for a stack's end."""
    others = [*faces]
    families = dict.fromkeys(each.family for each in others or [face(DAILY)])
    named = ", ".join(f'"{family}"' for family in families)
    rules = [_RULE.format(each.family, each.file.name, each.weight) for each in others]
    return "\n".join([*rules, f":root {{ --others: {named}; }}"])
