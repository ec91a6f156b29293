"""Views: one module a noun, each endpoint one of the seven REST verbs."""

from __future__ import annotations

from flask import Flask

from trainer.views import (
    acceptances,
    accounts,
    demo,
    departures,
    front,
    homes,
    invitations,
    lessons,
    locations,
    logos,
    memberships,
    passwords,
    readings,
    revocations,
    sections,
    settings,
    sign_ins,
    sources,
    studios,
    themes,
)

OUTSIDE = (
    front.blueprint,
    sign_ins.blueprint,
    acceptances.blueprint,
    accounts.blueprint,
    passwords.blueprint,
    revocations.blueprint,
    studios.blueprint,
    demo.sign_ins,
    demo.resets,
)

IN_A_STUDIO = (
    homes.blueprint,
    lessons.blueprint,
    sections.blueprint,
    readings.blueprint,
    sources.blueprint,
    memberships.blueprint,
    departures.blueprint,
    invitations.blueprint,
    settings.blueprint,
    locations.blueprint,
    logos.blueprint,
    themes.blueprint,
)


def init_app(app: Flask) -> None:
    """Register every blueprint; a studio's pages have its slug in their path."""
    for blueprint in OUTSIDE:
        app.register_blueprint(blueprint)
    for blueprint in IN_A_STUDIO:
        app.register_blueprint(blueprint, url_prefix="/<studio>")
