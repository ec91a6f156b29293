"""The studio's colour as a stylesheet, so that no page needs inline style."""

from __future__ import annotations

from flask import Blueprint, Response, request

from trainer.tenancy.access import current_member
from trainer.web.colour import accent

blueprint = Blueprint("themes", __name__, url_prefix="/<studio>")

THEME = """\
:root {{ --accent: {0.light}; --accent-ink: {0.ink}; --accent-text: {0.light}; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --accent: {0.dark}; --accent-ink: {0.ink_dark}; --accent-text: {0.dark}; }}
}}
"""


@blueprint.get("/theme.css")
def show() -> Response:
    """The accent in both themes; a browser asks again and mostly hears "unchanged"."""
    response = Response(THEME.format(accent(current_member().colour)), mimetype="text/css")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
