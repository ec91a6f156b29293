"""Every page by its links: each opens, and none has anything in it that the policy forbids."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import Invite, SignIn
from tests.trainer.page_text import inline, links, words
from tests.trainer.pictures import picture
from tests.trainer.staff.test_settings import GOOD, SETTINGS, save
from trainer.web.pages import initials

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def crawl(client: FlaskClient, *starts: str) -> dict[str, TestResponse]:
    """Every page that links lead to, by its path and query."""
    found: dict[str, TestResponse] = {}
    waiting = list(starts)
    while waiting:
        address = urlsplit(waiting.pop())
        page = f"{address.path}?{address.query}" if address.query else address.path
        if page and not address.netloc and page not in found:
            found[page] = client.get(page, follow_redirects=True)
            waiting += links(found[page])
    return found


def judge(pages: dict[str, TestResponse]) -> dict[str, object]:
    """What is wrong, by page."""
    return {
        page: answer.status_code if answer.status_code != 200 else inline(answer.text)
        for page, answer in pages.items()
        if answer.status_code != 200 or inline(answer.text)
    }


@pytest.mark.parametrize(
    ("who", "reached"),
    [
        ("olga", {"/harbour/settings", "/harbour/locations/new", "/harbour/invitations/new"}),
        (
            "mia",
            {"/harbour/memberships", "/harbour/lessons/feet/board?state=on_the_way", "/account"},
        ),
        ("ana", {"/harbour/lessons/feet/source", "/harbour/lessons/feet/sections/shoes"}),
        ("zoe", {"/studios", "/ridge/", "/harbour/"}),
    ],
)
def test_every_link_opens_a_page_without_inline_script_or_style(
    sign_in: SignIn, who: str, reached: set[str]
) -> None:
    pages = crawl(sign_in(who), "/harbour/")

    assert judge(pages) == {}
    assert reached <= set(pages)


def test_pages_for_anybody_are_as_clean(client: FlaskClient, invite: Invite) -> None:
    known, newcomer = invite("rhea"), invite("nina")

    pages = crawl(client, "/", "/sign-in?next=/harbour/", known, newcomer)

    assert judge(pages) == {}


def test_what_people_type_stays_text(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    olga.post("/account", data={"name": HOSTILE})
    olga.post("/harbour/locations", data={"name": HOSTILE})
    olga.post(SETTINGS, data=GOOD | {"name": HOSTILE})
    invitation = {"name": HOSTILE, "email": "x@example.com", "role": "manager", "location": ""}
    olga.post("/harbour/invitations", data=invitation)
    save(olga, picture(), name=HOSTILE)

    pages = crawl(
        olga, "/harbour/", "/harbour/lessons?query=" + HOSTILE, "/sign-in?next=" + HOSTILE
    )

    assert judge(pages) == {}
    assert all(HOSTILE in words(page) for page in pages.values())
    assert not any("<img src=x" in page.text for page in pages.values())


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<p style='color:red'>", ["style"]),
        ("<style>p{}</style>", ["style"]),
        ("<script>1</script>", ["script"]),
        ("<p onclick='x()'>", ["onclick"]),
        ("<a href=' JavaScript:x()'>", [" JavaScript:x()"]),
        ("<script src='/static/js/app.js'></script>", []),
    ],
)
def test_the_judge_sees_what_is_planted(planted: str, found: list[str]) -> None:
    assert inline(f"<html><body>{planted}") == found


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Sousa", "AS"),
        ("Ana", "A"),
        ("Ana de Sousa Lima", "AL"),
        ("élise ångström", "ÉÅ"),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters
