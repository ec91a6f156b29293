"""Bare Flask apps to measure beside: a hello, and pages that do the least one of ours must."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import cycle, islice

import sqlalchemy as sa
from flask import Flask, render_template, request
from jinja2 import DictLoader
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

DATABASE = "BENCH_DATABASE_URL"
HEADERS = {"Cookie": "token=instructor-7"}

WORDS = "The deep muscle runs from the lumbar spine to the thigh and lifts the leg. "
TEMPLATE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ lesson.title }}</title></head>
<body>
<header><nav>{% for name in ("Home", "Lessons", "People", "Settings") %}
<a href="/{{ name|lower }}">{{ name }}</a>{% endfor %}</nav><p>{{ user.name }}</p></header>
<main><h1>{{ lesson.title }}</h1>{% for paragraph in paragraphs %}
<p>{{ paragraph }}</p>{% endfor %}
<ol>{% for comment in comments %}
<li id="comment-{{ comment.number }}"><h3>Reader {{ comment.number }}</h3>
<p>{{ comment.body }}</p></li>{% endfor %}
</ol></main>
</body></html>"""


@dataclass(frozen=True)
class Floor:
    """A page as bare as can be: indexed queries, and paragraphs and comments to write out."""

    queries: int
    paragraphs: int
    comments: int

    @property
    def path(self) -> str:
        """Where it is asked for."""
        return f"/lessons/lesson-7/{self.queries}/{self.paragraphs}/{self.comments}"


LESSON = Floor(queries=3, paragraphs=17, comments=26)  # 12 kB
DEBATE = Floor(queries=3, paragraphs=17, comments=81)  # 26 kB
QUESTION = Floor(queries=4, paragraphs=6, comments=13)  # 5.5 kB


class Base(DeclarativeBase):
    """The floor's own three tables."""


class User(Base):
    """Who asks."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Lesson(Base):
    """What they ask for."""

    __tablename__ = "lesson"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    body: Mapped[str]
    comments: Mapped[list[Comment]] = relationship()


class Comment(Base):
    """One of 26 under the lesson."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id"), index=True)
    number: Mapped[int]
    body: Mapped[str]


def hello() -> Flask:
    """The least Flask can do."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def floor() -> Flask:
    """Indexed queries and a page of some kB, with none of what a product needs."""
    app = Flask("floor")
    app.jinja_loader = DictLoader({"lesson.html": TEMPLATE})
    engine = sa.create_engine(os.environ[DATABASE])

    @app.get("/lessons/<slug>/<int:queries>/<int:paragraphs>/<int:shown>")
    def show(slug: str, queries: int, paragraphs: int, shown: int) -> str:
        token = request.cookies["token"]
        with Session(engine) as session:
            user = session.scalars(sa.select(User).where(User.token == token)).one()
            lesson = session.scalars(sa.select(Lesson).where(Lesson.slug == slug)).one()
            found = session.scalars(sa.select(Comment).where(Comment.lesson_id == lesson.id)).all()
            for number in range(queries - 3):
                session.scalars(sa.select(Comment).where(Comment.id == 200 + number)).one()
            return render_template(
                "lesson.html",
                user=user,
                lesson=lesson,
                paragraphs=lesson.body.split("\n")[:paragraphs],
                comments=islice(cycle(found), shown),
            )

    return app


def fill(url: str) -> None:
    """Make the floor's database: 200 people, 20 lessons, and 26 comments under each."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(User(token=f"instructor-{n}", name=f"Instructor {n}") for n in range(200))
        session.add_all(_lesson(n) for n in range(20))
        session.commit()
    engine.dispose()


def _lesson(number: int) -> Lesson:
    comments = [Comment(number=n, body=WORDS * 2) for n in range(1, 27)]
    body = "\n".join([WORDS * 5] * 17)
    return Lesson(slug=f"lesson-{number}", title="Psoas", body=body, comments=comments)
