"""`content publish`: make the next edition of what a studio teaches, from what is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizzes.changes import Change, changes
from quizzes.package import Package
from quizzes.part_names import part_names
from quizzes.parts import PartRef
from trainer.clock import now
from trainer.commands.content import complain, shipped_as, written
from trainer.commands.site import every_studio
from trainer.editions.models.edition import Document, Edition, Title, package_of
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.stock import ask_for_bases
from trainer.progress.impact import Impact, impact
from trainer.tenancy.models.studio import Studio

UNDECIDED = (
    "Nothing was published. Say which of these count: --material REF for each part that people "
    "must look at again, or --minor when none of them does."
)
# A row and its wording are one thing to an author.
_ROW = {"docket_row", "wording"}


class Refused(click.ClickException):
    """Nothing can be published as it was asked."""

    exit_code = 2


@dataclass(frozen=True)
class Told:
    """What the command line says."""

    studio: str
    title: str | None
    material: tuple[str, ...]
    minor: bool

    def __post_init__(self) -> None:
        if self.minor and self.material:
            raise click.UsageError("--minor says that nothing counts: leave --material out.")

    @property
    def is_decided(self) -> bool:
        """Whether it says how changes count."""
        return self.minor or bool(self.material)


@dataclass(frozen=True)
class Plan:
    """What will be published for one title."""

    title: Title
    last: Edition
    before: Package
    after: Package
    changed: list[Change]
    material: frozenset[PartRef]

    @property
    def undecided(self) -> bool:
        """Whether anything changed of which only the author knows whether it counts."""
        return any(not change.forced for change in self.changed)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--quiz", type=click.Path(path_type=Path), help="The quiz on the lesson in FOLDER.")
@click.option("--studio", required=True, help="The studio's place in addresses.")
@click.option("--title", help="The title's place in addresses: all with an upstream unless told.")
@click.option("--material", multiple=True, metavar="REF", help="A changed part that counts.")
@click.option("--minor", is_flag=True, help="No change counts but those that always do.")
def publish(folder: Path | None, quiz: Path | None, **told: Any) -> None:
    """Publish what is in FOLDER, or what comes with Trainer, as a studio's next edition.

    Names each part that changed and how it counts. REF is "kind:ref", or a ref alone where it
    names one part. A changed verdict, key or precaution always counts.
    """
    if quiz and not folder:
        raise click.UsageError("--quiz goes with a FOLDER: name both.")
    asked = Told(**told)
    with every_studio() as session:
        with session.within(_studio(session, asked.studio)) as rows:
            plans = [
                _plan(rows, title, package, asked)
                for title, package in _written(rows, folder, quiz, asked)
            ]
            for plan in plans:
                click.echo("\n".join(_said(plan, asked)))
            if not asked.is_decided and any(plan.undecided for plan in plans):
                raise Refused(UNDECIDED)
            for plan in plans:
                if plan.changed:
                    Document.keep(session, plan.after)
                    click.echo(_publish(rows, plan))
        session.commit()


def _studio(session: Session, slug: str) -> int:
    found = session.scalars(sa.select(Studio.id).where(Studio.slug == slug)).one_or_none()
    if found is None:
        raise Refused(f"There is no studio at /{slug}/. Check the word after --studio.")
    return found


def _written(
    session: Session, folder: Path | None, quiz: Path | None, asked: Told
) -> list[tuple[Title, Package]]:
    titles = _titles(session, asked)
    if folder:
        package = _sound(folder, quiz)
        titles = [each for each in titles if asked.title or each.slug == package.lesson.ref]
        found = [(title, package) for title in titles]
    else:
        shipped = [each for each in titles if each.upstream]
        found = [(each, _sound(*shipped_as(str(each.upstream)))) for each in shipped]
    if not found:
        raise Refused("The studio teaches nothing like that: name what it teaches with --title.")
    if asked.material and len(found) > 1:
        raise Refused("The studio teaches several titles: say with --title whose parts these are.")
    return found


def _titles(session: Session, asked: Told) -> list[Title]:
    statement = sa.select(Title).order_by(Title.slug)
    if asked.title:
        statement = statement.where(Title.slug == asked.title)
    return list(session.scalars(statement))


def _sound(folder: Path, quiz: Path | None) -> Package:
    """What is written there; ends the command with exit code 1 unless it holds together."""
    package, found = written(folder, quiz)
    complain(folder, quiz, found)
    if package is None or found:
        sys.exit(1)
    return package


def _plan(session: Session, title: Title, after: Package, asked: Told) -> Plan:
    last = title.newest(session)
    if last is None:
        raise Refused(f"{title.slug} has no edition yet.")
    before = package_of(session, last.id)
    changed = changes(before, after)
    material = {part for ref in asked.material for part in _named(ref, changed)}
    return Plan(title, last, before, after, changed, frozenset(material))


def _named(ref: str, changed: list[Change]) -> list[PartRef]:
    """The changed parts that a word on the command line names."""
    found = [each.part for each in changed if ref in {each.ref, str(each.part)}]
    if not found:
        raise Refused(f"“{ref}” names no part that changed. Nothing was published.")
    if len(found) > 1 and not {kind for kind, _ in found} <= _ROW:
        kinds = ", ".join(map(str, found))
        raise Refused(f"“{ref}” names several parts: say which of {kinds}.")
    return found


def _said(plan: Plan, asked: Told) -> Iterator[str]:
    """Each part that changed, one a line, and how it counts."""
    if not plan.changed:
        yield f"{plan.title.slug}: nothing changed since edition {plan.last.number}."
        return
    yield f"{plan.title.slug}: changed since edition {plan.last.number}"
    called = part_names(plan.before) | part_names(plan.after)
    for each in plan.changed:
        counts = _counts(each, plan, asked)
        yield f"  {each.part}  {called[each.part]}, {each.how}: {counts}"


def _counts(change: Change, plan: Plan, asked: Told) -> str:
    if change.forced:
        return f"material, because {change.forced}"
    if change.part in plan.material:
        return "material, because you say so"
    return "minor" if asked.is_decided else "material or minor?"


def _publish(session: Session, plan: Plan) -> str:
    edition = plan.title.publish(session, plan.after, now(), material=plan.material)
    ask_for_bases(session, now())
    before = CurrentEdition.of(plan.last, plan.before)
    went = impact(session, before, CurrentEdition.of(edition, plan.after))
    return (
        f"{plan.title.slug}: edition {edition.number} is published. Stale by it: {_listed(went)}."
    )


def _listed(went: Impact) -> str:
    words = ("reading", "practice", "stance", "passed attempt")
    counted = [
        _plural(count, f"{word}s") for count, word in zip(astuple(went), words, strict=False)
    ]
    return ", ".join([*counted, f"{went.copies} {'copy' if went.copies == 1 else 'copies'}"])


def _plural(count: int, words: str) -> str:
    return f"{count} {words[:-1] if count == 1 else words}"
