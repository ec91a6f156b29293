"""A studio's settings."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.handouts.layout import brand_of
from trainer.handouts.stock import ask_for_bases
from trainer.staff.forms.settings import SettingsForm
from trainer.staff.logo import LARGEST_FILE, LogoRefused, encode
from trainer.staff.queries.locations import location_rows
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.studio import Logo, Studio
from trainer.web.colour import accent
from trainer.web.logbook import record
from trainer.web.pages import page

blueprint = Blueprint("settings", __name__, url_prefix="/<studio>")

SETTINGS = ("name", "colour", "paper", "time_zone")


@blueprint.get("/settings")
def edit() -> ResponseReturnValue:
    """Look at the settings."""
    here, studio = current_member(), _studio()
    known = {name: getattr(here, name) for name in SETTINGS}
    return _page(SettingsForm(data=known | {"tries_by_itself": studio.tries_by_itself}))


@blueprint.post("/settings")
def update() -> ResponseReturnValue:
    """Save the settings; a logo is encoded before the transaction opens."""
    form = SettingsForm(request.form)
    png = _encoded(form) if form.validate() else None
    if form.errors:
        return _page(form), 422
    Studio.take_turn(studio_session(), current_member().studio_id)
    studio, before = _studio(), brand_of(studio_session())
    for name in SETTINGS:
        _change(studio, name, str(form[name].data))
    _give_tries(studio, by_itself=bool(form.tries_by_itself.data))
    if form.remove_logo.data:
        _show_logo(studio, None)
    if png:
        _show_logo(studio, Logo.keep(studio_session(), png))
    if brand_of(studio_session()) != before:
        ask_for_bases(studio_session(), now(), current_member().membership_id)
    studio_session().commit()
    flash("The settings are saved.", "done")
    return redirect(url_for("settings.edit"), 303)


def _studio() -> Studio:
    return studio_session().get_one(Studio, current_member().studio_id)


def _page(form: SettingsForm) -> str:
    used = accent(current_member().colour).light
    return page(
        "settings/edit.html",
        form=form,
        nudged=used if used != current_member().colour else None,
        locations=location_rows(studio_session()),
    )


def _change(studio: Studio, name: str, value: str) -> None:
    was = getattr(studio, name)
    if value != was:
        change = {"subject": name, "was": was, "became": value}
        record(studio_session(), Event(kind=EventKind.SETTINGS, **change))
        setattr(studio, name, value)


def _give_tries(studio: Studio, *, by_itself: bool) -> None:
    if by_itself != studio.tries_by_itself:
        became = "on" if by_itself else "off"
        changed = Event(kind=EventKind.SETTINGS, subject="tries_by_itself", became=became)
        record(studio_session(), changed)
        studio.tries_by_itself = by_itself


def _show_logo(studio: Studio, sha256: str | None) -> None:
    if sha256 != studio.logo_sha256:
        became = "new" if sha256 else "removed"
        record(studio_session(), Event(kind=EventKind.SETTINGS, subject="logo", became=became))
        studio.logo_sha256 = sha256


def _encoded(form: SettingsForm) -> bytes | None:
    upload = request.files.get("logo")
    if not upload:
        return None
    try:
        return encode(upload.stream.read(LARGEST_FILE + 1))
    except LogoRefused as refusal:
        form.logo.errors = [str(refusal)]
        return None
