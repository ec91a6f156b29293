"""Answer: what a learner answered, canonical: in the author's refs, wherever the page had them."""

from __future__ import annotations

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="as"):
    """What every answer has; one with nothing in it is blank, and valid."""

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return self == type(self)()
