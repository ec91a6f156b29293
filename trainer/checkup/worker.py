"""Worker: whether somebody prints and mails, and nothing waits in vain."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from trainer.checkup.site import Fault, Site
from trainer.mail.outbox import Outbox
from trainer.storage.heartbeat import Heartbeat
from trainer.storage.job import Job

SILENT = dt.timedelta(minutes=5)
UNTRIED = dt.timedelta(minutes=15)
START = "`trainer serve` starts one; else run `python -m trainer work`."


def worker(site: Site) -> str:
    """It was seen just now, and has looked at all that waits."""
    seen = Heartbeat(site.config.home).last()
    if seen is None or site.at - seen > SILENT:
        ago = (
            "has been seen here"
            if seen is None
            else f"has been seen since {seen:%Y-%m-%d %H:%M} UTC"
        )
        raise Fault(f"No worker {ago}, so nothing is printed or mailed. {START}")
    waiting = sa.select(Job).where(Job.ended_at.is_(None))
    untried = sa.select(sa.func.count(Outbox.id)).where(
        Outbox.sent_at.is_(None), Outbox.tries == 0, Outbox.due_at < site.at - UNTRIED
    )
    with site.rows() as session:
        unseen = [job.id for job in session.scalars(waiting) if job.is_unseen(site.at)]
        letters = session.scalar(untried) if site.config.mails else 0
    if unseen:
        raise Fault(f"{len(unseen)} print runs wait, and no worker looks at them. {START}")
    if letters:
        raise Fault(f"{letters} letters wait, and none has been tried. {START}")
    return f"seen {int((site.at - seen).total_seconds())} seconds ago, and nothing waits in vain"
