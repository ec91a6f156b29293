"""A member's role and location, and an invitation to become one."""

from __future__ import annotations

from wtforms import BooleanField, Form, SelectField, SubmitField

from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Location
from trainer.web.fields import choices, email_field, name_field

NOWHERE = ""
LAST_OWNER = "A studio needs an owner. Make somebody else an owner first."


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
    word = BooleanField(
        "I know that this is their own address",
        description="Your word is kept on record. Give them the link yourself: with it they can "
        "also take back an account that somebody else has made of their address.",
    )
    submit = SubmitField("Make invitation")

    def offer_word(self, *, is_asked: bool) -> None:
        """Ask for somebody's word on the address, or leave the question out."""
        if not is_asked:
            del self.word

    @property
    def has_word(self) -> bool:
        """Whether somebody gave their word who was asked for it."""
        return "word" in self and bool(self.word.data)
