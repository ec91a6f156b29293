"""Recording a practice."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, PRACTICE
from tests.trainer.page_text import held, words
from tests.trainer.syllabus import a_package, publish_again
from trainer.editions.models.edition import Edition
from trainer.study.models.practice import Practice
from trainer.tenancy.scope import StudioSession

CARD = f"{FEET}/exercises/walk"


def practise(client: FlaskClient, **changes: str) -> TestResponse:
    """Send the form under a card."""
    return client.post(f"{CARD}/practices", data=PRACTICE | changes)


def kept(look: Look) -> list[Practice]:
    """Every practice that is kept, in order."""
    return look(sa.select(Practice).order_by(Practice.id))


def test_a_practice_is_kept_and_shown(
    sign_in: SignIn, look: Look, member_id: MemberId, clock: Clock
) -> None:
    ana = sign_in("ana")

    answer = practise(ana)

    (practice,) = kept(look)
    assert (answer.status_code, answer.location) == (303, CARD)
    assert (practice.membership_id, practice.exercise) == (member_id("ana"), "walk")
    assert (practice.ease_before, practice.ease_after, practice.words) == (3, 6, "Lighter.")
    assert practice.at == clock.at
    assert "Lighter." in words(ana.get(CARD))


def test_a_practice_tells_the_edition_and_revision_of_its_card(
    sign_in: SignIn, look: Look, every: StudioSession
) -> None:
    practise(sign_in("ana"))
    publish_again(every, a_package(title="Feet again"), "exercise:walk")
    practise(sign_in("ana"))

    first, second = kept(look)

    numbers = {edition.id: edition.number for edition in look(sa.select(Edition))}
    assert [numbers[each.edition_id] for each in (first, second)] == [1, 2]
    assert [first.revision, second.revision] == [1, 2]
    assert "2 practices" in words(sign_in("ana").get(CARD))


@on_sqlite
def test_words_may_be_left_out_and_are_trimmed(sign_in: SignIn, look: Look) -> None:
    ana = sign_in("ana")

    practise(ana, words=" \n")
    practise(ana, words="  One.\r\n\r\nTwo. \n")

    assert [practice.words for practice in kept(look)] == ["", "One.\n\nTwo."]


@on_sqlite
@pytest.mark.parametrize("ease", [("0", "10"), ("10", "0")])
def test_ease_goes_from_nought_to_ten(sign_in: SignIn, look: Look, ease: tuple[str, str]) -> None:
    practise(sign_in("ana"), ease_before=ease[0], ease_after=ease[1])

    (practice,) = kept(look)
    assert (practice.ease_before, practice.ease_after) == (int(ease[0]), int(ease[1]))


@on_sqlite
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ease_before", "11"),
        ("ease_before", "-1"),
        ("ease_before", "3.5"),
        ("ease_after", ""),
        ("words", "x" * 601),
    ],
)
def test_a_practice_with_a_mistake_is_not_kept_and_stays_in_its_form(
    sign_in: SignIn, look: Look, field: str, typed: str
) -> None:
    answer = practise(sign_in("ana"), **{field: typed})

    others = {name: [PRACTICE[name]] for name in PRACTICE.keys() - {field}}
    assert (answer.status_code, kept(look)) == (422, [])
    assert others.items() <= held(answer).items()


@on_sqlite
def test_the_longest_words_are_kept_whole(sign_in: SignIn, look: Look) -> None:
    practise(sign_in("ana"), words="🦶" * 600)

    assert [practice.words for practice in kept(look)] == ["🦶" * 600]


@on_sqlite
@pytest.mark.parametrize("path", [f"{FEET}/exercises/hop", f"{FEET}s/exercises/walk"])
def test_what_is_not_there_is_not_practised(sign_in: SignIn, look: Look, path: str) -> None:
    assert sign_in("ana").post(f"{path}/practices", data=PRACTICE).status_code == 404
    assert kept(look) == []
