"""A burst for every form of the app, by its endpoint."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import sqlalchemy as sa

from tests.trainer.burst_ways_back_in import WAYS_BACK_IN
from tests.trainer.bursts import Burst, Rows, Sent
from tests.trainer.duties import assign_to
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET, PRACTICE, STANCE
from tests.trainer.pictures import picture
from tests.trainer.scene import Scene
from tests.trainer.sitting import QUIZ
from tests.trainer.syllabus import a_package
from tests.trainer.world import LONG_AGO, PASSWORD, email
from trainer import demo
from trainer.accounts.models.invitation import Closing, Invitation
from trainer.debate.models.stance import Stance
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.quizzing.models.result import Result
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.models.membership import Membership, Role, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn as SignInRow
from trainer.tenancy.models.studio import Location, Logo, Studio
from trainer.tenancy.scope import EVERY, StudioSession

HERE = "/harbour"
GUEST = {"name": "Nina", "email": "nina@example.com", "role": "instructor", "location": ""}
NEW = {"name": "Nina Park", "password": "words to come in by"}
MEMBER = {"role": "instructor", "location": ""}
SETTINGS = {"name": "Harbour", "colour": "#3c6a5a", "paper": "A4", "time_zone": "Europe/London"}
ASSIGNMENT = {"title": "feet", "whom": "all", "due": "days", "due_days": "14"}
EXERCISE = a_package().lesson.exercises[0].ref


def sign_in_many(s: Scene) -> Burst:
    form = {"email": email("ana"), "password": PASSWORD}
    return Burst((Sent(None, "/sign-in", form),), s.rows(SignInRow), many=None)


def sign_out(s: Scene) -> Burst:
    still = s.rows(SignInRow, SignInRow.ended_at.is_(None))
    return Burst(s.one("ana", "/sign-out"), still, many=0)


def enter_the_demo(s: Scene) -> Burst:
    sent = Sent(None, "/demo/sign-ins", {"person": str(s.in_the_demo())})
    return Burst((sent,), s.rows(SignInRow), many=None)


def reset_the_demo(s: Scene) -> Burst:
    s.in_the_demo()
    return Burst((Sent(None, "/demo/resets"),), s.rows(Studio, Studio.slug == demo.SLUG))


def accept(s: Scene) -> Burst:
    sent = Sent(None, s.invited()[0], NEW)
    return Burst((sent,), s.rows(Person, Person.email == GUEST["email"]))


def rename(s: Scene) -> Burst:
    renamed = s.rows(Person, Person.name == "Ana Nova")
    return Burst(s.one("ana", "/account", {"name": "Ana Nova"}), renamed)


def change_password(s: Scene) -> Burst:
    form = {"current": PASSWORD, "new": "four other plain words"}
    still = s.rows(SignInRow, SignInRow.ended_at.is_(None))
    return Burst(s.one("ana", "/account/password", form), still)


def revoke(s: Scene) -> Burst:
    s.sign_in("ana")
    (other,) = s.look(sa.select(SignInRow.id))
    still = s.rows(SignInRow, SignInRow.ended_at.is_(None))
    return Burst(s.one("ana", f"/account/sign-ins/{other}/revocation"), still)


def read_on(s: Scene) -> Burst:
    kept = s.rows(Reading, Reading.membership_id == s.member_id("ana"))
    return Burst(s.one("ana", f"{FEET}/sections/the-spring/readings"), kept)


def practise(s: Scene) -> Burst:
    path = f"{FEET}/exercises/{EXERCISE}/practices"
    return Burst(s.one("ana", path, PRACTICE), s.rows(Practice), many=None)


def sign_off(s: Scene) -> Burst:
    path = f"{FEET}/exercises/{EXERCISE}/sign-offs"
    return Burst(s.one("mia", path, {"qualification": "Teacher"}), s.rows(SignOff))


def take_a_stance(s: Scene) -> Burst:
    return Burst(s.one("ana", f"{FEET}/docket/d1/stances", STANCE), s.rows(Stance))


def start_a_quiz(s: Scene) -> Burst:
    return Burst(s.one("ana", f"{QUIZ}/attempts"), s.rows(Attempt))


def answer(s: Scene) -> Burst:
    ana, sitting = s.sitting()
    sent = Sent(ana, sitting.address("single"), sitting.form("single"))
    return Burst((sent,), s.rows(AnswerEvent), many=None)


def hand_in(s: Scene) -> Burst:
    ana, sitting = s.sitting()
    blank = {"blank": len(sitting.drawn)}
    return Burst((Sent(ana, f"{sitting.url}/results", blank),), s.rows(Result))


def print_mine(s: Scene) -> Burst:
    return Burst(s.one("ana", f"{FEET}/copies"), _serials(s), many=0)


def print_theirs(s: Scene) -> Burst:
    form = {"membership": [str(s.member_id(who)) for who in ("ana", "bruno")]}
    return Burst(s.one("mia", f"{FEET}/print-runs", form), _serials(s), many=0)


def lose(s: Scene) -> Burst:
    path = f"{HERE}/copies/{_copy_of_ana(s)}/events"
    return Burst(s.one("mia", path, {"event": "lost"}), s.rows(CopyEvent, CopyEvent.kind == "lost"))


def sign_for_it(s: Scene) -> Burst:
    path = f"{HERE}/copies/{_copy_of_ana(s)}/acknowledgements"
    return Burst(s.one("ana", path), s.rows(CopyEvent, CopyEvent.kind == "acknowledged"))


def _copy_of_ana(s: Scene) -> int:
    with StudioSession(s.app.extensions["storage"].write, EVERY) as every:
        return give(every, "ana").id


def assign(s: Scene) -> Burst:
    sent = s.one("mia", f"{HERE}/assignments", ASSIGNMENT)
    return Burst(sent, s.rows(Assignment), many=None)


def take_an_assignment_back(s: Scene) -> Burst:
    made = assign_to(s.app, LONG_AGO.date())
    return Burst(s.one("mia", f"{HERE}/assignments/{made}/recall"), s.rows(Recall))


def change_a_role(s: Scene) -> Burst:
    path = f"{HERE}/memberships/{s.member_id('ana')}/edit"
    kept = s.rows(Membership, Membership.role == Role.MANAGER, Membership.studio_id == 1)
    return Burst(s.one("olga", path, MEMBER | {"role": "manager"}), kept, many=2)


def end_a_stay(s: Scene) -> Burst:
    bruno = s.member_id("bruno")
    ended = s.rows(Stay, Stay.membership_id == bruno, Stay.until.is_not(None))
    return Burst(s.one("olga", f"{HERE}/memberships/{bruno}/departure"), ended)


def invite_one(s: Scene) -> Burst:
    kept = s.rows(Invitation, Invitation.email == GUEST["email"])
    return Burst(s.one("mia", f"{HERE}/invitations", GUEST), kept)


def withdraw(s: Scene) -> Burst:
    path = f"{HERE}/invitations/{s.invited()[1]}/withdrawal"
    return Burst(s.one("mia", path), s.rows(Closing))


def save_settings(s: Scene) -> Burst:
    def form() -> dict[str, object]:
        return SETTINGS | {"logo": (BytesIO(picture()), "logo.png")}

    return Burst(s.one("olga", f"{HERE}/settings", form), s.rows(Logo))


def add_a_location(s: Scene) -> Burst:
    kept = s.rows(Location, sa.func.lower(Location.name) == "mill")
    olga = s.sign_in("olga")
    names = ("Mill", "MILL", "mill")
    sent = (Sent(olga, f"{HERE}/locations", {"name": name}) for name in names)
    return Burst(tuple(sent), kept)


def rename_locations(s: Scene) -> Burst:
    olga = s.sign_in("olga")
    for name in ("Mill", "Quay"):
        olga.post(f"{HERE}/locations", data={"name": name})
    ids = s.look(sa.select(Location.id).where(Location.name.in_(["Mill", "Quay"])))
    sent = (Sent(olga, f"{HERE}/locations/{each}/edit", {"name": "Pier"}) for each in ids)
    return Burst(tuple(sent), s.rows(Location, Location.name == "Pier"))


def remove_a_location(s: Scene) -> Burst:
    hall = s.hall()
    path = f"{HERE}/locations/{hall}/removal"
    return Burst(s.one("olga", path), s.rows(Location, Location.id == hall), many=0)


def _serials(s: Scene) -> Rows:
    """The numbers that are missing, or stand on two copies."""

    def gaps() -> list[int]:
        taken = sorted(int(each.rpartition("-")[2]) for each in s.look(sa.select(Copy.serial)))
        return [number for number, serial in enumerate(taken, start=1) if number != serial]

    return gaps


BURSTS: dict[str, Callable[[Scene], Burst]] = {
    **WAYS_BACK_IN,
    "sign_ins.create": sign_in_many,
    "sign_ins.destroy": sign_out,
    "demo_sign_ins.create": enter_the_demo,
    "demo_resets.create": reset_the_demo,
    "acceptances.create": accept,
    "accounts.update": rename,
    "passwords.update": change_password,
    "revocations.create": revoke,
    "readings.create": read_on,
    "practices.create": practise,
    "sign_offs.create": sign_off,
    "stances.create": take_a_stance,
    "attempts.create": start_a_quiz,
    "answers.update": answer,
    "results.create": hand_in,
    "copies.create": print_mine,
    "print_runs.create": print_theirs,
    "copy_events.create": lose,
    "acknowledgements.create": sign_for_it,
    "assignments.create": assign,
    "assignments.destroy": take_an_assignment_back,
    "memberships.update": change_a_role,
    "departures.create": end_a_stay,
    "invitations.create": invite_one,
    "invitations.destroy": withdraw,
    "settings.update": save_settings,
    "locations.create": add_a_location,
    "locations.update": rename_locations,
    "locations.destroy": remove_a_location,
}
