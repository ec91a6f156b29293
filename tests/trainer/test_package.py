"""``package``: what it prints for a saved article, and what it says when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trainer.commands.package import package

ARTICLES = Path(__file__).parents[1] / "lessons" / "articles"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(package, arguments)


def test_json_holds_the_whole_article() -> None:
    result = run(str(ARTICLES / "one-leg.txt"), "--json")

    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(printed) == [
        "title",
        "author",
        "author_basis",
        "posted",
        "topic",
        "paragraphs",
        "comments",
        "declared_comments",
        "warnings",
    ]
    assert printed["posted"] == "2012-02-29"
    assert len(printed["comments"]) == printed["declared_comments"] == 14


def test_json_holds_what_each_comment_was_taken_for() -> None:
    result = run(str(ARTICLES / "one-leg.txt"), "--json")

    comment = json.loads(result.stdout)["comments"][7]
    assert comment.pop("paragraphs")[0].startswith("This is wrong")
    assert comment == {
        "number": 8,
        "author": "Henk Wolters",
        "posted": "2012-05-04T18:20:00",
        "kind": "duplicate",
        "reasons": ["95% of its words are those of comment 7."],
        "duplicate_of": 7,
        "sensitive": False,
    }


def test_the_summary_lists_comments_and_names_no_commenter() -> None:
    result = run(str(ARTICLES / "one-leg.txt"))

    assert result.exit_code == 0
    assert "3 paragraphs, 14 comments" in result.stdout
    assert "10  2012-07-12 12:30  story, health details" in result.stdout
    assert "Lindqvist" not in result.stdout


def test_the_summary_ends_with_the_warnings(tmp_path: Path) -> None:
    text = (ARTICLES / "one-leg.txt").read_text()
    short = tmp_path / "short.txt"
    short.write_text(text[: text.index("  14. ")])

    result = run(str(short))

    assert result.stdout.endswith("Warning: Missing from the comments: 14.\n")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"milk\neggs\n", b"a" * 5_000_001])
def test_a_file_without_an_article_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    result = run(str(file), "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    result = run(str(tmp_path / name))

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
    assert result.stderr.count("\n") == 1
