"""Another try at the quiz: asked for, given with a reason, or given by the studio after a day."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.page_text import words
from tests.trainer.sitting import QUIZ, begin
from tests.trainer.syllabus import a_keyed_quiz
from trainer.quizzing.models.attempt import Attempt
from trainer.quizzing.models.extra_try import ExtraTry, Plea
from trainer.tenancy.models.event import Event
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

QUESTIONS = a_keyed_quiz()
WHY = "She had the wrong edition."


@pytest.fixture
def ana(sign_in: SignIn, look: Look, clock: Clock) -> FlaskClient:
    """Ana, who has used up her tries, at a moment that stands."""
    client = sign_in("ana")
    for _ in range(QUESTIONS.policy.attempts):
        begin(client, look, QUESTIONS).hand_in()
    return client


@pytest.fixture
def person(member_id: MemberId, ana: FlaskClient) -> str:
    """The address of Ana's page."""
    assert ana
    return f"/harbour/memberships/{member_id('ana')}"


def give(giver: FlaskClient, person: str, reason: str = WHY) -> int:
    """Give another try, and say how that is answered."""
    sent = {"reason": reason}
    return giver.post(f"{person}/lessons/feet/tries", data=sent).status_code


def begins(client: FlaskClient) -> bool:
    """Whether another attempt can be begun."""
    return client.post(f"{QUIZ}/attempts").status_code == 303


def test_a_try_that_is_asked_for_and_given_can_be_passed(
    ana: FlaskClient, sign_in: SignIn, person: str, look: Look
) -> None:
    mia = sign_in("mia")
    assert not begins(ana)

    ana.post(f"{QUIZ}/pleas")
    assert "Asks for another try at the quiz" in words(mia.get("/harbour/"))
    assert "You asked for another" in words(ana.get("/harbour/"))
    give(mia, person)
    assert "You have been given another try" in words(ana.get("/harbour/"))
    assert WHY in words(ana.get(QUIZ))
    fourth = begin(ana, look, QUESTIONS)
    fourth.answer_rightly()
    fourth.hand_in()

    assert "100%" in words(ana.get(QUIZ))
    told = words(mia.get(person))
    assert "Asked for another try" in told
    assert f"{WHY}" in told
    assert "By Mia Novak" in told
    assert "By Mia" not in words(ana.get(person))


def test_a_try_is_given_once_however_often_it_is_sent(
    sign_in: SignIn, person: str, look: Look
) -> None:
    mia, olga = sign_in("mia"), sign_in("olga")

    assert [give(giver, person) for giver in (mia, mia, olga)] == [303] * 3

    assert look(sa.select(ExtraTry.number)) == [3]


def test_asking_twice_is_asking_once(ana: FlaskClient, look: Look) -> None:
    for _ in range(2):
        assert ana.post(f"{QUIZ}/pleas").status_code == 303

    assert look(sa.select(Plea.number)) == [3]


def test_whoever_fails_the_extra_try_can_ask_again(
    ana: FlaskClient, sign_in: SignIn, person: str, look: Look
) -> None:
    for used in (3, 4):
        ana.post(f"{QUIZ}/pleas")
        give(sign_in("mia"), person)
        begin(ana, look, QUESTIONS).hand_in()
        assert look(sa.select(Plea.number).order_by(Plea.id))[-1] == used

    assert not begins(ana)
    assert "You have used all 5 attempts" in words(ana.get(QUIZ))


@ON_SQLITE
def test_nobody_is_given_a_try_who_has_one_left(
    sign_in: SignIn, member_id: MemberId, look: Look
) -> None:
    bruno = f"/harbour/memberships/{member_id('bruno')}"

    assert give(sign_in("mia"), bruno) == 303
    sign_in("bruno").post(f"{QUIZ}/pleas")

    assert look(sa.select(ExtraTry)) + look(sa.select(Plea)) == []


@ON_SQLITE
def test_an_open_third_try_is_no_end_yet(sign_in: SignIn, look: Look) -> None:
    bruno = sign_in("bruno")
    for _ in range(2):
        begin(bruno, look, QUESTIONS).hand_in()
    begin(bruno, look, QUESTIONS)

    assert "No try is left" not in words(bruno.get("/harbour/"))
    assert "no try at the quiz left" not in words(sign_in("mia").get("/harbour/"))


@ON_SQLITE
@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_a_reason_is_asked_for(sign_in: SignIn, person: str, look: Look, reason: str) -> None:
    assert give(sign_in("mia"), person, reason) == 422
    assert look(sa.select(ExtraTry)) == []


@ON_SQLITE
def test_an_instructor_gives_nobody_a_try(ana: FlaskClient, sign_in: SignIn, person: str) -> None:
    assert [give(each, person) for each in (ana, sign_in("bruno"))] == [403] * 2


@ON_SQLITE
def test_a_manager_gives_an_owner_none(sign_in: SignIn, member_id: MemberId, look: Look) -> None:
    olga = f"/harbour/memberships/{member_id('olga')}"

    assert give(sign_in("mia"), olga) == 403
    assert look(sa.select(ExtraTry)) == []


def by_itself(every: StudioSession) -> None:
    """Let Harbour give another try by itself."""
    every.execute(sa.update(Studio).values(tries_by_itself=True))
    every.commit()


def test_a_studio_gives_another_try_by_itself_after_a_day(
    ana: FlaskClient, sign_in: SignIn, every: StudioSession, clock: Clock, look: Look
) -> None:
    by_itself(every)

    clock.advance(hours=23, minutes=59)
    assert not begins(ana)
    assert "opens by itself" in words(ana.get(QUIZ))
    assert "no try at the quiz left" not in words(sign_in("mia").get("/harbour/"))
    clock.advance(minutes=1)
    assert "Start attempt 4" in words(ana.get(QUIZ))
    assert look(sa.select(ExtraTry)) == []
    assert begins(ana)
    assert begins(ana)

    assert look(sa.select(ExtraTry.granted_by)) == [None]
    assert look(sa.select(Attempt.number).order_by(Attempt.id))[-1] == 4


@ON_SQLITE
def test_without_that_rule_a_day_gives_nothing(ana: FlaskClient, clock: Clock) -> None:
    clock.advance(days=3)

    assert not begins(ana)


@ON_SQLITE
def test_the_rule_is_a_setting_that_owners_see_changed(sign_in: SignIn, look: Look) -> None:
    olga, sent = sign_in("olga"), {"name": "Harbour", "colour": "#3c6a5a", "paper": "A4"}
    sent["time_zone"] = "Europe/London"

    for form in (sent | {"tries_by_itself": "y"}, sent):
        assert olga.post("/harbour/settings", data=form).status_code == 303

    told = look(sa.select(Event.became).where(Event.subject == "tries_by_itself"))
    assert sorted(told) == ["off", "on"]
    assert "Another try by itself" in words(olga.get("/harbour/events"))
