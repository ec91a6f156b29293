"""Vignette: a case from the studio, and one choice."""

from __future__ import annotations

from quizzes.choice import Choice
from quizzes.kind import Public
from quizzes.question_layout import QuestionLayout


class PublicVignette(Public, frozen=True, kw_only=True, tag="vignette"):
    """Read a case and choose one of the options, in the field ``choice``."""

    case: str
    options: tuple[str, ...]


class Vignette(Choice, frozen=True, kw_only=True, tag="vignette"):
    """A case from the studio, and one choice."""

    words = frozenset({"case"})

    case: str

    def public_view(self, layout: QuestionLayout) -> PublicVignette:
        return PublicVignette(
            stem=self.stem,
            counts=self.counts,
            case=self.case,
            options=layout.texts("options", self.options),
        )
