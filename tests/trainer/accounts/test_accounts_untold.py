"""Whoever merely holds a link is not told whether its address has an account."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.trainer.conftest import ON_SQLITE, Invite
from tests.trainer.page_text import words
from tests.trainer.world import email
from trainer.accounts import passwords


def answers(app: Flask, link: str, name: str, address: str) -> list[tuple[int, str]]:
    """What a link tells: its page, and what comes back for a password that cannot fit."""
    client = app.test_client()
    found = [client.get(link), client.post(link, data={"known-password": "no such words"})]
    return [
        (each.status_code, words(each).replace(address, "ADDRESS").replace(name, "NAME"))
        for each in found
    ]


def test_a_link_does_not_tell_whether_its_address_has_an_account(
    app: Flask, invite: Invite
) -> None:
    known = answers(app, invite("rhea"), "Rhea", email("rhea"))
    unknown = answers(app, invite("nina"), "Nina", email("nina"))

    assert known == unknown
    assert [status for status, _ in known] == [200, 422]


@ON_SQLITE
def test_a_page_that_told_it_would_be_noticed(
    app: Flask, invite: Invite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above is there to find, planted."""
    known = answers(app, invite("rhea"), "Rhea", email("rhea"))
    monkeypatch.setattr("trainer.accounts.guest.NO_FIT", "Nobody has signed in with this address.")

    assert answers(app, invite("nina"), "Nina", email("nina")) != known


@ON_SQLITE
@pytest.mark.parametrize("who", ["rhea", "nina"])
@pytest.mark.parametrize(
    "sent", [{"known-password": "no such words"}, {"name": "N", "password": "words to come in by"}]
)
def test_either_way_a_password_is_hashed_once(
    app: Flask, invite: Invite, monkeypatch: pytest.MonkeyPatch, who: str, sent: dict[str, str]
) -> None:
    link, client = invite(who), app.test_client()
    work: list[str] = []
    monkeypatch.setattr(passwords, "hasher", Counting(passwords.hasher, work))

    with app.app_context():
        passwords.is_password("", None)  # the hash that stands for nobody's is made once an app
    work.clear()
    client.post(link, data=sent)

    assert len(work) == 1


class Counting:
    """A hasher that keeps count of its work."""

    def __init__(self, hasher: object, work: list[str]) -> None:
        self._hasher, self._work = hasher, work

    def __getattr__(self, name: str) -> object:
        self._work.append(name)
        return getattr(self._hasher, name)
