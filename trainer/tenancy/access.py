"""Access: the gate that asks the policy table, and the only door to rows of every studio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import sqlalchemy as sa
from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.routing import RequestRedirect

from trainer.clock import now
from trainer.storage.engines import Storage
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.policy import POLICIES, Policy, Sees, Who
from trainer.tenancy.scope import EVERY, Scope, StudioSession, see
from trainer.tenancy.visitor import CurrentMember, Visitor, find_visitor


def init_app(app: Flask, storage: Storage) -> None:
    """Put the gate in front of every endpoint."""
    app.extensions["storage"] = storage
    login = LoginManager(app, add_context_processor=False)  # it would ask for every error page
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


def unauthorized() -> ResponseReturnValue:
    """What whoever must sign in first is answered with."""
    return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]  # set by Flask-Login


def current_member() -> CurrentMember:
    """What the visitor is in this request's studio; the gate has made sure that there is one."""
    found = visitor().member
    assert found is not None  # noqa: S101  (narrows the type; the gate answered 404 otherwise)
    return found


def studio_session() -> StudioSession:
    """The session of this request: bound to its studio, and to one's own rows where policy says."""
    if "rows" not in g:
        here, policy = current_member(), POLICIES[str(request.endpoint)]
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


@contextmanager
def in_studio(studio_id: int, *, writes: bool = False) -> Iterator[StudioSession]:
    """The rows of one studio: for the worker, who does what its people have asked for."""
    with StudioSession(_engine(writes=writes), studio_id) as session:
        session.expire_on_commit = False
        yield session


@contextmanager
def looking(storage: Storage, studio: Scope) -> Iterator[StudioSession]:
    """The rows of one studio or of every one, to read, where there is no app: for the checkup."""
    with StudioSession(storage.read, studio) as session:
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
    """The engine for a further connection: a request holds one at a time.

    A writer must not wait for this request's own reader; and requests that each hold one connection
    and wait for a second would, when they are many, wait for each other.
    """
    storage: Storage = current_app.extensions["storage"]
    if (writes or "rows" not in g) and (reading := g.pop("reading", None)):
        reading.close()
    return storage.write if writes else storage.read


def _request_writes(policy: Policy) -> bool:
    return policy.get_writes or request.method not in {"GET", "HEAD", "OPTIONS"}


def _sees_own_alone(policy: Policy, role: Role) -> bool:
    return policy.sees is Sees.OWN or (policy.sees is Sees.RANK and role is Role.INSTRUCTOR)


def _take_studio(_: str | None, values: dict[str, object] | None) -> None:
    g.studio_slug = values.pop("studio", None) if values else _redirected()


def _redirected() -> str | None:
    """The first word of an address that is about to be led to its one spelling."""
    if isinstance(request.routing_exception, RequestRedirect):
        return request.path.strip("/").partition("/")[0]
    return None


def _give_studio(endpoint: str, values: dict[str, object]) -> None:
    slug = g.get("studio_slug")
    if slug and current_app.url_map.is_endpoint_expecting(endpoint, "studio"):
        values.setdefault("studio", slug)


def _admit() -> ResponseReturnValue | None:
    if g.studio_slug is not None:
        _find_studio()
    if request.endpoint is None:
        return None  # no such address: the routing error is raised when the request is dispatched
    policy = POLICIES.get(request.endpoint)
    if policy is None:
        abort(404)
    if policy.who >= Who.SIGNED_IN and not is_signed_in():
        return unauthorized()
    if policy.who >= Who.INSTRUCTOR:
        _admit_to_studio(policy)
    return None


def _find_studio() -> None:
    """Say that there is nothing here: where there is no studio, or none of the visitor's."""
    if is_signed_in():
        if visitor().member is None:
            abort(404)
        return
    with unscoped() as session:
        if session.scalar(sa.select(Studio.id).where(Studio.slug == g.studio_slug)) is None:
            abort(404)


def _admit_to_studio(policy: Policy) -> None:
    if Who[current_member().role.name] < policy.who:
        abort(403)


def _load_visitor(token: str) -> Visitor | None:
    see(_reading(), EVERY)
    return find_visitor(_reading(), token, g.get("studio_slug"), now())
