"""Root: the app stands at the root of its own site, whatever a request or a server says."""

from __future__ import annotations

from collections.abc import Iterable
from string import printable
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Root:
    """Serves an app at the root of its host, under one scheme.

    Some servers take the mount point from a header that anybody may send, and links are built upon
    it. What is said of another root is read as part of the path, where no such page is found.
    """

    def __init__(self, app: WSGIApplication, scheme: str) -> None:
        self._app = app
        self._scheme = scheme

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["PATH_INFO"] = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        environ["SCRIPT_NAME"] = ""
        environ["wsgi.url_scheme"] = self._scheme
        environ["QUERY_STRING"] = _escaped(environ.get("QUERY_STRING", ""))
        return self._app(environ, start)


def _escaped(query: str) -> str:
    """A query whose bytes beyond ASCII are escaped, as a browser does: they need be no UTF-8."""
    return quote(query, safe=printable, encoding="latin-1")
