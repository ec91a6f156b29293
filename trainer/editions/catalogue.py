"""Shipped content: what comes with Trainer, and how a studio adopts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import sqlalchemy as sa

import lessons
from quizzes.loading import load_shipped
from quizzes.package import Package
from trainer.editions.models.edition import Document, Edition, Origin, Title
from trainer.tenancy.scope import StudioSession

CONTENT = Path(lessons.__file__).parent / "content"


@cache
def packages() -> dict[str, Package]:
    """Everything shipped, by the name of its folder."""
    folders = sorted(path for path in CONTENT.iterdir() if path.is_dir())
    return {folder.name: load_shipped(folder.name) for folder in folders}


def adopt(
    session: StudioSession,
    studio_id: int,
    at: dt.datetime,
    releases: Mapping[str, Package] | None = None,
) -> list[Edition]:
    """Publish as edition 1 what the studio does not teach yet; the editions that were made.

    ``releases`` are what is shipped unless told. A title that is there already is left alone: a
    newer release never publishes itself. The session must see every studio, for a document belongs
    to none.
    """
    wanted = releases or packages()
    with session.within(studio_id) as rows:
        taught = set(rows.scalars(sa.select(Title.upstream)))
        new = {name: package for name, package in wanted.items() if name not in taught}
        for package in new.values():
            Document.keep(session, package)
        return [_adopt(rows, name, package, at) for name, package in new.items()]


def _adopt(rows: StudioSession, name: str, package: Package, at: dt.datetime) -> Edition:
    title = Title(slug=name, origin=Origin.SHIPPED, upstream=name)
    rows.add(title)
    rows.flush()
    return title.publish(rows, package, at)
