"""What is recorded: one module a noun. Importing this package knows every table."""

from trainer.models import (
    attempt,
    edition,
    invitation,
    membership,
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
    "attempt",
    "edition",
    "invitation",
    "membership",
    "person",
    "practice",
    "reading",
    "sign_in",
    "stance",
    "studio",
]
