"""``trainer work``: mail the letters that wait."""

from __future__ import annotations

import logging
import signal
import smtplib
import threading
from contextlib import closing

import click

from trainer.access import unscoped
from trainer.app import create_app
from trainer.clock import now
from trainer.config import Config
from trainer.mail import send
from trainer.models.outbox import Outbox

log = logging.getLogger(__name__)

PAUSE = 5  # seconds between two looks at an empty outbox
# Of an address that it cannot read the email package raises ValueError, or trips over itself.
MALFORMED = (ValueError, LookupError, AttributeError)


@click.command()
@click.option("--once", is_flag=True, help="Mail what is due now, and end.")
def work(*, once: bool) -> None:
    """Mail the letters in the outbox until stopped; several may work at the same time."""
    app = create_app()
    config: Config = app.extensions["config"]
    if config.smtp_url is None:
        raise click.UsageError("Nothing can be mailed: set SMTP_URL, then run this again.")
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    with closing(app.extensions["storage"]), app.app_context():
        while not stopped.is_set():
            if not mail_one() and (once or stopped.wait(PAUSE)):
                return


def mail_one() -> bool:
    """Mail the letter that has waited longest; False when none is due."""
    with unscoped(writes=True) as session:
        letter = Outbox.claim(session, now())
    if letter is None:
        return False
    fault = _fault(letter)
    log.info("letter %d to studio %d: %s", letter.id, letter.studio_id, fault or "sent")
    with unscoped(writes=True) as session:
        letter.settle(session, fault, now())
    return True


def _fault(letter: Outbox) -> str | None:
    """Why it did not go, or None: no transaction is open meanwhile."""
    try:
        send(letter.address, letter.subject, letter.text)
    except (OSError, smtplib.SMTPException, *MALFORMED) as error:
        return f"{type(error).__name__}: {error}"[:500]
    return None
