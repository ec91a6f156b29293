"""One day, in the studio's zone and named, wherever a day is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

import trainer
from tests.trainer.clock import Clock
from tests.trainer.conftest import Invite, Look, SignIn, on_sqlite
from tests.trainer.page_text import words
from tests.trainer.postbox import Postbox
from trainer.mail.outbox import Outbox
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession
from trainer.web.pages import zone_name

NINA = {"name": "Nina Park", "email": "nina@example.com", "role": "instructor", "location": ""}
UTC = dt.UTC
# Half an hour before midnight in Honolulu, and so the next day in UTC; and the other way round.
ENDS = [
    ("Pacific/Honolulu", dt.datetime(2026, 3, 10, 9, 30, tzinfo=UTC), "16 March 2026", "23:30"),
    ("Pacific/Kiritimati", dt.datetime(2026, 3, 10, 10, 30, tzinfo=UTC), "18 March 2026", "00:30"),
    ("Asia/Kathmandu", dt.datetime(2026, 3, 10, 18, 30, tzinfo=UTC), "18 March 2026", "00:15"),
]
# The lesson's and the article's own days have no zone.
ALLOWED = {"web/pages.py", "onboarding/letters.py", "staff/queries/activity.py"}
# To the minute, in UTC, for those who run a site; and in a table for a machine.
ALLOWED |= {"commands/package.py", "checkup/worker.py", "checkup/machine.py"}
ALLOWED |= {"handouts/ledger_table.py"}
# What writes PDFs says bytes with the sign of a month.
BYTES = ("handouts/stamp/", "handouts/equipment.py")
MoveTo = Callable[[str], None]
Places = Callable[[], dict[str, str]]


@pytest.fixture
def move_to(every: StudioSession) -> MoveTo:
    """Move Harbour to another time zone."""

    def moved(zone: str) -> None:
        every.execute(sa.update(Studio).where(Studio.slug == "harbour").values(time_zone=zone))
        every.commit()

    return moved


@pytest.fixture
def places(
    sign_in: SignIn, client: FlaskClient, look: Look, invite: Invite, postbox: Postbox
) -> Places:
    """What every place says that tells the end of an invitation made now."""

    def told() -> dict[str, str]:
        assert postbox.messages == []
        guest, olga = client.get(invite("pia")), sign_in("olga")
        made = olga.post("/harbour/invitations", data=NINA, follow_redirects=True)
        return {
            "its page": words(made),
            "its guest": words(guest),
            "the next one": words(olga.post("/harbour/invitations", data=NINA)),
            "the people": words(olga.get("/harbour/memberships")),
            "the letter": look(sa.select(Outbox.text))[-1],
        }

    return told


@on_sqlite
@pytest.mark.parametrize("end", ENDS, ids=[end[0] for end in ENDS])
def test_an_invitation_ends_on_one_day_wherever_it_is_told(
    move_to: MoveTo, clock: Clock, places: Places, end: tuple[str, dt.datetime, str, str]
) -> None:
    zone, at, day, hour = end
    move_to(zone)
    clock.at = at

    said = places()

    assert f"{day}, {hour}" in said["its page"]
    assert f"Days and times in {zone_name(zone)}." in said["its page"]
    assert f"The link works once, until {day}, {hour}, {zone_name(zone)}." in said["its guest"]
    assert f"invited already, until {day}." in said["the next one"]
    assert f"Open until {day}" in said["the people"]
    assert f"until {day}, {hour}, {zone_name(zone)}:" in said["the letter"]


@on_sqlite
@pytest.mark.parametrize(
    ("who", "since"),
    [("ana", "11 March 2026, 00:15, Kathmandu time"), ("zoe", "10 March 2026, 18:30, UTC")],
)
def test_an_account_names_the_zone_of_its_studio_and_utc_where_there_are_two(
    move_to: MoveTo, clock: Clock, sign_in: SignIn, who: str, since: str
) -> None:
    move_to("Asia/Kathmandu")
    clock.at = dt.datetime(2026, 3, 10, 18, 30, tzinfo=UTC)

    assert f"Since {since}" in words(sign_in(who).get("/account"))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "London time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_place(zone: str, said: str) -> None:
    assert zone_name(zone) == said


def spellers(code: str) -> list[str]:
    """Where a piece of code spells a day itself."""
    return re.findall(r"%-?[dBbYH][^\n\"]*%-?[BbYM]", code)


def test_days_are_spelled_in_one_place() -> None:
    home = Path(trainer.__file__).parent
    found = {
        str(path.relative_to(home)) for path in home.rglob("*.py") if spellers(path.read_text())
    }

    assert {path for path in found if not path.startswith(BYTES)} == ALLOWED


def test_a_day_that_is_spelled_elsewhere_is_found() -> None:
    assert spellers('text = f"until {made.expires_at:%-d %B %Y}"')
