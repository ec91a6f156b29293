"""Oddities: what can be wrong with a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.trainer.odd.ask import MULTIPART, URLENCODED, Ask, File, Value

NUMBERS = (
    *("0", "-1", "-0", "1.5", "1e9", "NaN", "Infinity", "0x10", "1_000", " 7 ", "+3", "101"),
    *("2147483648", "9223372036854775808", "-9223372036854775809", "9" * 30, "9" * 5000),
    *("٣", "４２", "²", "Ⅷ", "๓", "1٣", "۹" * 25, "-٣"),  # other digits
)
TEXTS = (
    *("", " ", "\x00", "a\x00b", "\r\nX-Planted: yes", "\ud800", "\udfff", "\ufeff", "\u2028"),
    *("\u202e\u200b🦶", "e\u0301" * 300, "ß" * 200, "İ", "a" * 10_000, "\x1b[31m", "\x7f\x85"),
    *("'\"><b>", "{{ 7*7 }}", "%s %(a)s {0}", "../../etc/passwd", "None", "null", "[]", "true"),
    *("a@b", "a@" + "b" * 300, "a@[::1", "@", "xn--@xn--a.xn--", "ana@example.com\x00"),
    *("https://[", "//evil.example", "/\\evil", "http://[::1", "javascript:alert(1)"),
    *("#ffffff", "#ggg", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01"),
    *("Europe/Nowhere", "../London", "Europe", "/etc/localtime", "Europe/London\x00"),
)
NAMES = ("", "\x00", "a" * 2000, "name[]", "csrf_token", "_method", "method", "studio_id", "id")
SEGMENTS = (
    *("%00", "a%00b", "%FF%FE", "%ED%A0%80", "%E2%80%AE", "%2e%2e", "..", ".", "%2F", "%5C"),
    *("%0d%0aX-Planted:%20yes", "9" * 30, "9" * 400, "-1", "1.5", "%D9%A3", "%EF%BC%91", "0", ""),
    *("%7B%7B7*7%7D%7D", "a" * 3000, "%25", "con", ";a=b", "@", "9223372036854775808", "%C2%B2"),
)
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "get", "É", "")
HEADERS = (
    *(("HTTP_HOST", each) for each in ("evil.example", "", "localhost:99999", "[::1", "a b")),
    *(("HTTP_RANGE", each) for each in ("bytes=0-", "bytes=9-1", "bytes=-5", "lines=1", "\xff")),
    *(("HTTP_IF_MODIFIED_SINCE", each) for each in ("yesterday", "Mon, 99 Feb 9999 99:99:99 GMT")),
    *(("HTTP_IF_NONE_MATCH", each) for each in ("*", '"', "W/", "\xff")),
    *(("HTTP_COOKIE", each) for each in ("trainer=", "trainer=a.b.c", "=;;=", "\xff=\xff")),
    *(("HTTP_ACCEPT_LANGUAGE", each) for each in ("*;q=x", "\xff", "de" * 2000)),
    *(("CONTENT_LENGTH", each) for each in ("", "-1", "abc", "99999999999")),
    ("HTTP_TRANSFER_ENCODING", "chunked"),
    ("HTTP_AUTHORIZATION", "Basic \xff"),
    ("HTTP_AUTHORIZATION", "Digest x"),
    ("HTTP_REFERER", "http://[::1"),
    ("HTTP_USER_AGENT", "\xff\x01" * 900),
    ("HTTP_USER_AGENT", ""),
    ("HTTP_X_FORWARDED_FOR", "not an address"),
    ("HTTP_X_FORWARDED_PREFIX", "/a"),
    ("HTTP_X_HTTP_METHOD_OVERRIDE", "DELETE"),
    ("SCRIPT_NAME", "/harbour"),
    ("REMOTE_ADDR", ""),
    ("REMOTE_ADDR", "\xff"),
)
KINDS = (
    *(
        "application/json",
        "text/plain",
        "x",
        "multipart/form-data",
        "multipart/form-data; boundary=",
    ),
    *("multipart/form-data; boundary=" + "b" * 300, f"{URLENCODED}; charset=utf-7", "\xff/\xff"),
    *("multipart/form-data; boundary=\xff", f"{URLENCODED}; charset=nothing", MULTIPART),
)
FILES = (
    *(
        File("", b""),
        File("a.png", b""),
        File("\x00", b"\x00"),
        File("a" * 3000 + ".png", b"GIF89a"),
    ),
    *(File("../../app.py", b"\x89PNG\r\n\x1a\n"), File("ü\ud800.svg", b"<svg onload='x'/>")),
    *(File("a.png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 5000), File("big.png", b"\x89PNG" * 700_000)),
)

Foreign = dict[str, list[str]]
Mutation = Callable[[Ask, Random, Foreign], Ask]


def mutate(ask: Ask, dice: Random, foreign: Foreign) -> Ask:
    """The request with one to three things odd in it; ``foreign`` are ids by field."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        ask = dice.choices(list(MUTATIONS), list(MUTATIONS.values()))[0](ask, dice, foreign)
    return ask


def _odd_text(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return _change(ask, dice, dice.choice(TEXTS))


def _odd_number(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return _change(ask, dice, dice.choice(NUMBERS))


def _odd_file(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return _change(ask, dice, dice.choice(FILES))


def _missing(ask: Ask, dice: Random, _: Foreign) -> Ask:
    at = dice.randrange(len(ask.fields) or 1)
    return replace(ask, fields=ask.fields[:at] + ask.fields[at + 1 :])


def _repeated(ask: Ask, dice: Random, _: Foreign) -> Ask:
    if not ask.fields:
        return ask
    name, value = dice.choice(ask.fields)
    more: list[Value] = [
        dice.choice([value, *TEXTS, *NUMBERS]) for _ in range(dice.choice((1, 40)))
    ]
    return replace(ask, fields=(*ask.fields, *((name, each) for each in more)))


def _foreign_id(ask: Ask, dice: Random, foreign: Foreign) -> Ask:
    name = dice.choice([name for name, _ in ask.fields if name in foreign] or sorted(foreign))
    kept = tuple(pair for pair in ask.fields if pair[0] != name)
    return replace(ask, fields=(*kept, (name, dice.choice(foreign[name]))))


def _odd_name(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return replace(ask, fields=(*ask.fields, (dice.choice(NAMES), dice.choice(TEXTS))))


def _many_fields(ask: Ask, dice: Random, _: Foreign) -> Ask:
    many = tuple((f"n{each}", "1") for each in range(dice.choice((999, 1001, 5000))))
    return replace(ask, fields=ask.fields + many, kind=dice.choice((URLENCODED, MULTIPART)))


def _odd_kind(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return replace(ask, kind=dice.choice(KINDS))


def _cut(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return replace(ask, kind=MULTIPART, cut=dice.choice((1, 4, 11, 30, 90)))


def _odd_method(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return replace(ask, method=dice.choice(METHODS))


def _odd_header(ask: Ask, dice: Random, _: Foreign) -> Ask:
    return replace(ask, headers=(*ask.headers, dice.choice(HEADERS)))


def _odd_path(ask: Ask, dice: Random, _: Foreign) -> Ask:
    segments = ask.path.split("/")
    segments[dice.randrange(1, len(segments) or 1) if len(segments) > 1 else 0] = dice.choice(
        SEGMENTS
    )
    return replace(ask, path="/".join(segments))


def _odd_query(ask: Ask, dice: Random, _: Foreign) -> Ask:
    name = dice.choice(("query", "next", "state", "kind", "page", "edition", "a%00", "", "%FF"))
    odd = dice.choice((*SEGMENTS, "&&&=", "=", "%", "%zz", "a&a&a", "\xff"))
    return replace(ask, query=f"{name}={odd}")


def _change(ask: Ask, dice: Random, value: Value) -> Ask:
    if not ask.fields:
        return ask
    at = dice.randrange(len(ask.fields))
    changed = (ask.fields[at][0], value)
    return replace(ask, fields=(*ask.fields[:at], changed, *ask.fields[at + 1 :]))


# How often each is tried beside the others.
MUTATIONS: dict[Mutation, int] = {
    _odd_text: 8,
    _odd_number: 8,
    _missing: 5,
    _repeated: 4,
    _foreign_id: 4,
    _odd_file: 3,
    _odd_name: 2,
    _many_fields: 1,
    _odd_kind: 2,
    _cut: 2,
    _odd_method: 2,
    _odd_header: 4,
    _odd_path: 4,
    _odd_query: 3,
}
