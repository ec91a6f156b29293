"""The visitor: who is signed in on this device, and what they are in the studio of the path."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_login import UserMixin

from trainer.tenancy.models.membership import IS_HERE, Membership, Role, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn, fingerprint
from trainer.tenancy.models.studio import Studio


@dataclass(frozen=True, kw_only=True)
class CurrentMember:
    """The visitor as a member of the studio of this request, in plain values."""

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
    member: CurrentMember | None

    def get_id(self) -> str:
        """What the cookie holds: an opaque token."""
        return self.token


def find_visitor(
    connection: sa.Connection, token: str, slug: str | None, at: dt.datetime
) -> Visitor | None:
    """Who holds that token, with what they are in the studio of that slug: one query.

    On a bare connection that sees every studio: each request asks this, and a session would double
    its cost.
    """
    asked = {"token": fingerprint(token), "slug": slug, "at": at}
    row = connection.execute(_VISITOR, asked).one_or_none()
    if row is None:
        return None
    return Visitor(
        person_id=row.person_id,
        name=row.person_name,
        email=row.email,
        sign_in_id=row.sign_in_id,
        token=token,
        studios=row.studios,
        member=_member(row),
    )


def _member(row: sa.Row[tuple[object, ...]]) -> CurrentMember | None:
    if row.membership_id is None:
        return None
    return CurrentMember(
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
    .join(Stay, IS_HERE)
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
    .join(Stay, IS_HERE)
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
