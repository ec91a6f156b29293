"""A printed code: whether the handout that carries it is genuine and current. Open to anybody."""

from __future__ import annotations

import datetime as dt
import logging

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from trainer.clock import now
from trainer.handouts.code import plain_code
from trainer.handouts.models.copy import Sighting
from trainer.handouts.queries.verification import Verification, verify
from trainer.storage.outage import Outage
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.throttle import Throttle
from trainer.web.pages import page

blueprint = Blueprint("codes", __name__)
log = logging.getLogger(__name__)

# A page that is reloaded all day is not seen more often than this.
SIGHTINGS = 60
WINDOW = dt.timedelta(hours=1)


@blueprint.get("/c/<copy_code>")
def show(copy_code: str) -> ResponseReturnValue:
    """Genuine or not, whose studio's, current or superseded; the sighting is recorded."""
    with unscoped() as session:
        found = verify(session, plain_code(copy_code))
    if found is None:
        return page("codes/unknown.html", code=copy_code), 404
    try:
        _record(found)
    except SQLAlchemyError as error:
        if Outage.of(error) is None:
            raise
        log.warning("a sighting could not be saved", exc_info=error)  # the answer can be given
    return page("codes/show.html", found=found)


def _record(found: Verification) -> None:
    with unscoped(writes=True) as session:
        if Throttle.admits(session, f"sighting:{found.copy_id}", SIGHTINGS, WINDOW, now()):
            with session.within(found.studio_id) as rows:
                rows.add(Sighting(copy_id=found.copy_id, at=now()))
        session.commit()
