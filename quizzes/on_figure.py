"""OnFigure: what the kinds have in common that ask about a figure of the lesson."""

from __future__ import annotations

from abc import abstractmethod

from lessons.authoring import Ref
from quizzes.question import Question


class OnFigure(Question, frozen=True, kw_only=True):
    """A question on structures of a figure."""

    figure: Ref

    @property
    @abstractmethod
    def asked_about(self) -> tuple[str, tuple[str, ...]]:
        """The refs of the structures it asks about, behind the field that names them."""
