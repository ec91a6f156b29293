"""What everything an author writes has in common, and the kinds of value it is made of."""

from __future__ import annotations

from typing import Annotated, Protocol

import msgspec

REF = r"\A[a-z0-9]+(-[a-z0-9]+)*\Z"
Ref = Annotated[str, msgspec.Meta(pattern=REF, max_length=60)]
Number = Annotated[int, msgspec.Meta(ge=1)]
Minutes = Number | Annotated[float, msgspec.Meta(ge=1)]


class Authored(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Anything written by an author: immutable, and strict about fields it does not know.

    A field at its default is left out of the JSON, so that a field added later with a default
    changes neither the bytes nor the digest of what was written before.
    """


class Named(Protocol):
    """Anything written that others refer to."""

    @property
    def ref(self) -> str:
        """The name by which it is referred to."""
