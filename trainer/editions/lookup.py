"""What a studio teaches, by its address."""

from __future__ import annotations

from flask import abort

from trainer.editions.queries.current import Taught, taught
from trainer.tenancy.access import rows


def taught_or_404(slug: str) -> Taught:
    """What the studio teaches under that slug."""
    return taught(rows(), slug) or abort(404)
