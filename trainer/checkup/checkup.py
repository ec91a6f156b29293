"""A checkup: every check in turn, and a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from trainer.checkup.configuration import configuration
from trainer.checkup.database import database, schema
from trainer.checkup.ledger import copies, serials
from trainer.checkup.machine import clock, disk, mail
from trainer.checkup.site import Check, Fault, Site
from trainer.checkup.worker import worker
from trainer.config import Config, UnsafeConfig

CHECKS: dict[str, Check] = {
    "configuration": configuration,
    "database": database,
    "schema": schema,
    "serials": serials,
    "copies": copies,
    "disk": disk,
    "mail": mail,
    "clock": clock,
    "worker": worker,
}


@dataclass(frozen=True)
class Finding:
    """What one check says."""

    check: str
    words: str
    is_well: bool

    def __str__(self) -> str:
        return f"{'ok   ' if self.is_well else 'FAULT'}  {self.check:<13}  {self.words}"


def checkup(environment: Mapping[str, str], at: dt.datetime) -> Iterator[Finding]:
    """Look at everything; what cannot be configured cannot be looked at any further."""
    try:
        config = Config.from_environment(environment)
    except UnsafeConfig as fault:
        yield Finding("configuration", str(fault), is_well=False)
        return
    with closing(Site(config, at)) as site:
        for name, check in CHECKS.items():
            yield _look(name, check, site)


def _look(name: str, check: Check, site: Site) -> Finding:
    try:
        return Finding(name, check(site), is_well=True)
    except Fault as fault:
        return Finding(name, str(fault), is_well=False)
    except (OSError, SQLAlchemyError) as fault:
        words = str(getattr(fault, "orig", None) or fault).strip().splitlines()
        return Finding(
            name, f"It cannot be looked at: {words[0] if words else fault}", is_well=False
        )
