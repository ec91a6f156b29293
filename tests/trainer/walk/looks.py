"""Looks: which fields of a request an app has asked for, so that nothing is asked twice.

An app that answered without a look at a field would answer the same whatever that field held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

from trainer.web import headers

Outcome = TypeVar("Outcome")
Fields = Mapping[str, str]
WHOLE = object()  # a look at every field, or at their order
EMPTY = object()  # a look at whether there is any
KEYED = ("__getitem__", "__contains__", "get", "getlist")
WHOLLY = (
    *("__iter__", "keys", "items", "lists", "values", "listvalues", "to_dict"),
    *("copy", "__copy__", "__deepcopy__", "__eq__", "__ne__", "__hash__", "__or__", "__repr__"),
    *("__reduce_ex__", "__reversed__"),
)


class Looks(Generic[Outcome]):
    """Remembers what came of each question, by the fields that were looked at to answer it."""

    def __init__(self) -> None:
        self._seen: set[object] = set()
        self._told: dict[object, list[tuple[dict[object, object], Outcome]]] = {}

    @contextmanager
    def noted(self, app: Flask) -> Iterator[None]:
        """Note the fields that an app looks at, until the block ends."""
        made, hooks = app.request_class, app.before_request_funcs[None]
        at = hooks.index(headers._refuse_nul)
        app.request_class, hooks[at] = _noting(made, self._seen), self._refuse_nul
        try:
            yield
        finally:
            app.request_class, hooks[at] = made, headers._refuse_nul

    def recall(self, question: object, body: Fields) -> Outcome | None:
        """What came of the same with a body that differs only where nobody looked."""
        told = self._told.get(question, [])
        return next((came for held, came in told if held == _held(held, body)), None)

    def begin(self) -> None:
        """Nothing of the next request has been looked at."""
        self._seen.clear()

    def keep(self, question: object, body: Fields, came: Outcome) -> None:
        """Remember what came of this, and what was looked at for it."""
        self._told.setdefault(question, []).append((_held(self._seen, body), came))

    def _refuse_nul(self) -> None:
        """It looks at all, but for a character that no body of a walk holds."""
        with _unseen(self._seen):
            headers._refuse_nul()


def _held(looks: Iterable[object], body: Fields) -> dict[object, object]:
    """What a body holds wherever somebody looked."""
    return {look: _answer(look, body) for look in looks}


def _answer(look: object, body: Fields) -> object:
    if look is WHOLE:
        return list(body.items())
    return bool(body) if look is EMPTY else body.get(str(look))


@contextmanager
def _unseen(seen: set[object]) -> Iterator[None]:
    """What is looked at in this block is not told."""
    before = set(seen)
    yield
    seen.intersection_update(before)


class _Noting(Request):
    """A request whose fields note who asks for them; its raw bytes are the whole."""

    seen: set[object]

    @property
    def query_string(self) -> bytes:
        self.seen.add(WHOLE)
        return self._query

    @query_string.setter
    def query_string(self, query: bytes) -> None:
        self._query = query

    @cached_property
    def args(self) -> Any:
        with _unseen(self.seen):
            return super().args

    @cached_property
    def stream(self) -> Any:
        self.seen.add(WHOLE)
        return super().stream

    def get_data(self, *given: Any, **named: Any) -> Any:
        self.seen.add(WHOLE)
        return super().get_data(*given, **named)

    def _load_form_data(self) -> None:
        with _unseen(self.seen):
            super()._load_form_data()

    def close(self) -> None:
        with _unseen(self.seen):
            super().close()


def _noting(made: type[Request], seen: set[object]) -> type[Request]:
    own = {"seen": seen, "parameter_storage_class": _fields(seen)}
    return type("Noting", (_Noting, made), own)


def _fields(seen: set[object]) -> type[ImmutableMultiDict[str, str]]:
    """A class of fields that notes each look at them."""

    def keyed(plain: Callable[..., Any]) -> Any:
        def read(self: Any, key: str, *given: Any, **named: Any) -> Any:
            seen.add(key)
            return plain(self, key, *given, **named)

        return read

    def whole(plain: Callable[..., Any], look: object = WHOLE) -> Any:
        def read(self: Any, *given: Any, **named: Any) -> Any:
            seen.add(look)
            return plain(self, *given, **named)

        return read

    kind = ImmutableMultiDict
    methods = {name: keyed(getattr(kind, name)) for name in KEYED}
    methods |= {name: whole(getattr(kind, name)) for name in WHOLLY}
    methods["__len__"] = whole(kind.__len__, EMPTY)
    return type("Fields", (kind,), methods)
