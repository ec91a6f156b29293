"""Handouts by mail: one letter a person, with the copy, and nothing where no mail is set up."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.postbox import Postbox
from tests.trainer.quick_press import work_off
from tests.trainer.world import email, member_of
from trainer.clock import now
from trainer.commands.work import mail_one
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import Deed
from trainer.handouts.models.print_run import Delivery
from trainer.mail.outbox import Outbox
from trainer.tenancy.scope import StudioSession

pytestmark = on_sqlite
Ask = SignIn


@pytest.fixture
def mailed(app: Flask, sign_in: SignIn, member_id: MemberId, postbox: Postbox) -> Postbox:
    """Mia has had Ana's and Bruno's handouts printed, to be mailed."""
    ticked = {"membership": [member_id("ana"), member_id("bruno")], "delivery": Delivery.MAIL}
    sign_in("mia").post(f"{FEET}/print-runs", data=ticked)
    work_off(app)
    return postbox


def mail_all(app: Flask) -> None:
    """Mail what waits."""
    with app.app_context():
        while mail_one():
            pass


def test_everybody_gets_a_letter_with_their_copy(app: Flask, mailed: Postbox, look: Look) -> None:
    mail_all(app)

    told = {letter["To"]: letter for letter in mailed.messages}
    assert sorted(told) == [email("ana"), email("bruno")]
    for copy in look(sa.select(Copy)):
        (letter,) = (each for each in mailed.messages if copy.serial in each.as_string())
        (enclosed,) = letter.iter_attachments()
        assert enclosed.get_content_type() == "application/pdf"
        assert enclosed.get_filename() == f"handout-{copy.serial}.pdf"
        assert hashlib.sha256(enclosed.get_content()).hexdigest() == copy.sha256
        assert f"/c/{copy.code}" in str(letter.get_body())


def test_a_copy_that_was_taken_back_is_not_mailed(
    app: Flask, mailed: Postbox, every: StudioSession, look: Look
) -> None:
    bruno = member_of(every, "harbour", "bruno")
    with every.within(bruno.studio_id) as rows:
        copy = rows.scalars(sa.select(Copy).where(Copy.membership_id == bruno.id)).one()
        copy.withdraw(rows, Deed(bruno.id, now()))
    every.commit()

    mail_all(app)

    assert [letter["To"] for letter in mailed.messages] == [email("ana")]
    (fault,) = look(sa.select(Outbox.fault).where(Outbox.sent_at.is_(None)))
    assert "taken back before it was mailed" in fault


def test_without_mail_nothing_is_written_and_the_copies_are_there(
    app: Flask, sign_in: SignIn, member_id: MemberId, look: Look
) -> None:
    app.extensions["config"] = replace(app.extensions["config"], smtp_url=None)
    sign_in("mia").post(f"{FEET}/print-runs", data={"membership": [member_id("ana")]})

    work_off(app)

    assert len(look(sa.select(Copy))) == 1
    assert look(sa.select(Outbox)) == []
