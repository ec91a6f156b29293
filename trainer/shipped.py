"""Shipped content: what comes with Trainer, and how a studio adopts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

import lessons
from quizzes.loading import load_shipped
from quizzes.package import Package
from trainer.models.edition import Document, Edition, Origin, Title

CONTENT = Path(lessons.__file__).parent / "content"


@cache
def packages() -> dict[str, Package]:
    """Everything shipped, by the name of its folder."""
    folders = sorted(path for path in CONTENT.iterdir() if path.is_dir())
    return {folder.name: load_shipped(folder.name) for folder in folders}


def adopt(
    session: Session,
    studio_id: int,
    at: dt.datetime,
    releases: Mapping[str, Package] | None = None,
) -> list[Edition]:
    """Publish as edition 1 what the studio does not teach yet; the editions that were made.

    ``releases`` are what is shipped unless told. A title that is there already is left alone: a
    newer release never publishes itself. The session must see every studio, for a document belongs
    to none.
    """
    return [
        _adopt(session, studio_id, name, package, at)
        for name, package in (releases or packages()).items()
        if not _is_taught(session, studio_id, name)
    ]


def _is_taught(session: Session, studio_id: int, name: str) -> bool:
    statement = sa.select(Title.id).where(Title.studio_id == studio_id, Title.upstream == name)
    return session.execute(statement).first() is not None


def _adopt(
    session: Session, studio_id: int, name: str, package: Package, at: dt.datetime
) -> Edition:
    Document.keep(session, package)
    title = Title(slug=name, origin=Origin.SHIPPED, upstream=name)
    title.studio_id = studio_id
    session.add(title)
    session.flush()
    return title.publish(session, package, at)
