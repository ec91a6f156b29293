"""From article to lesson: what became of every paragraph and every comment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from lessons.debate import people
from lessons.lesson import Lesson
from trainer.study.lookup import study_or_404
from trainer.study.queries.progress import SectionRow, outline
from trainer.web.pages import page

blueprint = Blueprint("sources", __name__, url_prefix="/<studio>")


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph of the article and the sections that restate it."""

    number: int
    point: str
    sections: list[SectionRow]


@blueprint.get("/lessons/<slug>/source")
def show(slug: str) -> ResponseReturnValue:
    """The whole account, with the comments of one kind if asked."""
    mine = study_or_404(slug)
    lesson, kind = mine.lesson, request.args.get("kind", "")
    return page(
        "sources/show.html",
        lesson=lesson,
        slug=slug,
        paragraphs=_paragraphs(lesson, outline(mine)),
        comments=[each for each in lesson.comments if kind in {"", each.kind}],
        people=people(lesson.comments),
        counts=Counter(each.publish for each in lesson.comments),
        kinds=Counter(each.kind for each in lesson.comments),
        filter=kind,
    )


def _paragraphs(lesson: Lesson, listed: list[SectionRow]) -> list[ParagraphRow]:
    return [
        ParagraphRow(
            each.number,
            each.point,
            [
                row
                for row, section in zip(listed, lesson.sections, strict=True)
                if each.number in section.paragraphs
            ],
        )
        for each in lesson.source.paragraphs
    ]
