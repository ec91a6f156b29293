"""A member's role and location, and an invitation to become one."""

from __future__ import annotations

from wtforms import Form, SelectField, SubmitField

from trainer.forms.fields import choices, email_field, name_field
from trainer.models.membership import Role
from trainer.models.studio import Location

NOWHERE = ""


class MembershipForm(Form):
    """What a member may do, and where they teach."""

    role = SelectField("Role")
    location = SelectField("Location", description="Where they mostly teach.")
    submit = SubmitField("Save changes")

    def offer(self, granter: Role, locations: list[Location]) -> None:
        """Offer the roles that the granter may give, and the studio's locations."""
        grantable = {role.value: role.title() for role in Role if granter.may_grant(role)}
        self.role.choices = choices(grantable)
        self.location.choices = choices(
            {NOWHERE: "No fixed location", **{str(each.id): each.name for each in locations}}
        )

    @property
    def location_id(self) -> int | None:
        """The id of the chosen location, if any."""
        return int(self.location.data) if self.location.data else None


class InvitationForm(MembershipForm):
    """Whom to invite."""

    name = name_field("Name", "Write the person's name.", render_kw={"autocomplete": "off"})
    email = email_field()
    submit = SubmitField("Make invitation")
