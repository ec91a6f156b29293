"""``package``: read a saved article and print what was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from lessons.article import LIMIT, Article, ArticleRefused, read_article


class Refused(click.ClickException):
    """The file cannot be read as an article."""

    exit_code = 2


@click.command("package")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything, as JSON.")
def package(file: Path, *, as_json: bool) -> None:
    """Read the saved article in FILE and print its parts."""
    try:
        article = read_article(_content(file))
    except ArticleRefused as error:
        raise Refused(str(error)) from error
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(article), indent=2))
    else:
        click.echo("\n".join(_summary(article)))


def _content(file: Path) -> bytes:
    """No more of the file than it takes to see that it is too long."""
    try:
        with file.open("rb") as opened:
            return opened.read(LIMIT + 1)
    except OSError as error:
        name = click.format_filename(file)
        raise Refused(f"“{name}” cannot be read: check the path and that it is a file.") from error


def _summary(article: Article) -> Iterator[str]:
    yield article.title
    yield f"Posted {article.posted}, topic {article.topic or 'not named'}"
    yield f"Author {article.author or 'not named'}. {article.author_basis or ''}".rstrip()
    yield f"{len(article.paragraphs)} paragraphs, {len(article.comments)} comments"
    for comment in article.comments:
        health = ", health details" if comment.sensitive else ""
        yield f"{comment.number:>5}  {comment.posted:%Y-%m-%d %H:%M}  {comment.kind}{health}"
    for warning in article.warnings:
        yield f"Warning: {warning}"
