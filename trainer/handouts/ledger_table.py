"""The ledger as a table of plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from trainer.handouts.queries.ledger import LedgerRow

HEAD = (
    *("Serial", "Kind", "Lesson", "Edition", "Name", "Location", "Printed", "State"),
    *("Changed since", "Print run"),
)


def ledger_table(
    rows: Iterable[LedgerRow], lessons: Mapping[int, str], zone: dt.tzinfo
) -> Iterator[tuple[object, ...]]:
    """A row for each copy, in the order of HEAD; days are those of the zone."""
    for row in rows:
        yield (
            row.serial,
            row.kind_name,
            lessons.get(row.title_id, ""),
            row.edition,
            row.member,
            row.location or "",
            f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}",
            row.state.replace("_", " "),
            "yes" if row.is_stale else "no",
            row.print_run_id or "",
        )
