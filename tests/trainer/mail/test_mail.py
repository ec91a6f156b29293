"""Sending mail, and not sending it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.trainer.postbox import Postbox, open_postbox
from trainer.app import create_app
from trainer.config import Config
from trainer.mail.smtp import send


@pytest.fixture
def app(tmp_path: Any) -> Flask:
    """An app whose database nobody asks."""
    return create_app(Config(database_url="sqlite://", secret_key="k" * 40, home=tmp_path))


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server of our own."""
    with open_postbox() as opened:
        yield opened


def sent(app: Flask, url: str | None) -> bool:
    """Whether a letter went by that SMTP_URL."""
    app.extensions["config"] = replace(app.extensions["config"], smtp_url=url)
    with app.app_context():
        try:
            send("zoé@example.com", "Être là", "Première ligne\n\nhttps://example.com/x\n")
        except (OSError, smtplib.SMTPException):
            return False
        return True


def test_a_letter_arrives_as_it_was_written(app: Flask, postbox: Postbox) -> None:
    app.extensions["config"] = replace(app.extensions["config"], smtp_url=postbox.url)
    with app.app_context():
        send("zoe@example.com", "Être là", "Première ligne\n\nhttps://example.com/x\n")

    (letter,) = postbox.messages
    assert (letter["To"], letter["Subject"]) == ("zoe@example.com", "Être là")
    assert letter["From"] == "trainer@127.0.0.1"
    assert letter.get_content().splitlines() == ["Première ligne", "", "https://example.com/x"]


def test_without_a_server_nothing_is_sent(app: Flask) -> None:
    assert not sent(app, None)


def test_a_server_that_is_not_there_is_no_error(app: Flask) -> None:
    assert not sent(app, "smtp://127.0.0.1:1")


def test_an_address_that_the_server_cannot_write_is_no_error(app: Flask, postbox: Postbox) -> None:
    assert not sent(app, postbox.url)
    assert postbox.messages == []


class Recorder:
    """Stands for a connection, and notes what was asked of it."""

    def __init__(self, *where: Any, **how: Any) -> None:
        self.asked: list[Any] = [("connect", *where, how.get("context"))]
        made.append(self)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("quit")

    def starttls(self, context: ssl.SSLContext | None = None) -> None:
        self.asked.append(("starttls", context))

    def login(self, *who: str) -> None:
        self.asked.append(("login", *who))

    def send_message(self, _: object) -> None:
        self.asked.append("send")


made: list[Recorder] = []


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Recorder]]:
    """Every connection that would have been made."""
    monkeypatch.setattr(smtplib, "SMTP", Recorder)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Recorder)
    yield made
    made.clear()


def test_a_login_is_sent_only_after_the_servers_certificate_is_checked(
    app: Flask, recorder: list[Recorder]
) -> None:
    assert sent(app, "smtp+starttls://us%40er:p%2Fw@mail.example.com:587")
    assert sent(app, "smtps://us%40er:p%2Fw@mail.example.com")

    plain, wrapped = recorder
    assert plain.asked[0] == ("connect", "mail.example.com", 587, None)
    for context in (plain.asked[1][1], wrapped.asked[0][3]):
        assert context.check_hostname
        assert context.verify_mode is ssl.CERT_REQUIRED
    for each in recorder:
        assert each.asked[-3:] == [("login", "us@er", "p/w"), "send", "quit"]
