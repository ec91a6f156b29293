"""``trainer studio``: open a studio on this site."""

from __future__ import annotations

import os
import re
from typing import Any

import click
import sqlalchemy as sa
from anyascii import anyascii
from flask import current_app
from werkzeug.routing import Map
from wtforms import Form

from trainer.accounts.models.invitation import Invitation, Way
from trainer.accounts.models.reset import Reset, Route
from trainer.accounts.models.second_factor import SecondFactor
from trainer.clock import now
from trainer.commands.site import bring_up_to_date, every_studio
from trainer.config import Config
from trainer.editions.catalogue import adopt
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.person import Person, canonical_email
from trainer.tenancy.models.studio import Studio
from trainer.web.fields import address_fault, name_field
from trainer.web.links import invitation_link, reset_link

# First words that a site has, or may come to have, for itself.
RESERVED = """
    about account accounts admin administrator api app assets auth blog contact css docs download
    favicon.ico feed files fonts health healthz help home humans.txt images imprint js legal live
    livez login logout mail manifest.json manifest.webmanifest media metrics new oauth password
    passwords ping policy privacy ready readyz register robots.txt root search security security.txt
    service-worker.js settings sign-up signin signout signup sitemap.xml sso status support sw.js
    system terms test trainer user users version webhooks well-known www
"""

LONGEST_SLUG = 60
ANOTHER = "Choose another with --slug."


class Name(click.ParamType[str]):
    """A name, by the rules of a form's field."""

    name = "text"

    class _Form(Form):
        name = name_field("Name", "Write a name.")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name in its one spelling."""
        form = self._Form(data={"name": str(value)})
        if not form.validate():
            self.fail(str(form.name.errors[0]), param, ctx)
        return str(form.name.data)


@click.group()
def studio() -> None:
    """The studios of this site."""


@studio.command()
@click.argument("name", type=Name())
@click.option("--owner", required=True, type=Name(), help="The owner's name.")
@click.option("--email", required=True, help="The owner's e-mail address.")
@click.option("--slug", help="Its place in addresses; made from the name unless told.")
def create(name: str, owner: str, email: str, slug: str | None) -> None:
    """Open a studio and print the link by which its owner comes in; tables that lack are made."""
    if fault := address_fault(canonical_email(email)):
        raise click.BadParameter(fault, param_hint="--email")
    bring_up_to_date(Config.from_environment(os.environ))
    with every_studio() as session:
        place = _free_slug(slug or name, set(session.scalars(sa.select(Studio.slug))))
        made = Studio(slug=place, name=name)
        session.add(made)
        session.flush()
        adopt(session, made.id, now())
        # Whoever may run this command is taken at their word that it is the owner's address.
        invitation = Invitation.make(
            now(), email=canonical_email(email), name=owner, role=Role.OWNER, way=Way.WORD
        )
        with session.within(made.id) as rows:
            rows.add(invitation)
        session.commit()
        click.echo(f"{name} is open at /{place}/. Give {owner} this link, good for seven days:")
        click.echo(invitation_link(invitation.nonce))


@studio.command()
@click.argument("email")
@click.option("--no-second-factor", is_flag=True, help="Also end their second factor.")
def reset(email: str, *, no_second_factor: bool) -> None:
    """Print a link by which somebody chooses a new password, where nobody else may make one.

    For owners, and for people of several studios. Give it to the one whose account it is: whoever
    holds it can take the account.
    """
    with every_studio() as session:
        person = Person.at(session, canonical_email(email))
        if person is None:
            raise click.ClickException(f"Nobody here has the address {email}.")
        made = Reset.make(person.id, Route.SITE, now())
        session.add(made)
        if no_second_factor:
            SecondFactor.end(session, person.id, now())
        session.commit()
        click.echo(f"Give {person.name} this link, good for one hour and one use:")
        click.echo(reset_link(made.nonce))


def _free_slug(text: str, taken: set[str]) -> str:
    slug = _slug(text)
    if not slug:
        raise click.ClickException(f"“{text}” has no letter to make an address of. {ANOTHER}")
    if slug in reserved(current_app.url_map) | taken:
        raise click.ClickException(f"“{slug}” cannot be its address. {ANOTHER}")
    return slug


def reserved(addresses: Map) -> set[str]:
    """What no studio may be called: the first words of the site's own addresses, and more."""
    own = {rule.rule.split("/")[1] for rule in addresses.iter_rules()}
    return {_slug(word) for word in own | set(RESERVED.split()) if "<" not in word} - {""}


def _slug(text: str) -> str:
    """Small letters, digits and hyphens, for a name of any script: ü is u, ß is ss, Ж is Zh."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:LONGEST_SLUG].rstrip("-")
