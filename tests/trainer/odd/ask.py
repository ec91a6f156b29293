"""An ask: one request, written down so far that each byte of it can be odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

BOUNDARY = "----edge"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
READS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class File:
    """A file in a form."""

    name: str
    content: bytes


Value = str | File
Fields = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Ask:
    """A request; ``path`` and ``query`` are as they stand in an address.

    ``kind`` is its content type and ``cut`` how many bytes are missing at the end of its body;
    ``headers`` are named as WSGI names them.
    """

    who: str
    method: str
    path: str
    query: str = ""
    fields: Fields = ()
    kind: str = ""
    cut: int = 0
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def environ(self) -> dict[str, Any]:
        """What WSGI says of its first line and headers."""
        path = unquote_to_bytes(self.path).decode("latin-1")
        query = "&".join(filter(None, (self.query, self._in_query)))
        first = {"REQUEST_METHOD": self.method, "PATH_INFO": path, "QUERY_STRING": query}
        return first | dict(self.headers)

    @property
    def content_type(self) -> str:
        """The kind of form that it is, or says it is."""
        has_file = any(isinstance(value, File) for _, value in self.fields)
        return self.kind or (MULTIPART if has_file else URLENCODED)

    @property
    def body(self) -> bytes:
        """The form, as far as it is sent."""
        if self._in_query or not self.fields:
            return b""
        whole = _multipart if self.content_type == MULTIPART else _urlencoded
        body = whole(self.fields)
        return body[: max(0, len(body) - self.cut)]

    @property
    def _in_query(self) -> str:
        return _urlencoded(self.fields).decode() if self.method in READS and not self.kind else ""


def _urlencoded(fields: Fields) -> bytes:
    pairs = ((name, value.name if isinstance(value, File) else value) for name, value in fields)
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def _quoted(text: str) -> str:
    return quote_plus(text.encode(errors="surrogatepass"))


def _multipart(fields: Fields) -> bytes:
    parts = b"".join(_part(name, value) for name, value in fields)
    return parts + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, value: Value) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, File):
        head, sent = f'{head}; filename="{value.name}"', value.content
    else:
        sent = value.encode(errors="surrogatepass")
    return head.encode(errors="surrogatepass") + b"\r\n\r\n" + sent + b"\r\n"
