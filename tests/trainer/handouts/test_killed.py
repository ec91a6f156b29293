"""Servers and workers are killed in the middle of a print run, again and again."""

from __future__ import annotations

import random
import re
import signal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.trainer.conftest import MemberId, SignIn, on_sqlite
from tests.trainer.handouts.mortal import ASKING, WORKING, Death, ask, run, work
from tests.trainer.learner import FEET, STANCE
from trainer.config import Config
from trainer.handouts import issuing
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import Bundle, Misprint, PrintRun, Ticket
from trainer.storage.counter import Counter
from trainer.storage.job import Job
from trainer.tenancy.scope import StudioSession

EVERYBODY = ("ana", "bruno", "mia", "olga", "zoe")
KINDS = ["lesson", "cards"]
DEATHS = 4  # of workers, in a round
ROUNDS = [seed if seed < 3 else pytest.param(seed, marks=pytest.mark.soak) for seed in range(50)]
SERIAL = re.compile(rb'"label":"Handout (\d{4}-\d{4})"')


@pytest.fixture
def environment(config: Config) -> dict[str, str]:
    """By which other processes find the world."""
    return {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }


@pytest.fixture
def fields(sign_in: SignIn, member_id: MemberId) -> dict[str, Any]:
    """A form for everybody; to Ana a row is open, so that one base more is wanted."""
    ana = sign_in("ana")
    for _ in range(3):
        ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    people = [member_id(each) for each in EVERYBODY]
    return {"membership": people, "kind": KINDS, "form_key": "one form"}


def faults(session: Session) -> list[str]:
    """What nobody may find in the ledger, whenever somebody looks."""
    copies = session.scalars(sa.select(Copy).order_by(Copy.id)).all()
    files = session.scalars(
        sa.select(PrintFile.pdf).join(Bundle, Bundle.sha256 == PrintFile.sha256)
    )
    delivered = [serial.decode() for file in files for serial in SERIAL.findall(file)]
    numbers = [int(each.serial[-4:]) for each in copies]
    last = session.scalar(sa.select(Counter.last)) or 0
    found = {
        "a serial twice, or none": numbers != list(range(1, len(copies) + 1)),
        "a serial that is nobody's": last != len(copies),
        "a copy that is in no file": delivered != [each.serial for each in copies],
        "a copy without an event": len(copies) != session.scalar(_EVENTS),
        "bytes that are not a copy's": not all(each.whole(session) for each in copies),
        "a run twice": (session.scalar(_RUNS) or 0) > 1,
    }
    return [fault for fault, is_so in found.items() if is_so]


_EVENTS = sa.select(sa.func.count(CopyEvent.id))
_RUNS = sa.select(sa.func.count(PrintRun.id))


@pytest.mark.parametrize("seed", ROUNDS)
def test_a_run_survives_whatever_is_killed(
    environment: dict[str, str], fields: dict[str, Any], every: StudioSession, seed: int
) -> None:
    chance = random.Random(seed)
    every.rollback()

    ended = [run(ask, environment, fields, chance.choice(ASKING))]
    run(ask, environment, fields, None)  # whoever had no answer sends the form again
    found = faults(every)
    for death in chance.sample(WORKING, DEATHS):
        every.rollback()
        ended.append(run(work, environment, death))
        found += faults(every)
    every.rollback()
    last = run(work, environment, None)

    assert found + faults(every) == []
    assert ended[0] == -signal.SIGKILL
    assert ended.count(-signal.SIGKILL) > 1
    assert last == 0
    assert len(every.scalars(sa.select(Copy)).all()) == len(EVERYBODY) * len(KINDS)
    assert every.scalars(sa.select(Misprint)).all() == []
    assert every.scalars(sa.select(Job.id).where(Job.ended_at.is_(None))).all() == []
    assert len(every.scalars(sa.select(Ticket)).all()) == len(EVERYBODY) * len(KINDS)


@on_sqlite
def test_a_copy_that_is_recorded_before_its_file_would_be_found(
    environment: dict[str, str], fields: dict[str, Any], every: StudioSession
) -> None:
    every.rollback()
    run(ask, environment, fields, None)

    ended = run(work, environment, Death("trainer.handouts.issuing", "_copies"), commit_too_soon)

    assert ended == -signal.SIGKILL
    assert "a copy that is in no file" in faults(every)


def commit_too_soon(patch: pytest.MonkeyPatch) -> None:
    """The fault: copies in a transaction of their own."""
    record = issuing._copies

    def copies(session: Session, *rest: Any) -> list[Copy]:
        made = record(session, *rest)
        session.commit()
        return made

    patch.setattr(issuing, "_copies", copies)
