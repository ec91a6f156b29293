"""Error pages: what happened, what is safe, what to do."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from trainer.access import release
from trainer.logbook import note

log = logging.getLogger(__name__)

# SQLite names its errors; on PostgreSQL an operational error is a lock or a lost connection.
BUSY = "SQLITE_BUSY"


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
        "That file is too large",
        "Nothing was saved. Choose a file of at most 2 MB and send it again.",
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

STALE_FORM = Explanation(
    "This form was open for too long",
    "Nothing was saved. Go back, reload the page and send it again.",
)


def init_app(app: Flask) -> None:
    """Show our own page for every error."""
    app.register_error_handler(SecurityError, _refuse_host)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(OperationalError, _show_busy)


def _refuse_host(_: SecurityError) -> ResponseReturnValue:
    """A page has links, and none can be built for a host name that is not ours."""
    return Response("Trainer is not at this address.\n", 400, mimetype="text/plain")


def _show_stale_form(_: CSRFError) -> ResponseReturnValue:
    note("denied", why="form token")
    return _page(STALE_FORM, 400)


def _show_busy(error: OperationalError) -> ResponseReturnValue:
    """The database did not answer: when it was only busy, the same may be sent again soon."""
    log.error("the database did not answer", exc_info=error)
    if getattr(error.orig, "sqlite_errorname", BUSY).startswith(BUSY):
        page, code = _page(EXPLANATIONS[503], 503)
        return page, code, {"Retry-After": "5"}
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
    )
    return page, code
