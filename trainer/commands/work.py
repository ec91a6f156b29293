"""``trainer work``: press the handouts that were asked for, and mail the letters that wait."""

from __future__ import annotations

import logging
import signal
import smtplib
import threading
from contextlib import closing

import click
from sqlalchemy.exc import OperationalError

from trainer.app import create_app
from trainer.clock import now
from trainer.config import Config
from trainer.handouts.models.copy import Copy
from trainer.handouts.turn import take_turn
from trainer.mail.outbox import Outbox
from trainer.mail.smtp import Enclosed, send
from trainer.storage.heartbeat import Heartbeat
from trainer.tenancy.access import in_studio, unscoped

log = logging.getLogger(__name__)

PAUSE = 1  # seconds between two looks when nothing waits
# Of an address that it cannot read the email package raises ValueError, or trips over itself.
MALFORMED = (ValueError, LookupError, AttributeError)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def work(*, once: bool) -> None:
    """Press handouts and mail letters until stopped; several may work at the same time."""
    app = create_app()
    logging.getLogger("trainer").setLevel(logging.INFO)
    config: Config = app.extensions["config"]
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    mails = config.smtp_url is not None
    log.info("prints handouts%s", " and mails letters" if mails else "; SMTP_URL is not set")
    with closing(app.extensions["storage"]), app.app_context():
        heartbeat = Heartbeat(config.home)
        while not stopped.is_set():
            heartbeat.beat(now())
            if not _step(stopped, mails=mails) and (once or stopped.wait(PAUSE)):
                return


def _step(stopped: threading.Event, *, mails: bool) -> bool:
    """One copy and one letter, if any are due; a database that is busy is asked again."""
    try:
        return any([take_turn(stopped.is_set), mails and mail_one()])
    except OperationalError as fault:
        log.warning("the database does not answer, so this is tried again: %s", fault.orig)
        return False


def mail_one() -> bool:
    """Mail the letter that has waited longest; False when none is due."""
    with unscoped(writes=True) as session:
        letter = Outbox.claim(session, now())
    if letter is None:
        return False
    fault = _fault(letter)
    outcome = (fault or "sent").partition(":")[0]  # what the server said may quote the address
    log.info("letter %d to studio %d: %s", letter.id, letter.studio_id, outcome)
    with unscoped(writes=True) as session:
        letter.settle(session, fault, now())
    return True


def _enclosed(letter: Outbox) -> Enclosed | None:
    """The handout that goes with it; raises LookupError when its bytes were taken back."""
    if letter.copy_id is None:
        return None
    with in_studio(letter.studio_id) as session:
        copy = session.get_one(Copy, letter.copy_id)
        pdf = copy.whole(session)
    if pdf is None:
        raise LookupError(f"handout {copy.serial} was taken back before it was mailed")
    return Enclosed(f"handout-{copy.serial}.pdf", pdf)


def _fault(letter: Outbox) -> str | None:
    """Why it did not go, or None: no transaction is open meanwhile."""
    try:
        send(letter.address, letter.subject, letter.text, _enclosed(letter))
    except (OSError, smtplib.SMTPException, *MALFORMED) as error:
        return f"{type(error).__name__}: {error}"[:500]
    return None
