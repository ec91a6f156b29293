"""Root: the app stands at the root of its own site, whatever a request or a server says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

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
        return self._app(environ, start)
