"""Taking a stance: first blind, then again, appended and never overwritten."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import held, words
from tests.trainer.syllabus import a_package, publish_again, verdict_of
from trainer.debate.models.stance import Phase, Stance
from trainer.debate.views import stances
from trainer.editions.models.edition import Edition
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

ROW = f"{FEET}/docket/d1"
ARGUED = "Walking barefoot feels lively."  # what a reader says for the row
FIRST = STANCE | {"reason": "I have felt it."}
HARBOURS_EDITION = (
    sa.select(Edition.id)
    .join(Studio, Studio.id == Edition.studio_id)
    .where(Studio.slug == "harbour")
)
SECOND = STANCE | {"position": "2", "confidence": "90", "reason": "It was measured."}


def take(client: FlaskClient, form: dict[str, str], row: str = ROW) -> TestResponse:
    """Send a stance on the row."""
    return client.post(f"{row}/stances", data=form)


def take_both(client: FlaskClient, **more: str) -> TestResponse:
    """Send the first and the second."""
    take(client, FIRST)
    return take(client, SECOND | {"moved_by": ""} | more)


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who holds nothing yet."""
    return sign_in("ana")


def kept(look: Look) -> list[Stance]:
    """Every stance that is kept, in order."""
    return look(sa.select(Stance).order_by(Stance.id))


def test_the_arguments_open_with_the_first_stance(ana: FlaskClient) -> None:
    before = words(ana.get(ROW))

    answer = take(ana, FIRST)

    assert (answer.status_code, answer.location) == (303, ROW)
    assert ARGUED not in before
    assert ARGUED in words(ana.get(ROW))


def test_the_first_stance_is_hidden_until_the_second_is_kept(ana: FlaskClient) -> None:
    take(ana, FIRST)
    between = ana.get(ROW)

    take(ana, SECOND | {"moved_by": "d1-against"})

    after = words(ana.get(ROW))
    assert FIRST["reason"] not in between.text
    assert held(between).keys() & {"position", "confidence", "reason"} == set()
    for part in (FIRST["reason"], "70%", SECOND["reason"], "90%", "Against 1"):
        assert part in after


def test_the_verdict_comes_with_the_second_stance(ana: FlaskClient) -> None:
    take(ana, FIRST)
    between = ana.get(ROW)

    take(ana, SECOND | {"moved_by": ""})

    assert verdict_of("d1") not in between.text
    assert f"{verdict_of('d1')}-reason" in ana.get(ROW).text


def test_a_stance_is_kept_with_what_it_was_about(
    ana: FlaskClient, look: Look, member_id: MemberId
) -> None:
    take_both(ana, moved_by="d1-for")

    first, second = kept(look)
    (edition,) = look(HARBOURS_EDITION)
    assert (first.membership_id, first.row, first.revision) == (member_id("ana"), "d1", 1)
    assert (first.phase, first.position, first.confidence) == (Phase.FIRST, 6, 70)
    assert (first.reason, first.moved_by) == ("I have felt it.", None)
    assert (second.phase, second.position, second.confidence) == (Phase.SECOND, 2, 90)
    assert (second.reason, second.moved_by) == ("It was measured.", "d1-for")
    assert {first.edition_id, second.edition_id} == {edition}


def test_a_sentence_can_be_held_to_be_untestable(ana: FlaskClient, look: Look) -> None:
    take_both(ana, position="untestable")

    assert [stance.position for stance in kept(look)] == [6, None]
    assert "It cannot be tested" in words(ana.get(ROW))


def test_a_second_tap_on_the_first_stance_is_not_a_second_stance(
    ana: FlaskClient, look: Look
) -> None:
    answers = [take(ana, FIRST) for _ in range(2)]

    assert [answer.location for answer in answers] == [ROW, ROW]
    assert [stance.phase for stance in kept(look)] == [Phase.FIRST]
    assert verdict_of("d1") not in ana.get(ROW).text


def test_two_taps_in_one_moment_keep_one_stance(
    ana: FlaskClient, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stances, "_phase", lambda study, row: Phase.FIRST)

    answers = [take(ana, FIRST) for _ in range(2)]

    assert [answer.location for answer in answers] == [ROW, ROW]
    assert len(kept(look)) == 1


def test_a_second_tap_on_the_second_stance_leads_to_its_verdict(
    ana: FlaskClient, look: Look
) -> None:
    take(ana, FIRST)
    last = SECOND | {"moved_by": ""}

    answers = [take(ana, last) for _ in range(2)]

    assert [answer.location for answer in answers] == [ROW, ROW]
    assert len(kept(look)) == 2


def test_a_third_stance_is_refused(ana: FlaskClient, look: Look) -> None:
    take_both(ana)

    answer = take(ana, SECOND | {"moved_by": "", "reason": "I changed my mind."})

    assert answer.status_code == 410
    assert len(kept(look)) == 2


@on_sqlite
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("position", "8"),
        ("position", ""),
        ("confidence", "71"),
        ("confidence", ""),
        ("reason", ""),
        ("reason", "   "),
        ("reason", "x" * 401),
    ],
)
def test_a_stance_with_a_mistake_is_not_kept_and_stays_in_its_form(
    ana: FlaskClient, look: Look, field: str, typed: str
) -> None:
    answer = take(ana, STANCE | {field: typed})

    others = STANCE.keys() - {field}
    assert (answer.status_code, kept(look)) == (422, [])
    assert {name: held(answer)[name] for name in others} == {
        name: [STANCE[name]] for name in others
    }


@on_sqlite
@pytest.mark.parametrize("argument", ["d2-for", "c1", "nothing"])
def test_what_weighed_most_is_an_argument_of_the_row(
    ana: FlaskClient, look: Look, argument: str
) -> None:
    answer = take_both(ana, moved_by=argument)

    assert answer.status_code == 422
    assert held(answer)["reason"] == [SECOND["reason"]]
    assert len(kept(look)) == 1


@on_sqlite
@pytest.mark.parametrize("path", [f"{FEET}/docket/d9", f"{FEET}/docket/c1", FEET + "s/docket/d1"])
def test_a_row_that_is_not_there_takes_no_stance(ana: FlaskClient, look: Look, path: str) -> None:
    assert take(ana, STANCE, path).status_code == 404
    assert ana.get(path).status_code == 404
    assert kept(look) == []


def test_a_colleagues_stances_open_nothing_for_me(ana: FlaskClient, sign_in: SignIn) -> None:
    take_both(ana)

    page = sign_in("bruno").get(ROW)

    assert ARGUED not in page.text
    assert FIRST["reason"] not in page.text
    assert verdict_of("d1") not in page.text


def test_a_row_that_has_changed_asks_anew_and_closes_its_verdict(
    ana: FlaskClient, every: StudioSession, look: Look
) -> None:
    take_both(ana)

    publish_again(every, a_package(title="Feet again"), "docket_row:d1")

    page = ana.get(ROW)
    assert ARGUED not in page.text
    assert verdict_of("d1") not in page.text
    assert take(ana, FIRST).status_code == 303
    assert [stance.revision for stance in kept(look)] == [1, 1, 2]


def test_a_row_that_has_not_changed_stays_open(ana: FlaskClient, every: StudioSession) -> None:
    take_both(ana)

    publish_again(every, a_package(title="Feet again"), "docket_row:d2")

    assert verdict_of("d1") in ana.get(ROW).text
