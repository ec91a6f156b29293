"""Pages: what every template knows, and how one is made once its queries are done."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, render_template
from flask.templating import Environment
from flask_login import current_user
from jinja2 import StrictUndefined, Template
from markupsafe import Markup
from werkzeug.routing import Map

from trainer.tenancy.access import release
from trainer.tenancy.models.membership import Role
from trainer.tenancy.visitor import CurrentMember, Visitor


class Templates(Environment):
    """Templates that know their globals by one dictionary each, as these are when it is loaded.

    Jinja's chain of two is read anew, name by name, for each include and import of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows: what all do, and what it was given."""
        return {**self.globals, **(d or {})}


@dataclass(frozen=True)
class StudioHeader:
    """The studio as the head of a page shows it."""

    name: str
    slug: str
    logo_url: str | None
    role: str
    role_name: str


@dataclass(frozen=True)
class Me:
    """The signed-in person as the head of a page shows them."""

    name: str
    email: str
    initials: str


def init_app(app: Flask) -> None:
    """Give templates their filters and what they always know."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters = {"day": day, "short_day": short_day, "moment": moment, "hour": hour}
    filters |= {"named_moment": named_moment}
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals["asset"] = asset
    app.context_processor(_always)


def page(template: str, **values: Any) -> str:
    """Render with plain values; the transaction is over before the first tag is written."""
    release()
    return render_template(template, **values)


def piece(template: str | Template, **values: Any) -> Markup:
    """Draw a part of a page that is the same for everybody, to be kept: nothing that a request
    says, or that is told of its visitor, is within the template's reach."""
    shut = {name: StrictUndefined(name=name) for name in _OF_A_REQUEST}
    drawn = current_app.jinja_env.get_template(template).render({**shut, **values})
    return Markup(drawn)  # noqa: S704  (Jinja has made it safe)


_OF_A_REQUEST = ("g", "get_flashed_messages", "request", "session", "url_for")


@lru_cache(maxsize=8192, typed=True)
def _built(url_map: Map, here: str | None, endpoint: str, /, **values: str | int) -> str:
    """``url_for`` for templates, remembered: a page has dozens, and building one costs as much as a
    query. It is built without the request, which has no say in it."""
    if here and url_map.is_endpoint_expecting(endpoint, "studio"):
        values.setdefault("studio", here)
    return url_map.bind("").build(endpoint, values)


def asset(name: str) -> str:
    """The address of a static file, which changes when the file does; found once a process."""
    addresses: dict[str, str] = current_app.extensions.setdefault("assets", {})
    if name not in addresses:
        content = Path(str(current_app.static_folder), name).read_bytes()
        version = hashlib.sha256(content).hexdigest()[:12]
        addresses[name] = _built(current_app.url_map, None, "static", filename=name, v=version)
    return addresses[name]


def day(value: dt.date) -> str:
    """Such as "23 November 2026", in the studio's time zone."""
    return f"{_local(value):%-d %B %Y}"


def short_day(value: dt.date) -> str:
    """Such as "23 Nov 2026", where many stand below each other."""
    return f"{_local(value):%-d %b %Y}"


def moment(value: dt.datetime) -> str:
    """Such as "23 November 2026, 14:05", in the studio's time zone."""
    return f"{_local(value):%-d %B %Y, %H:%M}"


def named_moment(value: dt.datetime) -> str:
    """The same with its zone, for whoever is in no studio yet, or in several."""
    return f"{moment(value)}, {zone_name(_zone())}"


def zone_name(time_zone: str) -> str:
    """A time zone in words, such as "New York time"; UTC is its own."""
    place = time_zone.rpartition("/")[2].replace("_", " ")
    return place if place == "UTC" else f"{place} time"


def show_days_in(time_zone: str) -> None:
    """Let this page, which is no studio's, show its days and times in that zone."""
    g.time_zone = time_zone


def hour(value: dt.datetime) -> str:
    """Such as "14:05", in the studio's time zone."""
    return f"{_local(value):%H:%M}"


def initials(name: str) -> str:
    """One or two letters for a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _local(value: dt.date) -> dt.date:
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        return value
    return value.astimezone(ZoneInfo(_zone()))


def _zone() -> str:
    """The studio's, in letters and messages as on its pages; or what the page was told."""
    if "time_zone" in g:
        return str(g.time_zone)
    someone = _someone()
    return someone.member.time_zone if someone and someone.member else "UTC"


def _always() -> dict[str, Any]:
    someone = _someone()
    here = someone.member if someone else None
    return {
        "me": Me(someone.name, someone.email, initials(someone.name)) if someone else None,
        "studio": _header(here) if here else None,
        "may_manage": bool(here and here.role.rank >= Role.MANAGER.rank),
        "owns": bool(here and here.role is Role.OWNER),
        "zone": zone_name(here.time_zone) if here else None,
        "studios_count": someone.studios if someone else 0,
        "demo": current_app.config["DEMO"],
        "url_for": partial(_built, current_app.url_map, g.get("studio_slug")),
    }


def _someone() -> Visitor | None:
    """Who is signed in, if that is known: an error page must not ask the database again."""
    if "_login_user" not in g:
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None


def _header(here: CurrentMember) -> StudioHeader:
    return StudioHeader(here.name, here.slug, _logo_url(here), here.role, here.role.title())


def _logo_url(here: CurrentMember) -> str | None:
    if here.logo_sha256 is None:
        return None
    return _built(current_app.url_map, here.slug, "logos.show", v=here.logo_sha256[:12])
