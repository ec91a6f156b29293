"""Load: people who write all the time, each in transactions that touch two tables."""

from __future__ import annotations

from collections import Counter as Tallied
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Condition, Event, Thread

from tests.trainer.test_migrations import Tables
from tests.trainer.world import LONG_AGO
from trainer.mail.outbox import Outbox
from trainer.storage.counter import Counter
from trainer.storage.engines import Storage
from trainer.tenancy.scope import StudioSession

WRITERS = ("w1", "w2")
STUDIO = 1
TEXT = "words " * 300
PAUSE = 0.02  # seconds between two letters: somebody else has to get on, too
LONG = 120  # seconds: the end of every wait, far above what anything takes on a slow machine


class Load:
    """Letters with a number each: a counter goes up in the transaction that writes one."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._kept: Tallied[str] = Tallied()
        self._changed = Condition()
        self._stopped = Event()

    def write(self, writer: str) -> None:
        """Write one letter, and note that it is kept once the database has said so."""
        number = self._kept[writer] + 1
        with StudioSession(self._storage.write, STUDIO) as session:
            Counter.take(session, writer, number)
            letter = Outbox(
                address="a@example.com",
                subject=f"{writer} {number}",
                text=TEXT,
                written_at=LONG_AGO,
                due_at=LONG_AGO,
            )
            session.add(letter)
            session.commit()
        with self._changed:
            self._kept[writer] = number
            self._changed.notify_all()

    def kept(self, more: int = 0) -> dict[str, int]:
        """How many are known to be kept, by writer, once each has written so many more."""
        with self._changed:
            until = {writer: self._kept[writer] + more for writer in WRITERS}
            assert self._changed.wait_for(lambda: self._kept >= Tallied(until), LONG)
            return dict(self._kept)

    def go_on(self, writer: str) -> None:
        """Write until told to stop."""
        while not self._stopped.wait(PAUSE):
            self.write(writer)

    def stop(self) -> None:
        """Let everybody finish the letter that they are at."""
        self._stopped.set()


@contextmanager
def load(url: str) -> Iterator[Load]:
    """Two writers at work until the end."""
    with closing(Storage.connect(url)) as storage:
        made = Load(storage)
        threads = [Thread(target=made.go_on, args=(writer,)) for writer in WRITERS]
        for each in threads:
            each.start()
        try:
            yield made
        finally:
            made.stop()
            for each in threads:
                each.join(LONG)


def lacks(copy: Tables, live: Tables, before: dict[str, int]) -> list[str]:
    """What is wrong with a copy that was taken after ``before`` was kept, beside the live rows."""
    faults = [f"{name} is not there" for name in live.keys() - copy.keys()]
    for name, rows in copy.items():
        faults += [f"{name}: {row}"[:300] for row in _unlike(name, rows, live[name])]
    for writer, kept in before.items():
        numbers = sorted(_numbers(copy, writer))
        last = [row["last"] for row in copy["counter"] if row["name"] == writer]
        if numbers != list(range(1, len(numbers) + 1)) or last != [len(numbers)]:
            faults.append(f"{writer} has {len(numbers)} letters, and counts {last}")
        if len(numbers) < kept:
            faults.append(f"{writer} has {len(numbers)} letters of {kept} that were kept before")
    return faults


def _numbers(copy: Tables, writer: str) -> list[int]:
    subjects = [row["subject"].split() for row in copy["outbox"]]
    return [int(number) for by, *rest in subjects if by == writer for number in rest]


def _unlike(
    name: str, rows: list[dict[str, object]], live: list[dict[str, object]]
) -> list[object]:
    """The rows that differ: those that were written later may lack, and counters go on."""
    if name == "counter":
        return []
    there = {row.get("id", repr(row)): row for row in live}
    unlike: list[object] = [row for row in rows if there.get(row.get("id", repr(row))) != row]
    if name != "outbox" and len(rows) != len(live):
        unlike.append(f"{len(rows)} rows of {len(live)}")
    return unlike
