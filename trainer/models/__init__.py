"""What is recorded: one module a noun. Importing this package knows every table."""

from trainer.models import (
    assignment,
    attempt,
    copy,
    counter,
    edition,
    event,
    invitation,
    membership,
    outbox,
    person,
    practice,
    reading,
    sign_in,
    stance,
    studio,
)
from trainer.models.base import Base

__all__ = [
    "Base",
    "assignment",
    "attempt",
    "copy",
    "counter",
    "edition",
    "event",
    "invitation",
    "membership",
    "outbox",
    "person",
    "practice",
    "reading",
    "sign_in",
    "stance",
    "studio",
]
