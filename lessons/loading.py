"""A folder read into a Lesson; what cannot be read is named by file and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import asdict

from lessons.authoring import Authored, Minutes, Ref
from lessons.debate import Argument, Claim, Comment, DocketRow, Evidence, Verdict
from lessons.drawing import Drawing, DrawingError
from lessons.exercise import Exercise
from lessons.lesson import Figure, Lesson, Section, Source, Term
from lessons.problem import ContentError, Problem
from lessons.source_file import read_source_file
from lessons.yaml import decode_yaml

SHIPPED = Path(__file__).parent / "content"


class SectionEntry(Authored, frozen=True, kw_only=True):
    """A section as lesson.yaml lists it: its body is a file of its own."""

    ref: Ref
    title: str
    minutes: Minutes
    paragraphs: tuple[int, ...]


class FigureEntry(Authored, frozen=True, kw_only=True):
    """A figure as lesson.yaml lists it: its SVG is a file of its own."""

    ref: Ref
    title: str
    description: str
    structures: tuple[Ref, ...]


class LessonFile(Authored, frozen=True, kw_only=True):
    """All of lesson.yaml."""

    title: str
    summary: str
    notice: str
    objectives: tuple[str, ...]
    minutes: Minutes
    sections: tuple[SectionEntry, ...]
    terms: tuple[Term, ...]
    figures: tuple[FigureEntry, ...]
    source: Source


class DebateFile(Authored, frozen=True, kw_only=True):
    """All of debate.yaml."""

    comments: tuple[Comment, ...]
    claims: tuple[Claim, ...] = ()
    docket: tuple[DocketRow, ...] = ()
    arguments: tuple[Argument, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


class ExercisesFile(Authored, frozen=True, kw_only=True):
    """All of exercises.yaml, which a lesson without exercises does not have."""

    exercises: tuple[Exercise, ...] = ()


def section_file(number: int, ref: str) -> str:
    """The name of the file that holds the body of a lesson's section, counted from 1."""
    return f"{number:02}-{ref}.md"


def figure_file(ref: str) -> str:
    """The name of the file that holds a figure's SVG."""
    return f"figures/{ref}.svg"


def load_lesson(folder: Path) -> Lesson:
    """The lesson in that folder, named as the folder is; raises ContentError."""
    written = decode_yaml(read_source_file(folder, "lesson.yaml"), "lesson.yaml", LessonFile)
    debate = decode_yaml(read_source_file(folder, "debate.yaml"), "debate.yaml", DebateFile)
    bodies = {
        "sections": tuple(_sections(folder, written)),
        "figures": tuple(_figures(folder, written)),
    }
    _refuse_strays(folder, written)
    files = asdict(written) | asdict(debate) | asdict(_exercises(folder)) | bodies
    return Lesson(ref=folder.resolve().name, **files)


def _exercises(folder: Path) -> ExercisesFile:
    file = "exercises.yaml"
    if not (folder / file).exists():
        return ExercisesFile()
    return decode_yaml(read_source_file(folder, file), file, ExercisesFile)


def _sections(folder: Path, written: LessonFile) -> Iterator[Section]:
    for number, entry in enumerate(written.sections, 1):
        file = section_file(number, entry.ref)
        _require(folder, file, f"sections[{number - 1}].ref")
        yield Section(**asdict(entry), body=read_source_file(folder, file))


def _figures(folder: Path, written: LessonFile) -> Iterator[Figure]:
    for index, entry in enumerate(written.figures):
        file = figure_file(entry.ref)
        _require(folder, file, f"figures[{index}].ref")
        yield Figure(**asdict(entry), svg=_svg(folder, file))


def _require(folder: Path, file: str, field: str) -> None:
    if not (folder / file).is_file():
        text = f"needs {file}, which is not in the folder; correct the ref or write the file"
        raise ContentError(Problem("lesson.yaml", field, text))


def _svg(folder: Path, file: str) -> str:
    svg = read_source_file(folder, file)
    try:
        Drawing.read(svg)
    except DrawingError as error:
        raise ContentError(Problem(file, "", str(error))) from error
    return svg


def _refuse_strays(folder: Path, written: LessonFile) -> None:
    listed = {section_file(number, entry.ref) for number, entry in enumerate(written.sections, 1)}
    listed |= {figure_file(entry.ref) for entry in written.figures}
    files = (*folder.glob("*.md"), *folder.glob("figures/*.svg"))
    for file in sorted({path.relative_to(folder).as_posix() for path in files} - listed):
        text = "belongs to nothing that lesson.yaml lists; list it, rename it or remove it"
        raise ContentError(Problem(file, "", text))
