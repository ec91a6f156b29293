"""Ten tries an address, a hundred a caller, in a quarter of an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD, email
from trainer.accounts import authentication
from trainer.app import create_app
from trainer.config import Config

LIMIT = authentication.TRIES_AN_ADDRESS


def tries(client: FlaskClient, times: int = 1, who: str = "ana", password: str = "no") -> list[int]:
    """The status of each try."""
    form = {"email": email(who), "password": password}
    return [client.post("/sign-in", data=form).status_code for _ in range(times)]


def test_the_eleventh_try_is_refused_even_with_the_right_password(client: FlaskClient) -> None:
    assert tries(client, LIMIT) == [422] * LIMIT

    answer = client.post("/sign-in", data={"email": email("ana"), "password": PASSWORD})

    assert answer.status_code == 429
    assert authentication.TOO_MANY in words(answer)


def test_other_spellings_of_the_address_count_as_the_same(client: FlaskClient) -> None:
    tries(client, LIMIT)

    answer = client.post("/sign-in", data={"email": " ANA@example.com", "password": PASSWORD})

    assert answer.status_code == 429


def test_an_unknown_address_is_throttled_like_a_known_one(client: FlaskClient) -> None:
    assert tries(client, LIMIT + 1, who="nobody")[-1] == 429


def test_another_process_counts_the_same_tries(client: FlaskClient, config: Config) -> None:
    tries(client, LIMIT)
    other = create_app(config)
    other.config.update(WTF_CSRF_ENABLED=False)

    refused = tries(other.test_client(), password=PASSWORD)
    other.extensions["storage"].close()

    assert refused == [429]


def test_after_a_quarter_of_an_hour_it_is_free_again(clock: Clock, client: FlaskClient) -> None:
    tries(client, LIMIT)

    clock.advance(minutes=15, seconds=-1)
    assert tries(client, password=PASSWORD) == [429]

    clock.advance(seconds=1)
    assert tries(client, password=PASSWORD) == [303]


def test_a_success_forgets_the_tries_before_it(client: FlaskClient) -> None:
    tries(client, LIMIT - 1)
    tries(client, password=PASSWORD)

    assert tries(client, LIMIT) == [422] * LIMIT


def test_somebody_else_is_not_held_up(client: FlaskClient) -> None:
    tries(client, LIMIT + 1)

    assert tries(client, who="bruno", password=PASSWORD) == [303]


def test_a_caller_who_tries_many_addresses_is_held_up(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "TRIES_A_CALLER", 3)
    for who in ("eve", "mallory", "trudy"):
        tries(client, who=who)
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"

    assert tries(client, password=PASSWORD) == [429]
    assert tries(elsewhere, password=PASSWORD) == [303]


def test_tries_at_the_same_moment_cannot_pass_together(app: Flask) -> None:
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _: tries(app.test_client())[0], range(LIMIT + 4)))

    assert sorted(statuses) == [422] * LIMIT + [429] * 4
