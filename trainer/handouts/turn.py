"""Turn: the worker's next step at the press, of a print run or of what a studio has in stock."""

from __future__ import annotations

import logging
from collections.abc import Callable

from trainer.clock import now
from trainer.handouts.hold import Hold, LetGo
from trainer.handouts.press_step import press_step
from trainer.handouts.stock import stock_step
from trainer.storage.job import Job, JobKind
from trainer.tenancy.access import unscoped

log = logging.getLogger(__name__)


def take_turn(stopped: Callable[[], bool] = lambda: False) -> bool:
    """Do the step that has waited longest; False when none is due."""
    with unscoped() as session:
        if not Job.is_due(session, now()):
            return False
    with unscoped(writes=True) as session:
        job = Job.claim(session, now())
    if job is None:
        return False
    hold = Hold(job, stopped)
    try:
        _STEPS[JobKind(job.kind)](hold)
    except LetGo as reason:
        log.info("job %d is let go: %s", job.id, reason)
        hold.put_back()
    return True


_STEPS: dict[JobKind, Callable[[Hold], None]] = {
    JobKind.PRINT_RUN: press_step,
    JobKind.BASES: stock_step,
}
