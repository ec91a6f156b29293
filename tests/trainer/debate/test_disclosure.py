"""What of the verdicts a learner may see: the one place that decides."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.quizzes.samples.single import a_single
from tests.trainer.conftest import SignIn
from tests.trainer.learner import FEET, STANCE
from tests.trainer.syllabus import ROWS, a_package, publish_again
from tests.trainer.world import member_of
from trainer.debate.disclosure import Disclosure, disclosure, disclosures
from trainer.editions.models.edition import Title
from trainer.tenancy.scope import EVERY, StudioSession

LESSON = a_package().lesson
CLAIMS = {"d1": "c1", "d2": "c2"}
SOME = st.frozensets(st.sampled_from(ROWS))


@given(SOME)
def test_a_verdict_is_handed_out_when_its_row_is_open(opened: frozenset[str]) -> None:
    known = Disclosure(LESSON, opened)

    assert {row for row in ROWS if known.verdict(row)} == opened


@given(SOME, SOME, SOME)
def test_a_question_is_closed_by_every_closed_row_it_touches(
    opened: frozenset[str], rows: frozenset[str], covered: frozenset[str]
) -> None:
    question = a_single(
        rows=tuple(sorted(rows)), claims=tuple(sorted(CLAIMS[row] for row in covered))
    )

    closed_by = Disclosure(LESSON, opened).closed_by(question)

    assert [row.ref for row in closed_by] == sorted((rows | covered) - opened)


def test_the_verdict_on_a_claim_that_no_row_covers_is_nobodys_secret() -> None:
    verdict = Disclosure(LESSON, frozenset()).verdict("c3")

    assert verdict
    assert verdict.label == "partly"


@pytest.mark.parametrize("ref", ["d9", "", "d1-for", "the-spring"])
def test_there_is_no_verdict_on_anything_else(ref: str) -> None:
    assert Disclosure(LESSON, frozenset(ROWS)).verdict(ref) is None


def opened(app: Flask, who: str) -> frozenset[str]:
    """The rows that are open to somebody of Harbour now; asked for many, it is the same."""
    with StudioSession(app.extensions["storage"].read, EVERY) as session:
        member, other = (member_of(session, "harbour", each) for each in (who, "zoe"))
        titles = session.query(Title).where(Title.studio_id == member.studio_id)
        title = titles.one().id
        alone = disclosure(session, member.id, title, LESSON)
        together = disclosures(session, [other.id, member.id], title, LESSON)
        assert together == {
            member.id: alone,
            other.id: disclosure(session, other.id, title, LESSON),
        }
        return alone.opened


def test_a_row_opens_with_ones_own_second_stance(app: Flask, sign_in: SignIn) -> None:
    ana, seen = sign_in("ana"), []

    for _ in range(2):
        seen.append(opened(app, "ana"))
        ana.post(f"{FEET}/docket/d1/stances", data=STANCE | ({"moved_by": ""} if seen[1:] else {}))

    assert seen == [frozenset(), frozenset()]
    assert opened(app, "ana") == {"d1"}
    assert opened(app, "bruno") == frozenset()


def test_a_row_closes_again_when_it_has_changed(
    app: Flask, sign_in: SignIn, every: StudioSession
) -> None:
    ana = sign_in("ana")
    for row in ROWS:
        ana.post(f"{FEET}/docket/{row}/stances", data=STANCE)
        ana.post(f"{FEET}/docket/{row}/stances", data=STANCE | {"moved_by": ""})

    publish_again(every, a_package(title="Feet again"), "docket_row:d1")

    assert opened(app, "ana") == {"d2"}
