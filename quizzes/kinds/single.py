"""Single: choose one."""

from __future__ import annotations

from quizzes.choice import Choice
from quizzes.kind import Public
from quizzes.question_layout import QuestionLayout


class PublicSingle(Public, frozen=True, kw_only=True, tag="single"):
    """Choose one of the options, in the field ``choice``."""

    options: tuple[str, ...]


class Single(Choice, frozen=True, kw_only=True, tag="single"):
    """Choose one."""

    def public_view(self, layout: QuestionLayout) -> PublicSingle:
        options = layout.texts("options", self.options)
        return PublicSingle(stem=self.stem, counts=self.counts, options=options)
