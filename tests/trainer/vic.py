"""Vic, whom studios invite, and who has come by which link."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.page_text import words
from tests.trainer.postbox import Postbox
from tests.trainer.world import email

VIC = email("vic")
SQUATTED = "words that vic never chose"
CHOSEN = "words that vic has chosen"
SQUATTER = {"name": "Vic Somebody", "password": SQUATTED}
OWNER = {"name": "Vic Ardent", "password": CHOSEN}
WORD = {"word": "y"}


def invitation(inviter: FlaskClient, studio: str, **more: str) -> str:
    """Invite Vic into a studio; the page that says so."""
    form = {"name": "Vic", "email": VIC, "role": "instructor", "location": ""}
    answer = inviter.post(f"/{studio}/invitations", data=form | more)
    assert answer.status_code == 303, words(answer)
    return str(answer.location)


def shown(page: TestResponse) -> str:
    """The path of the link that a page shows, or nothing."""
    return urlsplit(page.text.partition('id="link" value="')[2].partition('"')[0]).path


def mailed(postbox: Postbox) -> str:
    """The path of the link in the newest letter."""
    text = str(postbox.messages[-1].get_content())
    return urlsplit(next(word for word in text.split() if "/invitations/" in word)).path
