"""A studio's settings and locations."""

from __future__ import annotations

from zoneinfo import available_timezones

from wtforms import BooleanField, Field, FileField, Form, SelectField, StringField, SubmitField
from wtforms.validators import ValidationError

from trainer.tenancy.models.studio import Paper
from trainer.web import spelling
from trainer.web.colour import is_colour
from trainer.web.fields import choices, name_field

REGIONS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


def zones() -> dict[str, str]:
    """Time zones by the places people know."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS)
    return {name: name.replace("_", " ") for name in [*names, "UTC"]}


class SettingsForm(Form):
    """How a studio looks and prints."""

    name = name_field("Studio name", "Write the studio's name.")
    colour = StringField(
        "Colour",
        filters=[lambda text: spelling.line(text).lower()],
        description="Six digits after a hash, such as #3c6a5a. We adjust it if it is hard to read.",
    )
    paper = SelectField("Paper", choices=choices({paper: paper for paper in Paper}))
    time_zone = SelectField("Time zone", choices=choices(zones()))
    logo = FileField(
        "Logo",
        description="PNG, JPEG or WebP, up to 2 MB.",
        render_kw={"accept": "image/png,image/jpeg,image/webp"},
    )
    tries_by_itself = BooleanField(
        "Give another try at a quiz by itself",
        description="A day after the last one, to whoever has used up all tries. "
        "Otherwise they ask, and a manager gives it.",
    )
    remove_logo = BooleanField("Remove the logo")
    submit = SubmitField("Save settings")

    def validate_colour(self, field: Field) -> None:
        """Refuse what is not a colour."""
        if not is_colour(field.data):
            raise ValidationError("Write a colour as # and six digits, such as #3c6a5a.")


class LocationForm(Form):
    """A place where the studio teaches."""

    name = name_field("Name of the location", "Write the location's name.")
    submit = SubmitField("Save location")
