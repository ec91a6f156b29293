"""Forty people to whom twelve different sets of rows are open, and no base is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Flask

from tests.bench.board import MANAGER
from tests.bench.lesson import cookie, signed_in
from tests.bench.printing import Waits, send, waits_while
from trainer import demo
from trainer.clock import now
from trainer.debate.models.stance import Phase
from trainer.editions.catalogue import packages
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.storage.engines import Storage
from trainer.tables import Base
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Studio

PEOPLE, SETS = 40, 12
FIRST = 300_001
LESSON = f"/{demo.SLUG}/lessons/{next(iter(packages()))}"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Waited:
    """Seconds until a run was asked for, and what readers waited while it was pressed."""

    answer: float
    lessons: Waits


def waited(app: Flask, section: str) -> Waited:
    """Measured on a server with a worker beside it."""
    members, answers = crowd(app), []

    def press(port: int) -> None:
        fields = urlencode([*(("membership", each) for each in members), ("kind", "lesson")])
        headers = cookie(signed_in(app, MANAGER))
        page, to = f"{LESSON}/print-runs/new", f"{LESSON}/print-runs"
        answers.append(send(port, headers, page, to, f"&{fields}"))

    lessons = waits_while(app, section, press)
    return Waited(answers[0], lessons)


def crowd(app: Flask) -> list[int]:
    """Let forty people join the demo, and argue as far as each has come; their memberships."""
    storage: Storage = app.extensions["storage"]
    with storage.write.begin() as connection:
        for name, rows in _rows(connection):
            connection.execute(Base.metadata.tables[name].insert(), rows)
    return list(range(FIRST, FIRST + PEOPLE))


def _rows(connection: sa.Connection) -> Iterator[tuple[str, Rows]]:
    newest = (
        sa.select(Title.studio_id, Edition.title_id, Edition.id)
        .join(Title, Title.id == Edition.title_id)
        .join(Studio, Studio.id == Title.studio_id)
        .where(Studio.slug == demo.SLUG)
        .order_by(Edition.number.desc())
        .limit(1)
    )
    studio_id, title_id, edition_id = connection.execute(newest).one()
    docket = sa.select(Part.ref, Part.revision).order_by(Part.ref)
    parts = docket.where(Part.edition_id == edition_id, Part.kind == "docket_row")
    rows = connection.execute(parts).all()
    of = {"studio_id": studio_id, "title_id": title_id, "edition_id": edition_id, "at": now()}
    ids = range(FIRST, FIRST + PEOPLE)
    yield "person", [_person(id_) for id_ in ids]
    yield "membership", [_membership(id_, studio_id) for id_ in ids]
    yield "stay", [{"studio_id": studio_id, "membership_id": id_, "from": now()} for id_ in ids]
    held = {"position": 3, "confidence": 70, "reason": "So it is."}
    yield (
        "stance",
        [
            of | held | {"membership_id": id_, "row": ref, "revision": revision, "phase": phase}
            for id_ in ids
            for ref, revision in rows[: 1 + id_ % SETS]
            for phase in Phase
        ],
    )


def _person(id_: int) -> dict[str, Any]:
    words = {"email": f"{id_}@example.com", "name": f"Eva {id_} Sousa", "password_hash": "x"}
    return {"id": id_, "created_at": now()} | words


def _membership(id_: int, studio_id: int) -> dict[str, Any]:
    return {"id": id_, "person_id": id_, "studio_id": studio_id, "role": Role.INSTRUCTOR}
