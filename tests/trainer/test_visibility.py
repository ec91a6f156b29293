"""What is bound when a statement runs, and what each table says of who sees it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Mapped, mapped_column, registry

from tests.trainer.vectors.hunt import Prey, prey
from trainer.storage.base import Tenant
from trainer.study.models.reading import Reading
from trainer.tables import Base
from trainer.tenancy import scope
from trainer.tenancy.models.dissolution import Dissolution
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import EVERY, Scope, ScopeError, StudioSession

Enter = Callable[..., StudioSession]
People = dict[str, Prey]

MEMBERS = sa.select(Membership.studio_id, Membership.id).join(Person)


@pytest.fixture
def enter(app: Flask) -> Enter:
    """Open a session that writes."""

    def session(studio: Scope, own: int | None = None) -> StudioSession:
        return StudioSession(app.extensions["storage"].write, studio, own)

    return session


@pytest.fixture
def people(enter: Enter) -> People:
    """Ana and Bruno of Harbour, and Rhea of Ridge."""
    with enter(EVERY) as session:
        return {
            who: prey(session, studio, who)
            for who, studio in (("ana", "harbour"), ("bruno", "harbour"), ("rhea", "ridge"))
        }


def see_themselves_alone(enter: Enter, people: People) -> bool:
    """Whether one statement shows each of them, in turn and again, their own row alone."""
    asked = [*people.values(), *people.values()]
    return all(
        _seen(enter(each.studio, each.membership)) == {(each.studio, each.membership)}
        for each in asked
    )


def see_their_studio_alone(enter: Enter, people: People) -> bool:
    """The same for the studio of each."""
    asked = [*people.values(), *people.values()]
    return all(
        {studio for studio, _ in _seen(enter(each.studio))} == {each.studio} for each in asked
    )


def _seen(session: StudioSession) -> set[tuple[int, int]]:
    with session:
        return {(studio, member) for studio, member in session.execute(MEMBERS)}


def test_one_statement_serves_everybody_in_turn(enter: Enter, people: People) -> None:
    assert see_their_studio_alone(enter, people)
    assert see_themselves_alone(enter, people)


@pytest.mark.parametrize("kept", ["scope_studio", "scope_member"])
def test_what_is_bound_once_and_for_all_is_noticed(
    kept: str, enter: Enter, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: dict[str, Any] = {}
    bound = scope._bound

    def bind_once(session: StudioSession) -> dict[str, Any]:
        anew = bound(session)
        first.setdefault(kept, anew[kept])
        return anew | first

    monkeypatch.setattr(scope, "_bound", bind_once)

    assert not see_themselves_alone(enter, people)
    assert see_their_studio_alone(enter, people) == (kept == "scope_member")


def test_a_statement_that_is_bound_to_nobody_does_not_run(
    enter: Enter, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_bound", lambda _: {})

    with enter(people["ana"].studio) as session, pytest.raises(StatementError):
        session.execute(MEMBERS)


def outlives_its_maker(enter: Enter, studio: int) -> bool:
    """Whether a statement is still there when nobody holds it but what ran it."""
    statement = sa.select(Location).where(Location.name == "as somebody typed it")
    last = weakref.ref(statement)
    with enter(studio) as session:
        session.execute(statement)
        del statement
        return last() is not None


def test_what_somebody_asked_is_not_remembered(enter: Enter, people: People) -> None:
    assert not outlives_its_maker(enter, people["ana"].studio)


def test_a_memory_that_holds_on_is_noticed(
    enter: Enter, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoard: dict[Any, dict[Any, Any]] = {}
    monkeypatch.setattr(scope._memory, "of", lambda it: hoard.setdefault(it, {}))

    assert outlives_its_maker(enter, people["ana"].studio)


def test_a_row_at_hand_is_as_an_update_has_made_it(enter: Enter, people: People) -> None:
    with enter(people["ana"].studio) as session:
        row = session.get_one(Location, people["ana"].location)
        session.execute(sa.update(Location).values(name="Annexe"))

        assert row.name == "Annexe"


def test_a_row_that_was_deleted_is_no_longer_at_hand(enter: Enter, people: People) -> None:
    with enter(people["rhea"].studio) as session:
        row = session.get_one(Reading, people["rhea"].reading)
        session.execute(sa.delete(Reading))

        assert row not in session


def test_another_studio_is_not_taken_in(enter: Enter, people: People) -> None:
    with enter(EVERY) as session:
        ridge = session.get_one(Studio, people["rhea"].studio)

    with enter(people["ana"].studio) as session, pytest.raises(ScopeError):
        session.add(ridge)


def test_a_table_that_does_not_say_who_sees_it_is_refused() -> None:
    with pytest.raises(ScopeError, match="Note does not say who sees its rows"):

        class Note(Base):
            __tablename__ = "note"

            id: Mapped[int] = mapped_column(primary_key=True)

    assert "note" not in Base.metadata.tables


def test_a_table_of_a_studio_has_said_so() -> None:
    silent = [
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.class_.visible_to.__func__ is Base.visible_to.__func__  # type: ignore[attr-defined]
    ]

    assert silent == []
    assert all(
        (mapper.class_.studio_key is not None)
        == issubclass(mapper.class_, Tenant | Studio | Dissolution)
        for mapper in Base.registry.mappers
    )


class Stranger:
    """A table of somebody else's."""

    id: int


@pytest.fixture
def stranger() -> Iterator[type[Stranger]]:
    """Map it for one test, past the base of every table."""
    mapped = registry()
    mapped.map_imperatively(
        Stranger, sa.Table("person", mapped.metadata, sa.Column("id", sa.Integer, primary_key=True))
    )
    yield Stranger
    mapped.dispose()


@pytest.mark.parametrize("how", ["by itself", "joined"])
def test_a_table_that_the_filter_does_not_know_is_refused(
    how: str, stranger: type[Stranger], enter: Enter, people: People
) -> None:
    joined = sa.select(Location.id, stranger).join(stranger, sa.true())
    statement = sa.select(stranger) if how == "by itself" else joined

    with enter(EVERY) as every:
        assert every.execute(statement).all()
    with enter(people["ana"].studio) as session, pytest.raises(ScopeError):
        session.execute(statement)
