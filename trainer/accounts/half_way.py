"""Half way in: the password was right, and the second factor is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, session, url_for

from trainer.accounts.authentication import start
from trainer.accounts.models.second_factor import SecondFactor
from trainer.clock import now
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import fingerprint
from trainer.web.links import local_path

LASTS = 600  # seconds
_NAME = "half_way"


@dataclass(frozen=True)
class HalfWay:
    """Whose password was right on this device, and where they want to go."""

    person_id: int
    email: str
    onward: str

    @classmethod
    def of_session(cls) -> HalfWay | None:
        """Whoever is half way in here, lately and by the password that they still have."""
        kept = session.get(_NAME)
        if not kept or now().timestamp() - kept["since"] > LASTS:
            return None
        with unscoped() as rows:
            person = rows.get(Person, kept["person"])
        if person is None or fingerprint(person.password_hash) != kept["password"]:
            return None
        return cls(person.id, person.email, local_path(kept["onward"]) or url_for("front.show"))

    def finish(self, code: str) -> bool:
        """Sign them in, if the code is theirs."""
        with unscoped(writes=True) as rows:
            factor = SecondFactor.of(rows, self.person_id)
            key = str(current_app.config["SECRET_KEY"])
            fits = factor is None or factor.admits(rows, code, key, now())
            rows.commit()
        if fits:
            start(self.person_id)
        return fits


def proceed(person_id: int, onward: str) -> str:
    """Sign somebody in whose password was right, or ask for their code; where they go now."""
    with unscoped() as rows:
        person, factor = rows.get_one(Person, person_id), SecondFactor.of(rows, person_id)
    if factor is None:
        start(person_id)
        return onward
    session.clear()
    session[_NAME] = {
        "person": person_id,
        "since": now().timestamp(),
        "password": fingerprint(person.password_hash),
        "onward": onward,
    }
    return url_for("sign_in_codes.new")
