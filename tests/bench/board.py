"""A thousand people who have read, practised and argued it all and hold a handout, on one board."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests.bench.lesson import queries, signed_in
from trainer import demo
from trainer.clock import now
from trainer.debate.models.stance import Phase
from trainer.editions.catalogue import packages
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy_event import CopyState
from trainer.storage.engines import Storage
from trainer.tables import Base
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Studio

MANAGER = "Tomasz Zieliński"
PEOPLE = 1000
ROUNDS = 5
BASE = 100_000
BASED = ("studio_id", "title_id", "edition_id")

Rows = list[dict[str, Any]]


def path() -> str:
    """Where the board of the first lesson is."""
    return f"/{demo.SLUG}/lessons/{next(iter(packages()))}/board"


def asked(app: Flask) -> int:
    """How many statements the board sends."""
    return queries(signed_in(app, MANAGER), path())


def seconds(app: Flask) -> float:
    """How long the board takes in its process, the median of several."""
    manager, taken = signed_in(app, MANAGER), []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answer = manager.get(path())
        taken.append(time.perf_counter() - started)
        if answer.text.count('name="membership"') < PEOPLE:
            raise LookupError("the board does not show everybody")
    return median(taken)


def crowd(app: Flask) -> None:
    """Let a thousand people join the demo, read, practise, argue and be printed for."""
    storage: Storage = app.extensions["storage"]
    tables = Base.metadata.tables
    with storage.write.begin() as connection:
        for name, rows in _rows(connection):
            connection.execute(tables[name].insert(), rows)


def _rows(connection: sa.Connection) -> Iterator[tuple[str, Rows]]:
    edition = (
        sa.select(Title.studio_id, Edition.title_id, Edition.id)
        .join(Title, Title.id == Edition.title_id)
        .join(Studio, Studio.id == Title.studio_id)
        .where(Studio.slug == demo.SLUG)
        .order_by(Edition.number.desc())
        .limit(1)
    )
    studio_id, title_id, edition_id = connection.execute(edition).one()
    parts = connection.execute(
        sa.select(Part.kind, Part.ref, Part.revision).where(Part.edition_id == edition_id)
    ).all()
    members = range(100_001, 100_001 + PEOPLE)
    of = {"studio_id": studio_id, "title_id": title_id, "edition_id": edition_id, "at": now()}
    yield "person", [_person(id_) for id_ in members]
    yield "membership", [_membership(id_, studio_id) for id_ in members]
    yield "stay", [{"studio_id": studio_id, "membership_id": id_, "from": now()} for id_ in members]
    for kind, table in (("section", "reading"), ("exercise", "practice"), ("docket_row", "stance")):
        refs = [(ref, revision) for each, ref, revision in parts if each == kind]
        yield (
            table,
            [
                of | {"membership_id": id_, "revision": revision} | more
                for id_ in members
                for ref, revision in refs
                for more in _done(table, ref)
            ],
        )
    base = {"id": BASE, "kind": Kind.LESSON, "key": "of a crowd"}
    yield "print_base", [{name: of[name] for name in BASED} | base]
    yield "copy", [of | _copy(id_, number) for id_, number in zip(members, count(9000))]
    yield "copy_event", [_printed(id_, studio_id) for id_ in members]


def _person(id_: int) -> dict[str, Any]:
    words = {"email": f"{id_}@example.com", "name": f"Person {id_}", "password_hash": "x"}
    return {"id": id_, "created_at": now()} | words


def _membership(id_: int, studio_id: int) -> dict[str, Any]:
    return {"id": id_, "person_id": id_, "studio_id": studio_id, "role": Role.INSTRUCTOR}


def _done(table: str, ref: str) -> Rows:
    if table == "reading":
        return [{"section": ref}]
    if table == "practice":
        return [{"exercise": ref, "ease_before": 3, "ease_after": 6, "words": ""}]
    held = {"row": ref, "position": 3, "confidence": 70, "reason": "So it is."}
    return [held | {"phase": phase} for phase in Phase]


def _copy(id_: int, number: int) -> dict[str, Any]:
    named = {"serial": f"2020-{number}", "code": f"code-{number}", "sha256": "0" * 64}
    stands = {"kind": Kind.LESSON, "print_base_id": BASE, "tail": b""}
    return {"id": id_, "membership_id": id_, "printed_by": id_} | named | stands


def _printed(id_: int, studio_id: int) -> dict[str, Any]:
    whose = {"studio_id": studio_id, "membership_id": id_, "copy_id": id_, "done_by": id_}
    return whose | {"kind": CopyState.PRINTED, "at": now(), "note": ""}
