"""What the world's studios teach: a debated lesson with a quiz, whose secrets no page can miss.

The words of a verdict on the docket, and the words and refs of an answer key, are canaries: they
stand nowhere else, so that finding one in an answer means that a secret got out.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from lessons.debate import Verdict
from quizzes.kinds import AnyQuestion, LiveQuestion, is_live
from quizzes.package import Package
from quizzes.parts import PartRef
from quizzes.quiz import Quiz
from tests.debates import a_debated_lesson, a_verdict
from tests.questions import a_quiz
from tests.quizzes.samples.hotspot import a_hotspot
from tests.quizzes.samples.label import a_label
from tests.quizzes.strategies import SAMPLES
from trainer.clock import now
from trainer.editions.models.edition import Document, Edition, Title
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

ROWS = ("d1", "d2")
KEY = "canary-key"
# The words for these labels stand on no page but those that show a verdict.
LABELS = {"d1": "contradicted", "d2": "not_testable"}
_SAID = {"feedback", "explanation", "if_wrong"}
# What keeps the feedback on a question closed: it could tell a verdict.
_CLOSED: dict[str, dict[str, Any]] = {
    "single": {"rows": ("d1",)},
    "vignette": {"claims": ("c1",)},
    "multiple": {"rows": ("d2",), "claims": ("c2",), "counts": False},
}


def verdict_of(row: str) -> str:
    """What every canary of a row's verdict begins with."""
    return f"canary-verdict-{row}"


def a_package(quiz: Quiz | None = None, **changes: Any) -> Package:
    """The lesson of the world, with its own quiz or that one."""
    lesson = a_debated_lesson(**{"verdicts": verdicts()} | changes)
    return Package(lesson=lesson, quiz=quiz or a_keyed_quiz())


def verdicts(**changes: Any) -> tuple[Verdict, ...]:
    """The verdicts on both rows, and on the claims that no row covers."""
    on_rows = (_verdict(row, changes) for row in ROWS)
    return (*on_rows, a_verdict("c3", "partly"), a_verdict("k1", "supported"))


def a_keyed_quiz(*questions: AnyQuestion, **changes: Any) -> Quiz:
    """A quiz of those questions, or of one of each kind: the rows keep three of them closed."""
    asked = questions or (
        *(sample.make(**_CLOSED.get(kind, {})) for kind, sample in SAMPLES.items()),
        a_label(stem="Name what is marked."),
        a_hotspot(stem="Point at what springs."),
    )
    return a_quiz(*(keyed(each) if is_live(each) else each for each in asked), **changes)


def key_of(question: str) -> str:
    """What every canary of a question's key begins with."""
    return f"{KEY}-{question}-"


def keyed(question: LiveQuestion) -> LiveQuestion:
    """The question with a canary for every ref that its key could name, and all that is said."""
    refs = {entry.ref for entries in question.lists.values() for entry in entries}
    marked = _marked(msgspec.to_builtins(question), key_of(question.ref), refs)
    return msgspec.convert(marked, type(question))


def publish_again(session: StudioSession, package: Package, *material: str) -> Edition:
    """Publish Harbour's next edition; parts that count as changed are named as "kind:ref"."""
    studio = session.scalars(sa.select(Studio).where(Studio.slug == "harbour")).one()
    title = session.scalars(sa.select(Title).where(Title.studio_id == studio.id)).one()
    Document.keep(session, package)
    counts = frozenset(map(PartRef.parse, material))
    with session.within(studio.id) as rows:
        last = title.newest(rows)
        edition = title.publish(rows, package, now(), material=counts)
        assert edition is not last, "what has not changed is no next edition"
    session.commit()
    return edition


def _verdict(row: str, changes: dict[str, Any]) -> Verdict:
    said = verdict_of(row)
    words = {each: f"{said}-{each}" for each in ("reason", "misreading")}
    words |= {"label": LABELS[row], "short": f"{said}-short: no test shows it."}
    return a_verdict(row, **words | changes)


def _marked(value: Any, key: str, refs: set[str], field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _marked(inside, key, refs, name) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(inside, key, refs, field) for inside in value]
    if isinstance(value, str) and value in refs:
        return f"{key}{value}"
    return f"{key}said: {value}" if field in _SAID else value
