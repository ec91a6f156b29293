"""What an upload is kept in while it is read."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

import flask


class Request(flask.Request):
    """A request that keeps its files in memory, which the largest request bounds.

    A temporary file stays open when the upload breaks off, and a full disk would take none.
    """

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return BytesIO()
