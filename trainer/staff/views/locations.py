"""The places where a studio teaches."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.models.invitation import Invitation
from trainer.staff.forms.settings import LocationForm
from trainer.staff.queries.locations import is_on_record
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.queries.people import locations
from trainer.web.logbook import record
from trainer.web.pages import page

blueprint = Blueprint("locations", __name__, url_prefix="/<studio>")

TAKEN = "There is a location of this name already. Choose another."
ON_RECORD = (
    "Lessons were assigned to {name}, and that stays on record, so it cannot be removed. Rename "
    "it, or give its people another location."
)


@blueprint.get("/locations/new")
def new() -> ResponseReturnValue:
    """Ask for a name."""
    return page("locations/new.html", form=LocationForm())


@blueprint.post("/locations")
def create() -> ResponseReturnValue:
    """Add a location."""
    form = LocationForm(request.form)
    Studio.take_turn(studio_session(), current_member().studio_id)
    if not form.validate() or not _is_free(form):
        return page("locations/new.html", form=form), 422
    studio_session().add(Location(name=str(form.name.data)))
    record(studio_session(), Event(kind=EventKind.LOCATION, became=str(form.name.data)))
    studio_session().commit()
    flash(f"{form.name.data} is added.", "done")
    return redirect(url_for("settings.edit"), 303)


@blueprint.get("/locations/<int:location_id>/edit")
def edit(location_id: int) -> ResponseReturnValue:
    """Rename or remove a location."""
    location = _location(location_id)
    return page(
        "locations/edit.html", form=LocationForm(data={"name": location.name}), location=location
    )


@blueprint.post("/locations/<int:location_id>/edit")
def update(location_id: int) -> ResponseReturnValue:
    """Rename a location."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    location, form = _location(location_id), LocationForm(request.form)
    if not form.validate() or not _is_free(form, besides=location_id):
        return page("locations/edit.html", form=form, location=location), 422
    _rename(location, str(form.name.data))
    studio_session().commit()
    flash(f"{form.name.data} is saved.", "done")
    return redirect(url_for("settings.edit"), 303)


@blueprint.post("/locations/<int:location_id>/removal")
def destroy(location_id: int) -> ResponseReturnValue:
    """Remove a location; its people keep their place in the studio, without a location."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    location = _location(location_id)
    if is_on_record(studio_session(), location_id):
        form = LocationForm(data={"name": location.name})
        form.form_errors.append(ON_RECORD.format(name=location.name))
        return page("locations/edit.html", form=form, location=location), 422
    for model in (Membership, Invitation):
        model.forget_location(studio_session(), location_id)
    name = location.name
    record(studio_session(), Event(kind=EventKind.LOCATION, was=name))
    studio_session().delete(location)
    studio_session().commit()
    flash(f"{name} is removed. Its people are still in the studio.", "done")
    return redirect(url_for("settings.edit"), 303)


def _location(location_id: int) -> Location:
    return studio_session().get(Location, location_id) or abort(404)


def _rename(location: Location, name: str) -> None:
    if name != location.name:
        record(studio_session(), Event(kind=EventKind.LOCATION, was=location.name, became=name))
        location.name = name


def _is_free(form: LocationForm, besides: int | None = None) -> bool:
    # Compared here: by itself SQLite knows the capitals of English alone.
    name = str(form.name.data).casefold()
    others = (each for each in locations(studio_session()) if each.id != besides)
    if all(each.name.casefold() != name for each in others):
        return True
    form.name.errors = [TAKEN]
    return False
