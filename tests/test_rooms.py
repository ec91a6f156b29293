"""The house: rooms stand on those below, no view knows another, modules are named by nouns."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("trainer", "quizzes", "lessons")
NOT_MODULES = shutil.ignore_patterns("__pycache__", "content", "fonts", "static")
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
# Words that end as participles do and are none, in this house.
NOUNS = {"embed", "feed", "seed", "shed"}
# Participles that do not end so.
IRREGULAR = {"given", "held", "kept", "known", "made", "seen", "taught", "told", "written"}


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every module of the house, to be built upon: its imports, and nothing that it reads."""
    house = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", house)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, house / package, ignore=NOT_MODULES)
    return house


@pytest.fixture
def house(plan: Path) -> Iterator[Path]:
    """The house for one test, which may build one module into it."""
    before = set(plan.rglob("*.py"))
    yield plan
    for added in set(plan.rglob("*.py")) - before:
        added.unlink()
        if not any(added.parent.glob("*.py")):
            shutil.rmtree(added.parent)


def broken(house: Path) -> str:
    """What import-linter says of a house, or nothing when every contract is kept."""
    lint = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    done = subprocess.run(lint, cwd=house, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_the_house_stands(house: Path) -> None:
    assert broken(house) == ""


@pytest.mark.parametrize(
    ("module", "imports", "told"),
    [
        ("trainer/study/queries/peek.py", "trainer.staff.queries.roster", "Rooms stand on"),
        ("trainer/attic/__init__.py", "trainer.clock", "Rooms stand on"),
        ("trainer/staff/views/peek.py", "trainer.staff.views.settings", "No view knows another"),
        ("trainer/staff/models/peek.py", "trainer.staff.queries.roster", "Inside a room"),
        ("trainer/staff/queries/peek.py", "flask", "Tables and queries know no web"),
        ("lessons/peek.py", "quizzes.quiz", "Imports run one way"),
        ("quizzes/peek.py", "time", "The core knows no web"),
    ],
    ids=["upward", "undeclared", "between views", "inside", "web", "core upward", "clock"],
)
def test_what_is_built_against_the_plan_is_found(
    house: Path, module: str, imports: str, told: str
) -> None:
    built = house / module
    built.parent.mkdir(exist_ok=True)
    for room in [path for path in built.parents if path.is_relative_to(house) and path != house]:
        (room / "__init__.py").touch()

    built.write_text(f'"""Built against the plan."""\n\nimport {imports}\n')

    assert told in broken(house).rpartition("Broken contracts")[2]


def participles(root: Path) -> list[str]:
    """Modules named by a participle: a property or a function may be, a module is a noun."""
    folders = [root / package for package in (*PACKAGES, "tests")]
    names = [path for folder in folders for path in folder.rglob("*.py")]
    named = [path for path in names if not path.name.startswith("test_")]  # those say sentences
    return sorted(str(path.relative_to(root)) for path in named if _is_participle(path.stem))


def _is_participle(name: str) -> bool:
    head = name.rpartition("_")[2]  # a saved page is a page
    return head in IRREGULAR or (head.endswith("ed") and head not in NOUNS)


def test_no_module_is_named_by_a_participle() -> None:
    assert participles(ROOT) == []


@pytest.mark.parametrize("name", ["counted", "seen", "parts_changed"])
def test_a_participle_would_be_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "trainer").mkdir()
    (tmp_path / "trainer" / f"{name}.py").touch()

    assert participles(tmp_path) == [f"trainer/{name}.py"]
