"""Hold: a job in a worker's hand, whose lease is renewed while something slow runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.storage.job import LEASE, Job
from trainer.tenancy.access import in_studio, unscoped

TRIES = 5  # of one step, when the worker itself does not come through it


class LetGo(Exception):
    """The job is not in this hand any more, or the worker is to stop: nothing is recorded."""


@dataclass
class Hold:
    """A job in hand."""

    job: Job
    stopped: Callable[[], bool]
    renewed: dt.datetime = field(default_factory=now)

    @property
    def has_failed(self) -> bool:
        """Whether the worker itself has not come through this step time and again."""
        return self.job.tries > TRIES

    def beat(self) -> None:
        """Show that somebody works; raises LetGo when it is time to stop."""
        if self.stopped():
            raise LetGo("the worker stops")
        if now() - self.renewed < LEASE / 4:
            return
        with unscoped(writes=True) as session:
            is_held = self.job.renew(session, now())
            session.commit()
        if not is_held:
            raise LetGo("its lease ran out")
        self.renewed = now()

    def keep(self, write: Callable[[Session], bool], *, ends: bool = False) -> None:
        """Record what came of the step, with the job's own state, in one transaction.

        ``write`` says whether the step got on; it has written nothing else, and is tried again.
        """
        with in_studio(self.job.studio_id, writes=True) as session:
            if not self.job.is_held(session):
                raise LetGo("its lease ran out")
            got_on = write(session)
            if got_on and ends:
                self.job.end(session, now())
            else:
                self.job.put_back(session, now(), got_on=got_on)
            session.commit()

    def put_back(self) -> None:
        """Let it go without having got on."""
        with unscoped(writes=True) as session:
            self.job.put_back(session, now(), got_on=False)
            session.commit()
