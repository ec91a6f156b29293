"""Mail, where SMTP_URL says how to send it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from trainer.config import Config

PATIENCE = 10  # seconds
SCHEMES = {"smtp", "smtp+starttls", "smtps"}
PORTS = {"smtp+starttls": 587}  # where submission over STARTTLS listens; else smtplib knows


class Enclosed(NamedTuple):
    """A PDF that goes with a message, under a name."""

    name: str
    pdf: bytes


def send(to: str, subject: str, text: str, enclosed: Enclosed | None = None) -> None:
    """Send one message by SMTP_URL; raises OSError or SMTPException when it did not go."""
    config: Config = current_app.extensions["config"]
    if config.smtp_url is None:
        raise ConnectionError("SMTP_URL is not set")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"trainer@{config.host}", to, subject
    message.set_content(text)
    if enclosed:
        message.add_attachment(
            enclosed.pdf, maintype="application", subtype="pdf", filename=enclosed.name
        )
    _deliver(config.smtp_url, message)


def greet(url: str) -> None:
    """Sign in at the mail server and leave; raises OSError or SMTPException when it says no."""
    with _signed_in(urlsplit(url)) as smtp:
        smtp.noop()


def _deliver(url: str, message: EmailMessage) -> None:
    with _signed_in(urlsplit(url)) as smtp:
        smtp.send_message(message)


@contextmanager
def _signed_in(server: SplitResult) -> Iterator[smtplib.SMTP]:
    # By itself smtplib would take any certificate, and tell the password to anybody.
    checked = ssl.create_default_context()
    with _connect(server, checked) as smtp:
        if server.scheme == "smtp+starttls":
            smtp.starttls(context=checked)
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        yield smtp


def _connect(server: SplitResult, checked: ssl.SSLContext) -> smtplib.SMTP:
    host, port = server.hostname or "localhost", server.port or PORTS.get(server.scheme, 0)
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=checked)
    return smtplib.SMTP(host, port, timeout=PATIENCE)
