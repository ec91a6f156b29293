"""`handouts print`: a print run asked for here, done by a worker or, where none works, here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.commands.site import every_studio
from trainer.editions.queries.current import CurrentEdition, current_edition
from trainer.handouts.candidate import EVERYBODY, MISSING, STALE, in_order
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.queries.candidates import candidates
from trainer.handouts.queries.print_runs import Handful, outcomes
from trainer.handouts.turn import take_turn
from trainer.storage.job import Job
from trainer.tenancy.access import in_studio
from trainer.tenancy.models.membership import IS_HERE, Membership, Role, Stay
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import people_here
from trainer.tenancy.scope import StudioSession

PAUSE = 0.5  # seconds between two looks at what a worker does
NOBODY = "Nobody is meant by --to {}, so nothing was printed."
BUSY = "A print run of an owner is at the press already. When it is done, print again."


class Order(NamedTuple):
    """A run that was asked for, and of how many handouts."""

    studio_id: int
    run: PrintRun
    many: int


@click.command("print")
@click.option("--studio", required=True, help="The studio's place in addresses.")
@click.option("--lesson", required=True, help="The lesson's place in addresses.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.LESSON.value,
    show_default=True,
)
@click.option("--to", required=True, metavar="all|stale|missing|EMAIL", help="For whom.")
@click.option("--duplex", is_flag=True, help="For both sides of the sheet.")
@click.option("--cover", is_flag=True, help="With a cover sheet.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def print_(studio: str, lesson: str, kind: str, to: str, output: Path, **how: bool) -> None:
    """Print handouts into one file, each for one person and in the ledger."""
    with every_studio() as session:
        with session.within(_studio(session, studio)) as rows:
            order = _order(rows, lesson, Kind(kind), to, how)
        session.commit()
        _watch(order)
        with in_studio(order.studio_id) as rows:
            pdf = _file(rows, order.run)
            told = outcomes(rows, order.run)
    if pdf:
        output.write_bytes(pdf)
    for line in _said(told, output):
        click.echo(line)
    if not pdf:
        raise click.exceptions.Exit(1)


def _studio(session: Session, slug: str) -> int:
    found = session.scalars(sa.select(Studio.id).where(Studio.slug == slug)).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no studio at /{slug}/.")
    return found


def _order(rows: StudioSession, lesson: str, kind: Kind, to: str, how: dict[str, bool]) -> Order:
    taught = current_edition(rows, lesson)
    if taught is None:
        raise click.ClickException(f"There is no lesson at /{lesson}/ in this studio.")
    members = _members(rows, taught, kind, to)
    if not members:
        raise click.ClickException(NOBODY.format(to))
    run = PrintRun(
        membership_id=_asker(rows),
        title_id=taught.title_id,
        edition_id=taught.edition_id,
        at=now(),
        duplex=how["duplex"],
        cover=how["cover"],
    )
    try:
        run.ask(rows, members, now(), [kind])
    except IntegrityError as fault:
        raise click.ClickException(BUSY) from fault
    return Order(run.studio_id, run, len(members))


def _members(rows: StudioSession, taught: CurrentEdition, kind: Kind, to: str) -> list[int]:
    if to not in {EVERYBODY, MISSING, STALE}:
        return [each.id for each in people_here(rows) if each.email == to.strip().casefold()]
    meant = [each for each in candidates(rows, taught) if each.is_meant(to, [kind])]
    return [each.id for each in in_order(meant, by_place=False)]


def _asker(rows: StudioSession) -> int:
    """An owner: whoever may run this command does it in their name."""
    owners = sa.select(Membership.id).join(Stay, IS_HERE).where(Membership.role == Role.OWNER)
    found = rows.scalars(owners.order_by(Membership.id).limit(1)).one_or_none()
    if found is None:
        raise click.ClickException("The studio has no owner, so nobody can print in their name.")
    return found


def _watch(order: Order) -> None:
    """Do its steps, or what is due before them; a step in another worker's hand is waited for."""
    with click.progressbar(length=order.many, label=f"Printing {order.many}") as bar:
        for done in _steps(order):
            bar.update(done - bar.pos)


def _steps(order: Order) -> Iterator[int]:
    """How many handouts are laid out or given up, after each step, until the run is done."""
    while True:
        with in_studio(order.studio_id) as rows:
            is_open = Job.pressing(rows, order.run.id) is not None
            yield _done(outcomes(rows, order.run))
        if not is_open:
            return
        if not take_turn():
            time.sleep(PAUSE)


def _done(told: list[Handful]) -> int:
    return sum(each.is_done for one in told for each in one.outcomes)


def _file(rows: StudioSession, run: PrintRun) -> bytes | None:
    sha256 = run.bundle(rows)
    return PrintFile.fetch(rows, sha256) if sha256 else None


def _said(told: list[Handful], output: Path) -> Iterator[str]:
    """What came of it: the file, and who is not in it or not with every letter."""
    copies = sum(len(one.copies) for one in told)
    yield f"{copies} printed: {output}" if copies else "Nothing could be printed."
    for one in told:
        yield from (f"{one.member}: {each.reason}" for each in one.missed)
        yield from (f"{one.member}: {each.note}" for each in one.copies if each.note)
