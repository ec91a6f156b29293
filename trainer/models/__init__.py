"""What is recorded: one module a noun. Importing this package knows every table."""

from trainer.models import edition, invitation, membership, person, reading, sign_in, studio
from trainer.models.base import Base

__all__ = ["Base", "edition", "invitation", "membership", "person", "reading", "sign_in", "studio"]
