"""Sending: a request in bytes, as a browser makes one and as no browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote_plus

from tests.trainer.chance.filling import ODD, Pairs
from tests.trainer.pictures import picture

FORM = "application/x-www-form-urlencoded"
BOUNDARY = "----chance"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "ODD")
KINDS = (
    *("", "x", "text/plain", "application/json", f"{FORM}; charset=utf-7", f"{FORM}; charset=\xff"),
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x"),
)
HEADERS = (
    ("Accept-Language", "x" * 500),
    ("Accept-Encoding", "gzip;q=nan"),
    ("Authorization", "Basic x"),
    ("Cookie", "trainer=.eJw; trainer=\xff; =; trainer"),
    ("If-Modified-Since", "Tue, 99 Xyz 99999 99:99:99 GMT"),
    ("If-None-Match", 'W/"' + "x" * 300),
    ("Origin", "null"),
    ("Range", "bytes=-0,5-,9999999999999999999-"),
    ("Referer", "http://evil.example/\xff"),
    ("User-Agent", "\xff\xfe" * 100),
    ("User-Agent", ""),
    ("X-Forwarded-For", "1.2.3.4, \xff"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Host", "evil.example"),
    ("Host", "127.0.0.1:99999"),
    ("Content-Length", "-1"),
)


@dataclass
class Request:
    """One request; its path may have a query."""

    who: str
    method: str
    path: str
    body: bytes = b""
    kind: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        sent = self.body[:300].decode("latin-1")
        return f"{self.who or 'nobody'}: {self.method} {self.path[:300]} {self.headers} {sent!r}"


def encoded(pairs: Pairs) -> str:
    """Pairs as a query or a body, whatever is in them."""
    return "&".join("=".join(quote_plus(_bytes(part)) for part in pair) for pair in pairs)


def multipart(pairs: Pairs, files: dict[str, bytes]) -> bytes:
    """Pairs and files in parts."""
    parts = [_part(f'name="{name[:80]}"', _bytes(value)) for name, value in pairs]
    parts += [
        _part(f'name="{name}"; filename="../a.png"', content) for name, content in files.items()
    ]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def upload(rng: Random) -> bytes:
    """A picture, or something that calls itself one."""
    good = picture()
    return rng.choice((good, good, good[:-20], good[:8], b"", b"<svg onload='x'/>", b"GIF89a"))


def break_up(request: Request, rng: Random) -> None:
    """Do to a request what no browser does."""
    rng.choice((_other_method, _other_kind, _odd_header, _odd_header, _cut_short, _many_parts))(
        request, rng
    )


def _other_method(request: Request, rng: Random) -> None:
    request.method = rng.choice(METHODS)


def _other_kind(request: Request, rng: Random) -> None:
    request.kind = rng.choice(KINDS)


def _odd_header(request: Request, rng: Random) -> None:
    request.headers.append(rng.choice(HEADERS))


def _cut_short(request: Request, rng: Random) -> None:
    request.body = request.body[: rng.randint(0, len(request.body))] + rng.choice(
        (b"", b"%", b"\xff")
    )


def _many_parts(request: Request, rng: Random) -> None:
    request.method, request.kind = "POST", MULTIPART
    request.body = multipart([(rng.choice(ODD), "x")] * rng.choice((1, 30, 1500)), {})


def _part(about: str, content: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
    return head.encode() + _bytes(about) + b"\r\n\r\n" + content + b"\r\n"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
