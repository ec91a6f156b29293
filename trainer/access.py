"""Who may do what: one policy table, one gate, and the only door to rows of every studio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import cast

import sqlalchemy as sa
from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from trainer.clock import now
from trainer.models.membership import Membership, Role, Stay
from trainer.models.person import Person
from trainer.models.sign_in import SignIn, fingerprint
from trainer.models.studio import Studio
from trainer.scope import EVERY, StudioSession, see
from trainer.storage import Storage


class Who(IntEnum):
    """The least that somebody must be."""

    ANYONE = 0
    SIGNED_IN = 1
    INSTRUCTOR = 2
    MANAGER = 3
    OWNER = 4


class Sees(Enum):
    """Whose rows an endpoint sees in its studio."""

    OWN = "one's own, whatever the role"
    ALL = "the studio's"
    RANK = "one's own as an instructor, the studio's as a manager or owner"


@dataclass(frozen=True)
class Policy:
    """What one endpoint asks of its visitor; ``get_writes`` marks a GET that records something."""

    who: Who
    sees: Sees = Sees.ALL
    get_writes: bool = False


# What is not listed here is denied.
POLICIES = {
    "static": Policy(Who.ANYONE),
    "front.show": Policy(Who.ANYONE),
    "sign_ins.new": Policy(Who.ANYONE),
    "sign_ins.create": Policy(Who.ANYONE),
    "sign_ins.destroy": Policy(Who.SIGNED_IN),
    "demo_sign_ins.create": Policy(Who.ANYONE),
    "demo_resets.create": Policy(Who.ANYONE),
    "acceptances.new": Policy(Who.ANYONE),
    "acceptances.create": Policy(Who.ANYONE),
    "studios.index": Policy(Who.SIGNED_IN),
    "accounts.edit": Policy(Who.SIGNED_IN),
    "accounts.update": Policy(Who.SIGNED_IN),
    "passwords.update": Policy(Who.SIGNED_IN),
    "revocations.create": Policy(Who.SIGNED_IN),
    "homes.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "lessons.index": Policy(Who.INSTRUCTOR, Sees.OWN),
    "lessons.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sections.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "readings.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sources.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "exercises.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "practices.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "sign_offs.create": Policy(Who.MANAGER, Sees.OWN),
    "docket_rows.index": Policy(Who.INSTRUCTOR, Sees.OWN),
    "docket_rows.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "stances.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "quizzes.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "attempts.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "attempts.show": Policy(Who.INSTRUCTOR, Sees.OWN),
    "answers.edit": Policy(Who.INSTRUCTOR, Sees.OWN),
    "answers.update": Policy(Who.INSTRUCTOR, Sees.OWN),
    "results.create": Policy(Who.INSTRUCTOR, Sees.OWN),
    "themes.show": Policy(Who.INSTRUCTOR),
    "logos.show": Policy(Who.INSTRUCTOR),
    "memberships.index": Policy(Who.MANAGER),
    "memberships.show": Policy(Who.INSTRUCTOR, Sees.RANK),
    "memberships.edit": Policy(Who.MANAGER),
    "memberships.update": Policy(Who.MANAGER),
    "departures.new": Policy(Who.MANAGER),
    "departures.create": Policy(Who.MANAGER),
    "invitations.new": Policy(Who.MANAGER),
    "invitations.create": Policy(Who.MANAGER),
    "invitations.show": Policy(Who.MANAGER),
    "invitations.destroy": Policy(Who.MANAGER),
    "settings.edit": Policy(Who.OWNER),
    "settings.update": Policy(Who.OWNER),
    "locations.new": Policy(Who.OWNER),
    "locations.create": Policy(Who.OWNER),
    "locations.edit": Policy(Who.OWNER),
    "locations.update": Policy(Who.OWNER),
    "locations.destroy": Policy(Who.OWNER),
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """The visitor's place in the studio of this request, as plain values."""

    studio_id: int
    slug: str
    name: str
    colour: str
    paper: str
    time_zone: str
    logo_sha256: str | None
    membership_id: int
    role: Role


@dataclass(frozen=True, kw_only=True)
class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Who is signed in on this device: what ``current_user`` stands for."""

    person_id: int
    name: str
    email: str
    sign_in_id: int
    token: str
    studios: int
    place: Place | None

    def get_id(self) -> str:
        """What the cookie holds: an opaque token."""
        return self.token


def init_app(app: Flask, storage: Storage) -> None:
    """Put the gate in front of every endpoint."""
    app.extensions["storage"] = storage
    login = LoginManager(app, add_context_processor=False)  # it would ask for every error page
    login.login_view = "sign_ins.new"
    login.login_message = None
    login.session_protection = None  # the token can be revoked, so the device is not guessed at
    login.user_loader(_load_visitor)
    app.url_value_preprocessor(_take_studio)
    app.url_defaults(_give_studio)
    app.before_request(_admit)
    app.teardown_request(_close)


def visitor() -> Visitor:
    """Who is signed in; an endpoint for anyone must ask ``is_signed_in`` first."""
    return cast("Visitor", current_user._get_current_object())


def is_signed_in() -> bool:
    """Whether anybody is."""
    return bool(current_user.is_authenticated)


def place() -> Place:
    """The visitor's place in this request's studio; the gate has made sure that there is one."""
    found = visitor().place
    assert found is not None  # noqa: S101  (narrows the type; the gate answered 404 otherwise)
    return found


def rows() -> StudioSession:
    """The session of this request: bound to its studio, and to one's own rows where policy says."""
    if "rows" not in g:
        here, policy = place(), POLICIES[str(request.endpoint)]
        own = here.membership_id if _sees_own_alone(policy, here.role) else None
        bind = _engine(writes=True) if _request_writes(policy) else _reading()
        g.rows = StudioSession(bind, here.studio_id, own)
    return cast("StudioSession", g.rows)


@contextmanager
def unscoped(*, writes: bool = False) -> Iterator[StudioSession]:
    """Rows of every studio: for sign-in, accounts, invitations by link, and commands."""
    with StudioSession(_engine(writes=writes), EVERY) as session:
        session.expire_on_commit = False
        yield session


def release() -> None:
    """End this request's transaction: nothing slow may happen inside one."""
    for name in ("rows", "reading"):
        if held := g.pop(name, None):
            held.close()


def _close(_: BaseException | None) -> None:
    release()


def _reading() -> sa.Connection:
    """The one connection, and transaction, in which a request reads."""
    if "reading" not in g:
        g.reading = _engine(writes=False).connect()
    return cast("sa.Connection", g.reading)


def _engine(*, writes: bool) -> sa.Engine:
    storage: Storage = current_app.extensions["storage"]
    if not writes:
        return storage.read
    if reading := g.pop("reading", None):
        reading.close()  # a writer must not wait for this request's own reader
    return storage.write


def _request_writes(policy: Policy) -> bool:
    return policy.get_writes or request.method not in {"GET", "HEAD", "OPTIONS"}


def _sees_own_alone(policy: Policy, role: Role) -> bool:
    return policy.sees is Sees.OWN or (policy.sees is Sees.RANK and role is Role.INSTRUCTOR)


def _take_studio(_: str | None, values: dict[str, object] | None) -> None:
    g.studio_slug = values.pop("studio", None) if values else None


def _give_studio(endpoint: str, values: dict[str, object]) -> None:
    slug = g.get("studio_slug")
    if slug and current_app.url_map.is_endpoint_expecting(endpoint, "studio"):
        values.setdefault("studio", slug)


def _admit() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such address: the routing error is raised when the request is dispatched
    policy = POLICIES.get(request.endpoint)
    if policy is None:
        abort(404)
    if policy.who >= Who.SIGNED_IN and not is_signed_in():
        return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]  # set by Flask-Login
    if policy.who >= Who.INSTRUCTOR:
        _admit_to_studio(policy)
    return None


def _admit_to_studio(policy: Policy) -> None:
    here = visitor().place
    if here is None:
        abort(404)
    if Who[here.role.name] < policy.who:
        abort(403)


def _load_visitor(token: str) -> Visitor | None:
    """One query for the person, their sign-in and their place in the studio of this request."""
    asked = {"token": fingerprint(token), "slug": g.get("studio_slug"), "at": now()}
    # On a bare connection: every request asks this, and a session would double its cost.
    see(_reading(), EVERY)
    row = _reading().execute(_VISITOR, asked).one_or_none()
    if row is None:
        return None
    return Visitor(
        person_id=row.person_id,
        name=row.person_name,
        email=row.email,
        sign_in_id=row.sign_in_id,
        token=token,
        studios=row.studios,
        place=_place(row),
    )


def _place(row: sa.Row[tuple[object, ...]]) -> Place | None:
    if row.membership_id is None:
        return None
    return Place(
        studio_id=row.studio_id,
        slug=row.slug,
        name=row.studio_name,
        colour=row.colour,
        paper=row.paper,
        time_zone=row.time_zone,
        logo_sha256=row.logo_sha256,
        membership_id=row.membership_id,
        role=Role(row.role),
    )


_STUDIOS = (
    sa.select(sa.func.count())
    .select_from(Membership)
    .join(Stay, sa.and_(Stay.membership_id == Membership.id, Stay.until.is_(None)))
    .where(Membership.person_id == Person.id)
    .correlate(Person)
    .scalar_subquery()
)

_HERE = (
    sa.select(
        Membership.person_id,
        Membership.id.label("membership_id"),
        Membership.role,
        Studio.id.label("studio_id"),
        Studio.slug,
        Studio.name.label("studio_name"),
        Studio.colour,
        Studio.paper,
        Studio.time_zone,
        Studio.logo_sha256,
    )
    .join(Studio, Studio.id == Membership.studio_id)
    .join(Stay, sa.and_(Stay.membership_id == Membership.id, Stay.until.is_(None)))
    .where(Studio.slug == sa.bindparam("slug", type_=sa.Text))
    .subquery("here")
)

_VISITOR = (
    sa.select(
        Person.id.label("person_id"),
        Person.name.label("person_name"),
        Person.email,
        SignIn.id.label("sign_in_id"),
        _STUDIOS.label("studios"),
        *(column for column in _HERE.c if column.name != "person_id"),
    )
    .join(SignIn, SignIn.person_id == Person.id)
    .outerjoin(_HERE, _HERE.c.person_id == Person.id)
    .where(
        SignIn.token_sha256 == sa.bindparam("token"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > sa.bindparam("at"),
    )
)
