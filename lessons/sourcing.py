"""Whether a lesson agrees with the article it was made from, and borrows none of its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from lessons.article import Article, ArticleRefused, read_article
from lessons.debate import Comment
from lessons.lesson import Lesson
from lessons.problem import Problem
from lessons.texts import Text, texts
from lessons.triage import SavedComment

RUN = 8  # so many words in a row are a quotation


def source_problems(lesson: Lesson, content: bytes, more: Iterable[Text] = ()) -> list[Problem]:
    """What in a lesson disagrees with the bytes of its source, or is copied from it.

    ``more`` are the texts that go with the lesson, such as those of its quiz.
    """
    found = list(_hash(lesson, content))
    try:
        article = read_article(content)
    except ArticleRefused as error:
        return [*found, _in_source("", f"cannot be compared: {error}")]
    words = (*texts(lesson), *more)
    credited = lesson.source.author
    return [
        *found,
        *_page(lesson, article),
        *_comments(lesson, article),
        *_borrowed(words, article, credited),
    ]


def _in_source(field: str, text: str) -> Problem:
    return Problem("lesson.yaml", f"source.{field}".rstrip("."), text)


def _hash(lesson: Lesson, content: bytes) -> Iterator[Problem]:
    if hashlib.sha256(content).hexdigest() != lesson.source.sha256:
        text = "is not the hash of the file given; give the file as received, or correct the hash"
        yield _in_source("sha256", text)


def _page(lesson: Lesson, article: Article) -> Iterator[Problem]:
    source = lesson.source
    pairs = {
        "posted": (source.posted, article.posted),
        "topic": (source.topic, article.topic),
        "paragraphs": (len(source.paragraphs), len(article.paragraphs)),
        "declared_comments": (source.declared_comments, article.declared_comments),
    }
    for field, (here, there) in pairs.items():
        if here != there:
            yield _in_source(field, f"is {here} here and {there} in the article; correct it")


def _comments(lesson: Lesson, article: Article) -> Iterator[Problem]:
    saved = {comment.number: comment for comment in article.comments}
    for index, comment in enumerate(lesson.comments):
        for field, text in _differences(comment, saved.pop(comment.number, None)):
            yield Problem("debate.yaml", f"comments[{index}].{field}", text)
    for number in saved:
        yield Problem("debate.yaml", "comments", f"lacks {number}, which the article has; add it")


def _differences(comment: Comment, saved: SavedComment | None) -> Iterator[tuple[str, str]]:
    if saved is None:
        yield "number", f"is {comment.number}, which the article does not have; correct it"
        return
    for field in ("posted", "kind", "duplicate_of"):
        here, there = getattr(comment, field), getattr(saved, field)
        if here != there:
            yield field, f"is {here} here and {there} in the article; correct it"


def _borrowed(words: Iterable[Text], article: Article, credited: str | None) -> Iterator[Problem]:
    """Where the texts quote the article or a comment, or name who commented."""
    own = (*article.paragraphs, *(text for saved in article.comments for text in saved.paragraphs))
    quotable = {run for text in own for run in _runs(text)}
    names = {saved.author for saved in article.comments} - {credited}
    for text in words:
        if run := next((run for run in _runs(text.text) if run in quotable), None):
            quoted = f"has {RUN} words in a row of the source (“{' '.join(run)}”); say it afresh"
            yield Problem(text.file, text.field, quoted)
        for name in sorted(name for name in names if _named(name).search(text.text)):
            yield Problem(text.file, text.field, f"names {name}, who commented; leave the name out")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    plain = re.sub(r"\{[^}]*\}", "", text).casefold().replace("’", "'")
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain)
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _named(name: str) -> re.Pattern[str]:
    """A name in any case, but one word alone as it is spelt: will and hope are words too."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    flags = re.IGNORECASE if " " in name else re.NOFLAG
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)
