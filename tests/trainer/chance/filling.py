"""Filling: what somebody would write into a form, and what nobody would."""

from __future__ import annotations

from random import Random

from tests.trainer.chance.sheet import Control, Sheet
from tests.trainer.walk.bodies import ID_FIELDS
from tests.trainer.walk.things import NOWHERE
from tests.trainer.world import PASSWORD, email

Pairs = list[tuple[str, str]]

SENSIBLE = {
    "name": ("Nina Park", "Quay", "Ana Sousa", "山田 太郎"),
    "email": (email("nina"), email("ana"), email("olga"), "straße@example.com"),
    "password": (PASSWORD,),
    "current": (PASSWORD,),
    "new": ("four other plain words", "short"),
    "colour": ("#3c6a5a", "#7A2E4C", "sage"),
    "due_on": ("2027-03-01", "2028-02-29", "2001-01-01"),
    "due_days": ("14", "0", "731"),
    "number": ("4.5", "1,5", "-3", "many"),
    "query": ("ana", "mia", "spring", "nobody"),
    "qualification": ("Teacher since 2014", ""),
}
WORDS = ("Lighter on the left.", "I saw one spring.\nThen another.", "")
ODD = (
    *("", " ", "\x00", "a\x00b", "\r\nSet-Cookie: planted=1", "\u202eAna", "\u200b", "\ud800"),
    *("-1", "0", "1.5", "1e400", "NaN", "inf", "0x10", "\u0663", "\uff11", "9" * 30, "9" * 5000),
    *(str(2**31), str(2**63), str(-(2**63) - 1), "1" + "0" * 400),
    *("a" * 81, "a" * 3000, "e\u0301" * 400, "\U0001f9d1\u200d" * 50, "\ufffd", "\uffff"),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "%s%n%00", "'; DROP TABLE person; --", "\\"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2027-02-29", "None", "null"),
    *("//evil.example", "javascript:alert(1)", "../../etc/passwd", "person-", "person-0", "all-"),
    *("location-999999999999999999999", "person-1e5", "[]", "{}", "true", "on"),
)


def fill(sheet: Sheet, rng: Random) -> Pairs:
    """What its page lets somebody send."""
    pairs: Pairs = []
    for control in sheet.controls.values():
        pairs += [(control.name, value) for value in _values(control, rng)]
    return pairs


def spoil(pairs: Pairs, rng: Random) -> Pairs:
    """The same with one to three things wrong."""
    spoilt = list(pairs)
    for _ in range(rng.randint(1, 3)):
        rng.choice((_replace, _replace, _drop, _double, _rename, _intrude))(spoilt, rng)
    return spoilt


def _values(control: Control, rng: Random) -> list[str]:
    if control.kind in {"select", "radio"}:
        likely = [value for value in control.options if value] or control.options
        return [rng.choice(likely)] if likely else []
    if control.kind == "checkbox":
        return [value for value in control.options if rng.random() < 0.5]
    if control.kind == "submit":
        return [rng.choice(control.options)] if rng.random() < 0.7 else []
    if control.kind in {"hidden", "file"}:
        return [control.value] if control.kind == "hidden" else []
    return [rng.choice(SENSIBLE.get(control.name, WORDS))]


def _replace(pairs: Pairs, rng: Random) -> None:
    if pairs:
        at = rng.randrange(len(pairs))
        pairs[at] = (pairs[at][0], rng.choice(ODD))


def _drop(pairs: Pairs, rng: Random) -> None:
    if pairs:
        del pairs[rng.randrange(len(pairs))]


def _double(pairs: Pairs, rng: Random) -> None:
    if pairs:
        name, value = rng.choice(pairs)
        pairs.append((name, rng.choice((value, *ODD))))


def _rename(pairs: Pairs, rng: Random) -> None:
    if pairs:
        at = rng.randrange(len(pairs))
        name = rng.choice((f"{pairs[at][0]}[]", f"{pairs[at][0]}.0", "", "\ud800", "a" * 300))
        pairs[at] = (name, pairs[at][1])


def _intrude(pairs: Pairs, rng: Random) -> None:
    name = rng.choice((*ID_FIELDS, "owner", "studio", "csrf_token", "go", "scope", "next"))
    pairs.append((name, rng.choice((str(NOWHERE), "1", "2", "owner", *ODD))))
