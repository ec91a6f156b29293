"""Question: what every kind of question has, drawn or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lessons.authoring import Authored, Ref
from quizzes.faults import Fault, key_faults, list_faults
from quizzes.option import Item, Option


class Question(Authored, frozen=True, kw_only=True, tag_field="kind"):
    """The stem, what it is about, and what is said when it is marked.

    ``claims`` and ``rows`` are refs of the debate, ``section`` is where to read again, ``topic`` is
    its line of the blueprint. One about a docket row whose verdict is contested asks who says what
    on which evidence, and has ``counts`` false: opinion is never graded.
    """

    ref: Ref
    stem: str
    section: Ref
    explanation: str
    claims: tuple[Ref, ...] = ()
    rows: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()
    counts: bool = True
    topic: Ref | None = None

    @property
    def kind(self) -> str:
        """The name of its kind, as an author writes it."""
        return str(self.__struct_config__.tag)

    @property
    def lists(self) -> Mapping[str, tuple[Item, ...]]:
        """The lists it shows, each in an order of its own, by name."""
        return {}

    @property
    def written_lists(self) -> Mapping[str, tuple[Item, ...]]:
        """The same lists, by the field that an author writes each in."""
        return self.lists

    @property
    def one_right(self) -> Mapping[str, tuple[Option, ...]]:
        """The lists of options of which one must be right, by the field each is written in."""
        lists = {field: _options(entries) for field, entries in self.written_lists.items()}
        return {field: options for field, options in lists.items() if options}

    @property
    def marking(self) -> object:
        """All of it by which it is marked: where this differs, the change is never minor."""
        return self

    def faults(self) -> Iterator[Fault]:
        """Everything wrong with it by itself."""
        for field, entries in self.written_lists.items():
            yield from list_faults(field, entries)
        for field, options in self.one_right.items():
            yield from key_faults(field, options)
        yield from self.own_faults()

    def own_faults(self) -> Iterable[Fault]:
        """What is wrong with it as a question of its kind."""
        return ()


def _options(entries: Iterable[Item]) -> tuple[Option, ...]:
    return tuple(entry for entry in entries if isinstance(entry, Option))
