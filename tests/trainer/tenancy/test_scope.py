"""The studio session: no statement gets out of its studio, nor out of one's own rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.trainer.vectors.hidden import HIDDEN, HIDDEN_FROM_STUDIOS
from tests.trainer.vectors.hunt import Hunt, Vector, prey
from tests.trainer.vectors.refusal import IMPOSSIBLE, REFUSED, REFUSED_TO_COLLEAGUES
from tests.trainer.world import member_of
from trainer.clock import now
from trainer.study.models.reading import Reading
from trainer.tables import Base
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Location
from trainer.tenancy.models.throttle import Throttle
from trainer.tenancy.scope import EVERY, Scope, ScopeError, StudioSession

Enter = Callable[..., StudioSession]
AMONG_STUDIOS = HIDDEN | HIDDEN_FROM_STUDIOS


@pytest.fixture
def enter(app: Flask) -> Enter:
    """Open a session that writes."""

    def session(studio: Scope, own: int | None = None) -> StudioSession:
        return StudioSession(app.extensions["storage"].write, studio, own)

    return session


@pytest.fixture
def among_studios(enter: Enter) -> Hunt:
    """Ana, of Harbour, is after what Rhea has in Ridge."""
    return _hunt(enter, "ridge", "rhea")


@pytest.fixture
def among_colleagues(enter: Enter) -> Hunt:
    """Ana is after what Bruno has."""
    return _hunt(enter, "harbour", "bruno")


def _hunt(enter: Enter, studio: str, who: str) -> Hunt:
    with enter(EVERY) as session:
        SignIn.start(session, member_of(session, studio, who).person_id, "a phone", now())
        session.add(Throttle(key="somebody", since=now(), tries=1))
        session.commit()
        return Hunt(prey(session, "harbour", "ana"), prey(session, studio, who))


def tried(
    vectors: dict[str, Vector], hunt: Hunt, enter: Callable[[], StudioSession]
) -> dict[str, str]:
    """What comes of each: "nothing", "something", or the name of what was raised."""
    return {name: _outcome(vector, hunt, enter) for name, vector in vectors.items()}


def _outcome(vector: Vector, hunt: Hunt, enter: Callable[[], StudioSession]) -> str:
    with enter() as session:
        try:
            return "something" if vector(session, hunt) else "nothing"
        except (ScopeError, IntegrityError) as refusal:
            return type(refusal).__name__


def all_are(outcome: str, vectors: dict[str, Vector]) -> dict[str, str]:
    """One outcome for every vector."""
    return dict.fromkeys(vectors, outcome)


def test_what_another_studio_has_is_not_there(among_studios: Hunt, enter: Enter) -> None:
    outcomes = tried(AMONG_STUDIOS, among_studios, lambda: enter(among_studios.own.studio))

    assert outcomes == all_are("nothing", AMONG_STUDIOS)


def test_what_a_colleague_has_is_not_there(among_colleagues: Hunt, enter: Enter) -> None:
    own = among_colleagues.own

    outcomes = tried(HIDDEN, among_colleagues, lambda: enter(own.studio, own.membership))

    assert outcomes == all_are("nothing", HIDDEN)


def test_what_the_filter_does_not_reach_is_refused(among_studios: Hunt, enter: Enter) -> None:
    outcomes = tried(REFUSED, among_studios, lambda: enter(among_studios.own.studio))

    assert outcomes == all_are("ScopeError", REFUSED)


def test_a_colleagues_row_is_not_written(among_colleagues: Hunt, enter: Enter) -> None:
    own = among_colleagues.own

    outcomes = tried(
        REFUSED_TO_COLLEAGUES, among_colleagues, lambda: enter(own.studio, own.membership)
    )

    assert outcomes == all_are("ScopeError", REFUSED_TO_COLLEAGUES)


def test_the_database_holds_no_reference_across_studios(among_studios: Hunt, enter: Enter) -> None:
    outcomes = tried(IMPOSSIBLE, among_studios, lambda: enter(among_studios.own.studio))

    assert outcomes == all_are("IntegrityError", IMPOSSIBLE)


def test_each_way_leads_there_without_a_studio(among_studios: Hunt, enter: Enter) -> None:
    vectors = AMONG_STUDIOS | REFUSED

    outcomes = tried(vectors, among_studios, lambda: enter(EVERY))

    assert outcomes == all_are("something", vectors)


def test_each_way_leads_to_a_colleague_without_one_owner(
    among_colleagues: Hunt, enter: Enter
) -> None:
    vectors = HIDDEN | REFUSED_TO_COLLEAGUES

    outcomes = tried(vectors, among_colleagues, lambda: enter(among_colleagues.own.studio))

    assert outcomes == all_are("something", vectors)


def test_a_session_without_a_studio_does_nothing(among_studios: Hunt, enter: Enter) -> None:
    vectors = AMONG_STUDIOS | REFUSED

    outcomes = tried(vectors, among_studios, lambda: enter(None))

    assert outcomes == all_are("ScopeError", vectors)


@pytest.mark.parametrize("scope", [1, EVERY, None])
def test_a_session_has_no_raw_connection(scope: Scope, enter: Enter) -> None:
    session = enter(scope)

    with pytest.raises(ScopeError):
        session.connection()


@pytest.mark.parametrize("scope", [1, EVERY, None])
@pytest.mark.parametrize(
    "bulk", ["bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"]
)
def test_a_session_does_not_write_past_its_checks(scope: Scope, bulk: str, enter: Enter) -> None:
    session = enter(scope)

    with pytest.raises(ScopeError):
        getattr(session, bulk)(Location, [{"id": 2, "name": "x"}])


@pytest.mark.parametrize("name", ["_scope", "studio", "own"])
def test_a_session_keeps_its_scope(name: str, enter: Enter) -> None:
    session = enter(1)

    with pytest.raises((ScopeError, AttributeError)):
        setattr(session, name, EVERY)


def test_a_new_row_is_of_the_sessions_studio(among_studios: Hunt, enter: Enter) -> None:
    with enter(among_studios.own.studio) as session:
        row = Location(name="Annexe")
        session.add(row)
        session.flush()

        assert row.studio_id == among_studios.own.studio


def test_ones_own_rows_are_all_there(among_colleagues: Hunt, enter: Enter) -> None:
    bruno = among_colleagues.foreign

    with enter(bruno.studio, bruno.membership) as session:
        assert session.get_one(Reading, bruno.reading).membership_id == bruno.membership


def test_nothing_is_loaded_that_was_not_asked_for() -> None:
    relationships = [each for mapper in Base.registry.mappers for each in mapper.relationships]

    assert {each.lazy for each in relationships} == {"raise"}
