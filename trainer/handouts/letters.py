"""The letters that go with handouts by mail: one a person, and the PDF with it."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.config import Config
from trainer.handouts.batch import Stamped
from trainer.handouts.models.copy import Copy
from trainer.mail.outbox import Letter, Outbox

SUBJECT = "{studio}: your {kind} of “{lesson}”"
TEXT = """\
Hello {name},

here is your {kind} of “{lesson}” from {studio}, to print or to read: handout {serial}.
Whether it is still current stands here:

{link}
"""


def write_letter(session: Session, made: Stamped, copy: Copy, lesson: str) -> bool:
    """Write to its person; False where letters are not mailed."""
    told = {
        "name": made.ticket.name,
        "studio": made.strip.studio,
        "kind": made.plate.kind.title.lower(),
        "lesson": lesson,
        "serial": made.serial,
        "link": made.strip.link,
    }
    letter = Letter(made.ticket.email, SUBJECT.format_map(told), TEXT.format_map(told))
    config: Config = current_app.extensions["config"]
    return Outbox.write(session, letter, now(), config, copy.id) is not None
