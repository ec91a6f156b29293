"""Machine: whether there is room on the disk, the clock is right, and letters find a server."""

from __future__ import annotations

import datetime as dt
import shutil
import smtplib
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa

from trainer.checkup.site import Fault, Site, some
from trainer.mail import smtp
from trainer.storage.base import UTC
from trainer.storage.engines import sqlite_file
from trainer.tables import Base

LEAST = 500_000_000  # bytes: below it a week of printing may fill the disk
SLACK = dt.timedelta(minutes=5)
HEARD = (smtplib.SMTPException, OSError, ValueError)


def disk(site: Site) -> str:
    """There is room for the rows, a backup, and what is being pressed."""
    file = sqlite_file(sa.make_url(site.config.database_url))
    size = file.stat().st_size if file and file.exists() else 0
    places = {site.config.home, Path(tempfile.gettempdir()), *([file.parent] if file else [])}
    free = {place: shutil.disk_usage(place).free for place in places}
    place = min(free, key=lambda each: free[each])
    if free[place] < LEAST + 2 * size:
        raise Fault(
            f"{free[place] // 1_000_000:,} MB are free at {place}, and "
            f"{(LEAST + 2 * size) // 1_000_000:,} MB should be. Make room."
        )
    return f"{free[place] // 1_000_000:,} MB are free"


def mail(site: Site) -> str:
    """The server lets us in; no letter is sent."""
    if site.config.smtp_url is None:
        return "SMTP_URL is not set: nothing is mailed, and links are shown to copy"
    try:
        smtp.greet(site.config.smtp_url)
    except HEARD as fault:
        raise Fault(
            f"The mail server does not take us ({type(fault).__name__}). Check SMTP_URL."
        ) from fault
    return "the mail server lets us in"


def clock(site: Site) -> str:
    """Nothing was recorded in the future, the database agrees, and every zone is known."""
    with site.connection() as connection:
        theirs = connection.execute(sa.select(sa.func.now(type_=UTC))).scalar_one()
        newest = [
            (connection.execute(sa.select(sa.func.max(at))).scalar(), at) for at in _moments()
        ]
    ahead = [
        f"{at.table.name} {when:%Y-%m-%d %H:%M}" for when, at in newest if _is_ahead(when, site)
    ]
    if ahead:
        raise Fault(f"Rows are from the future ({some(ahead)}). Set the clock of this machine.")
    if abs(theirs - site.at) > SLACK:
        raise Fault(f"The database says that it is {theirs:%Y-%m-%d %H:%M} UTC. Set both clocks.")
    unknown = {each.time_zone for each in site.studios() if not _is_zone(each.time_zone)}
    if unknown:
        raise Fault(f"No such time zone here: {some(sorted(unknown))}. Install tzdata.")
    return f"{site.at:%Y-%m-%d %H:%M} UTC, and nothing is from the future"


def _moments() -> list[sa.Column[dt.datetime]]:
    """When something was done, of every table that says so."""
    return [table.c["at"] for table in Base.metadata.sorted_tables if "at" in table.c]


def _is_ahead(when: dt.datetime | None, site: Site) -> bool:
    return when is not None and when - site.at > SLACK


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return False
