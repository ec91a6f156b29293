"""A view stands by itself: it lends nothing to another view, and asks the tables no question."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import trainer

HOME = Path(str(trainer.__file__)).parent
A_LOOKUP = "import flask\n\ndef thing_or_404():\n    ...\n"
A_VIEW = "from flask import Blueprint\n\nblueprint = Blueprint('things', __name__)\n"


def sources() -> dict[str, str]:
    """The text of every module of the application, by its whole name."""
    files = sorted(HOME.rglob("*.py"))
    return {_name(file): file.read_text(encoding="utf-8") for file in files}


def _name(file: Path) -> str:
    return ".".join(file.relative_to(HOME.parent).with_suffix("").parts)


def views(texts: Mapping[str, str]) -> set[str]:
    """The modules that have endpoints, wherever they stand."""
    return {name for name, text in texts.items() if "Blueprint(" in text}


def imports(text: str) -> Iterator[str]:
    """Every name that a module imports, whole, wherever in it that stands."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def borrowed(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Each view with a view that it imports."""
    found = views(texts)
    return {(view, each) for view in found for each in imports(texts[view]) if each in found}


def asking(texts: Mapping[str, str]) -> set[str]:
    """The views that know SQL: of SQLAlchemy they may catch errors, and nothing else."""
    return {view for view in views(texts) if any(map(_is_sql, imports(texts[view])))}


def _is_sql(name: str) -> bool:
    root, _, rest = name.partition(".")
    return root == "sqlalchemy" and rest.split(".")[0] != "exc"


def test_no_view_imports_a_view() -> None:
    texts = sources()

    assert len(views(texts)) > 30
    assert borrowed(texts) == set()


def test_no_view_holds_sql() -> None:
    assert asking(sources()) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "from trainer.onboarding.views.lessons import show",
        "from trainer.onboarding.views import lessons",
        "import trainer.onboarding.views.lessons",
        "def late():\n    from trainer.onboarding.views import lessons as others",
    ],
)
def test_a_view_that_imports_a_view_is_found(planted: str) -> None:
    texts = sources() | {"trainer.staff.views.planted": f"{A_VIEW}{planted}\n"}

    assert borrowed(texts) == {("trainer.staff.views.planted", "trainer.onboarding.views.lessons")}


@pytest.mark.parametrize(
    "planted",
    [
        "import sqlalchemy as sa",
        "from sqlalchemy import select",
        "from sqlalchemy.orm import joinedload",
        "def late():\n    import sqlalchemy",
    ],
)
def test_a_view_that_holds_sql_is_found(planted: str) -> None:
    texts = sources() | {"trainer.staff.views.planted": f"{A_VIEW}{planted}\n"}

    assert asking(texts) == {"trainer.staff.views.planted"}


def test_a_view_may_import_a_lookup_and_catch_what_a_table_refuses() -> None:
    lookup, errors = "trainer.staff.lookup", "from sqlalchemy.exc import IntegrityError\n"
    view = f"{A_VIEW}from {lookup} import thing_or_404\n{errors}"
    texts = {lookup: A_LOOKUP, "trainer.staff.views.things": view}

    assert borrowed(texts) == set()
    assert asking(texts) == set()
