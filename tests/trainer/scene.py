"""All that a burst of forms is made with: the world, who signs in, and where things are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.bursts import Rows, Sent
from tests.trainer.conftest import Invite, Look, MemberId, SignIn
from tests.trainer.sitting import Sitting, begin
from tests.trainer.syllabus import a_package
from trainer import demo
from trainer.accounts.models.invitation import Invitation
from trainer.tenancy.models.studio import Location


@dataclass(frozen=True)
class Scene:
    """All that a burst is made with."""

    app: Flask
    sign_in: SignIn
    look: Look
    member_id: MemberId
    invite: Invite

    def rows(self, model: Any, *where: sa.ColumnElement[bool]) -> Rows:
        """What finds the rows of a table."""
        return lambda: self.look(sa.select(model.id).where(*where))

    def one(self, who: str, path: str, form: object = None) -> tuple[Sent, ...]:
        """One form, sent by somebody of the world from one device."""
        return (Sent(self.sign_in(who), path, form),)  # type: ignore[arg-type]  # a form as clients take it

    def hall(self) -> int:
        """The one location of Harbour."""
        return int(self.look(sa.select(Location.id).where(Location.name == "Harbour Hall"))[0])

    def invited(self) -> tuple[str, int]:
        """The link of an open invitation of Olga's for Nina, and its id."""
        link = self.invite("nina")
        return link, int(max(self.look(sa.select(Invitation.id))))

    def sitting(self) -> tuple[FlaskClient, Sitting]:
        """Ana at an attempt."""
        ana, quiz = self.sign_in("ana"), a_package().quiz
        assert quiz
        return ana, begin(ana, self.look, quiz)

    def out_of_tries(self) -> FlaskClient:
        """Ana, who has used up her tries at the quiz."""
        ana, quiz = self.sign_in("ana"), a_package().quiz
        assert quiz
        for _ in range(quiz.policy.attempts):
            begin(ana, self.look, quiz).hand_in()
        return ana

    def in_the_demo(self) -> int:
        """Make it a demo; somebody who can be signed in as."""
        self.app.config["DEMO"] = True
        with self.app.app_context():
            demo.ensure()
            return demo.people()[0].id
