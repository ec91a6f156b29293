"""Error pages: what happened, what is safe, what to do."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from trainer.log_lines import request_id
from trainer.storage.engines import is_conflict
from trainer.storage.outage import Outage
from trainer.tenancy.access import is_signed_in, release, unauthorized
from trainer.tenancy.policy import POLICIES, Who
from trainer.web.logbook import note

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Explanation:
    """The words of one error page."""

    title: str
    text: str


UNKNOWN = Explanation(
    "That did not work", "The request could not be understood. Go back and try once more."
)

EXPLANATIONS = {
    400: UNKNOWN,
    403: Explanation(
        "This page is for managers",
        "Your role in this studio does not open it. Ask the owner if you need it.",
    ),
    404: Explanation(
        "There is no such page",
        "The address may be mistyped, or the page belongs to a studio that you are not in.",
    ),
    405: UNKNOWN,
    410: Explanation("This is gone", "What was here has been used, withdrawn or has expired."),
    413: Explanation(
        "That is too large",
        "Nothing was saved. A file may have 2 MB, and a form about 250,000 letters. Go back, make "
        "it smaller and send it again.",
    ),
    422: Explanation(
        "Something needs correcting", "Nothing was saved. Go back and check what you typed."
    ),
    429: Explanation(
        "Too many tries",
        "Nothing is lost. Wait a quarter of an hour, then try again.",
    ),
    500: Explanation(
        "Something broke on our side",
        "What you saved before is safe. Try again in a minute; if it happens again, tell the "
        "person who runs this site.",
    ),
    503: Explanation(
        "Busy for a moment", "Nothing was lost. Wait a few seconds and send it again."
    ),
}

CONFLICT = Explanation(
    "Somebody was quicker",
    "The same thing was changed in this very moment, so nothing of yours was saved. Go back, look "
    "at it as it is now, and send it again if it is still needed.",
)

SHUT = Explanation(
    "Nothing can be saved just now",
    "The storage of this site is full or cannot be written. What was saved before is safe. What "
    "you sent just now was not saved: go back, where it still stands, and send it again in a few "
    "minutes. If it goes on, tell the person who runs this site.",
)

STALE_FORM = Explanation(
    "This form was open for too long",
    "Nothing was saved. Go back, reload the page and send it again.",
)


def init_app(app: Flask) -> None:
    """Show our own page for every error."""
    app.register_error_handler(SecurityError, _refuse_host)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(IntegrityError, _show_conflict)
    app.register_error_handler(SQLAlchemyError, _show_outage)
    app.register_error_handler(OSError, _show_outage)


def _refuse_host(_: SecurityError) -> ResponseReturnValue:
    """A page has links, and none can be built for a host name that is not ours."""
    return Response("Trainer is not at this address.\n", 400, mimetype="text/plain")


def _show_stale_form(_: CSRFError) -> ResponseReturnValue:
    note("denied", why="form token")
    policy = POLICIES.get(request.endpoint or "")
    if policy and policy.who >= Who.SIGNED_IN and not is_signed_in():
        return unauthorized()  # their session is gone: to reload the page would not help them
    return _page(STALE_FORM, 400)


def _show_outage(error: Exception) -> ResponseReturnValue:
    """The database or the disk takes nothing just now; any other fault is one of ours."""
    outage = Outage.of(error)
    if outage is None:
        raise error
    log.error("nothing can be saved", exc_info=error)
    page, code = _page(SHUT if outage is Outage.SHUT else EXPLANATIONS[503], 503)
    return page, code, {"Retry-After": str(outage.value)}


def _show_conflict(error: IntegrityError) -> ResponseReturnValue:
    """The last net: what a form could have said at its field, it should say there."""
    if is_conflict(error):
        log.warning("two changed the same thing at once", exc_info=error)
        return _page(CONFLICT, 422)
    log.error("the database refused a row", exc_info=error)
    return _page(EXPLANATIONS[500], 500)


def _show(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code == 403:
        note("denied", why="role")
    return _page(EXPLANATIONS.get(code, UNKNOWN), code)


def _page(explanation: Explanation, code: int) -> tuple[str, int]:
    release()
    page = render_template(
        "errors/error.html",
        code=code,
        title=explanation.title,
        text=explanation.text,
        action_url=url_for("front.show"),
        action="Go to the first page",
        number=request_id.get() if code >= 500 else None,
    )
    return page, code
