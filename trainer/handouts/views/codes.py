"""A printed code: whether the handout that carries it is genuine and current. Open to anybody."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from trainer.clock import now
from trainer.handouts.code import plain_code
from trainer.handouts.models.copy import Sighting
from trainer.handouts.queries.verification import Standing, Verification, standing, verify
from trainer.storage.outage import Outage
from trainer.tenancy.access import is_signed_in, unscoped, visitor
from trainer.tenancy.models.throttle import Throttle
from trainer.web.pages import page

blueprint = Blueprint("codes", __name__)
log = logging.getLogger(__name__)

WINDOW = dt.timedelta(hours=1)
# A page that is reloaded all day is not seen more often than this.
SIGHTINGS = 60
# Codes that are nobody's, from one caller: a whole studio shares one, its router. A code that is
# somebody's is answered whatever was tried before, so nobody is locked out by a neighbour.
GUESSES = 200


@blueprint.get("/c/<path:copy_code>")
def show(copy_code: str) -> ResponseReturnValue:
    """Genuine or not, whose studio's, current or superseded; the sighting is recorded."""
    person = visitor().person_id if is_signed_in() else None
    with unscoped() as session:
        found = verify(session, plain_code(copy_code))
        mine = standing(session, found.copy_id, person) if found and person else None
    if found is None:
        return _unknown(copy_code)
    return _known(found, mine)


def _known(found: Verification, mine: Standing | None) -> ResponseReturnValue:
    try:
        _record(found)
    except SQLAlchemyError as error:
        if Outage.of(error) is None:
            raise
        log.warning("a sighting could not be saved", exc_info=error)  # the answer can be given
    return page("codes/show.html", found=found, mine=mine)


def _unknown(code: str) -> ResponseReturnValue:
    caller = hashlib.sha256((request.remote_addr or "").encode()).hexdigest()[:32]
    with unscoped(writes=True) as session:
        within = Throttle.admits(session, f"guess:{caller}", GUESSES, WINDOW, now())
        session.commit()
    if not within:
        wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
        return page("codes/unknown.html", code=code, too_many=True), 429, wait
    return page("codes/unknown.html", code=code, too_many=False), 404


def _record(found: Verification) -> None:
    with unscoped(writes=True) as session:
        if Throttle.admits(session, f"sighting:{found.copy_id}", SIGHTINGS, WINDOW, now()):
            with session.within(found.studio_id) as rows:
                rows.add(Sighting(copy_id=found.copy_id, at=now()))
        session.commit()
