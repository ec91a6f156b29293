"""Routes: every blueprint of every room, found in its views."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.routing import IntegerConverter, Map

VIEWS = "*/views/[!_]*.py"  # of one room, one module a noun


class IdConverter(IntegerConverter):
    """An id as both databases can hold it: a longer number is no address of ours."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    """Register every blueprint; one of a studio's pages says so with the prefix "/<studio>"."""
    app.url_map.converters["int"] = IdConverter
    for blueprint in blueprints():
        app.register_blueprint(blueprint)


def blueprints() -> Iterator[Blueprint]:
    """The blueprints of all views, in the order of their names."""
    for path in sorted(Path(__file__).parent.glob(VIEWS), key=lambda path: path.stem):
        view = import_module(f"trainer.{path.parent.parent.name}.views.{path.stem}")
        yield from (each for each in vars(view).values() if isinstance(each, Blueprint))
