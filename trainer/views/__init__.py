"""Views: one module a noun, each endpoint one of the seven REST verbs."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from trainer.views import (
    acceptances,
    accounts,
    answers,
    assignments,
    attempts,
    boards,
    codes,
    copies,
    deltas,
    demo,
    departures,
    docket_rows,
    events,
    exercises,
    front,
    homes,
    invitations,
    lessons,
    locations,
    logos,
    memberships,
    outbox,
    passwords,
    practices,
    print_files,
    print_runs,
    quizzes,
    readings,
    results,
    revocations,
    sections,
    settings,
    sign_ins,
    sign_offs,
    sources,
    stances,
    studios,
    themes,
)

OUTSIDE = (
    front.blueprint,
    sign_ins.blueprint,
    acceptances.blueprint,
    codes.blueprint,
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
    exercises.blueprint,
    practices.blueprint,
    sign_offs.blueprint,
    docket_rows.blueprint,
    stances.blueprint,
    quizzes.blueprint,
    attempts.blueprint,
    answers.blueprint,
    results.blueprint,
    deltas.blueprint,
    copies.blueprint,
    boards.blueprint,
    print_runs.blueprint,
    print_files.blueprint,
    assignments.blueprint,
    memberships.blueprint,
    departures.blueprint,
    invitations.blueprint,
    outbox.blueprint,
    settings.blueprint,
    locations.blueprint,
    events.blueprint,
    logos.blueprint,
    themes.blueprint,
)


class IdConverter(IntegerConverter):
    """An id as both databases can hold it: a longer number is no address of ours."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    """Register every blueprint; a studio's pages have its slug in their path."""
    app.url_map.converters["int"] = IdConverter
    for blueprint in OUTSIDE:
        app.register_blueprint(blueprint)
    for blueprint in IN_A_STUDIO:
        app.register_blueprint(blueprint, url_prefix="/<studio>")
