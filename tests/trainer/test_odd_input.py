"""Whatever is sent to whatever address, the answer is no fault of ours."""

from __future__ import annotations

import gc
import warnings
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.trainer.conftest import SignIn
from tests.trainer.odd.ask import MULTIPART, Ask, File

ODD = [
    "\x00",
    "a\x00b",
    "9" * 30,
    "-1",
    "1.5",
    "../../etc/passwd",
    "%",
    "'\"><b>",
    "\r\nX-Planted: yes",
    "\u202e\u200b🦶",
    "e\u0301" * 300,
    "{{ 7*7 }}",
]
FIELDS = (
    *("name", "email", "password", "current", "new", "next", "role", "location", "person"),
    *("colour", "paper", "time_zone", "logo", "remove_logo", "query", "state", "kind"),
)


def address(rule: Rule, odd: str) -> str:
    """The rule's address with something odd wherever something varies, but for the studio."""
    built = rule.rule.replace("<studio>", "harbour")
    for name in rule.arguments:
        for pattern in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
            built = built.replace(pattern, quote(odd, safe=""))
    return built


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_is_answered(app: Flask, sign_in: SignIn, odd: str) -> None:
    owner = sign_in("olga")
    sent = dict.fromkeys(FIELDS, odd)

    for rule in app.url_map.iter_rules():
        if rule.endpoint == "sign_ins.destroy":
            continue
        if "GET" in (rule.methods or ()):
            answer = owner.get(address(rule, odd), query_string=sent, buffered=True)
        else:
            answer = owner.post(address(rule, odd), data=sent)
        assert answer.status_code < 500, (rule.rule, answer.status_code)
        assert "X-Planted" not in answer.headers


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_studio_is_not_found(sign_in: SignIn, odd: str) -> None:
    answer = sign_in("olga").get(f"/{quote(odd, safe='')}/lessons", buffered=True)

    assert answer.status_code in {400, 404}


def test_bytes_that_are_no_text_are_answered(sign_in: SignIn) -> None:
    owner, broken = sign_in("olga"), "%ED%A0%80%FF"
    form = {"content_type": "application/x-www-form-urlencoded"}

    assert owner.get(f"/harbour/lessons/{broken}?query={broken}").status_code == 404
    assert owner.get(f"/harbour/memberships?query={broken}").status_code == 200
    assert owner.post("/account", data=f"name={broken}", **form).status_code == 303


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "x"])
def test_a_form_of_another_kind_is_a_form_with_mistakes(sign_in: SignIn, kind: str) -> None:
    answer = sign_in("olga").post("/account", data=b"{", content_type=kind)

    assert answer.status_code in {400, 422}


def test_bytes_that_nobody_escaped_are_answered(sign_in: SignIn) -> None:
    owner = sign_in("olga")

    for query, found in (("query=\xff", False), ("query=S\xc3\xa1", False), ("query=Ana", True)):
        answer = owner.get("/harbour/memberships", environ_overrides={"QUERY_STRING": query})
        assert answer.status_code == 200
        assert ("Ana Sousa" in answer.text) is found


@pytest.mark.parametrize("sent", [{"name": "\x00"}, {"name": "a" * 300_000}], ids=["nul", "large"])
def test_whatever_is_sent_to_another_host_is_refused(
    client: FlaskClient, sent: dict[str, str]
) -> None:
    answer = client.post("/account", data=sent, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert answer.text == "Trainer is not at this address.\n"


@pytest.mark.parametrize("cut", [0, 4, 90])
@pytest.mark.parametrize("others", [0, 5_000])
def test_an_upload_leaves_no_file_open_even_if_it_breaks_off(
    sign_in: SignIn, cut: int, others: int
) -> None:
    many = tuple((f"n{number}", "1") for number in range(others))
    logo = ("logo", File("big.png", b"\x89PNG" * 700_000))
    body = Ask("olga", "POST", "", fields=(logo, *many), kind=MULTIPART, cut=cut).body

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        answer = sign_in("olga").post("/harbour/settings", data=body, content_type=MULTIPART)
        gc.collect()

    assert answer.status_code in {413, 422}
    assert [str(each.message) for each in told] == []
