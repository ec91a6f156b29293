"""Want: a base that tickets of a print run want, each for what is open to its person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure, disclosures
from trainer.editions.models.edition import package_of
from trainer.handouts.document.sheet import sheet
from trainer.handouts.kind import Kind
from trainer.handouts.layout import Layout, brand_of
from trainer.handouts.models.print_run import PrintRun
from trainer.handouts.queries.tickets import OpenTicket

Alike = dict[tuple[Kind, frozenset[str]], list[OpenTicket]]


@dataclass(frozen=True)
class Want:
    """What is to be laid out, and the tickets that it is for."""

    layout: Layout
    tickets: list[OpenTicket]


def wants(session: Session, run: PrintRun, tickets: Sequence[OpenTicket]) -> list[Want]:
    """Each base once: so many queries whoever the people are, a sheet for each set of open rows."""
    lesson, brand = package_of(session, run.edition_id).lesson, brand_of(session)
    found: dict[str, Want] = {}
    for (kind, opened), theirs in _alike(session, run, tickets, lesson).items():
        made = sheet(kind, lesson, Disclosure(lesson, opened))
        layout = Layout(run.title_id, run.edition_id, made, brand)
        found.setdefault(layout.key, Want(layout, [])).tickets.extend(theirs)
    return list(found.values())


def _alike(session: Session, run: PrintRun, tickets: Sequence[OpenTicket], lesson: Lesson) -> Alike:
    """The tickets of a kind for people to whom the same is open."""
    asking = {each.membership_id for each in tickets if Kind(each.kind).asks_what_is_open}
    known = disclosures(session, asking, run.title_id, lesson) if asking else {}
    found: Alike = defaultdict(list)
    for each in tickets:
        kind = Kind(each.kind)
        opened = known[each.membership_id].opened if kind.asks_what_is_open else frozenset[str]()
        found[kind, opened].append(each)
    return found
