"""Views: one module a noun, each endpoint one of the seven REST verbs."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from trainer.accounts.views import acceptances, accounts, passwords, revocations, sign_ins, studios
from trainer.debate.views import docket_rows, stances
from trainer.front import demo, front
from trainer.handouts.views import codes, copies, print_files, print_runs
from trainer.onboarding.views import assignments, boards, deltas, homes, lessons
from trainer.quizzing.views import answers, attempts, quizzes, results
from trainer.staff.views import (
    departures,
    events,
    invitations,
    locations,
    logos,
    memberships,
    outbox,
    settings,
    themes,
)
from trainer.study.views import exercises, practices, readings, sections, sign_offs, sources

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
