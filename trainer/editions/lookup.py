"""What a studio teaches, by its address."""

from __future__ import annotations

from flask import abort

from trainer.editions.queries.current import CurrentEdition, current_edition
from trainer.tenancy.access import studio_session


def edition_or_404(slug: str) -> CurrentEdition:
    """What the studio teaches under that slug."""
    return current_edition(studio_session(), slug) or abort(404)
