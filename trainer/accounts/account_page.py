"""The page of one's own account, with its two forms and the devices signed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trainer.accounts.forms.account import AccountForm, PasswordForm
from trainer.accounts.models.second_factor import SecondFactor
from trainer.accounts.way_in import own_studios
from trainer.clock import now
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.pages import page, show_days_in


@dataclass(frozen=True)
class SignInRow:
    """A device in the list of one's own."""

    id: int
    device: str
    started: dt.datetime
    is_this: bool


def account_page(form: AccountForm, password_form: PasswordForm) -> str:
    """The page with both forms and the open sign-ins."""
    show_days_in(_time_zone())
    return page(
        "accounts/edit.html",
        form=form,
        password_form=password_form,
        sign_ins=_open_sign_ins(),
        has_factor=_has_factor(),
    )


def _has_factor() -> bool:
    with unscoped() as session:
        return SecondFactor.of(session, visitor().person_id) is not None


def _open_sign_ins() -> list[SignInRow]:
    with unscoped() as session:
        return [
            SignInRow(row.id, row.device, row.started_at, row.id == visitor().sign_in_id)
            for row in SignIn.open_of(session, visitor().person_id, now())
        ]


def _time_zone() -> str:
    """That of one's studios, where they share one."""
    zones = {studio.time_zone for studio in own_studios()}
    return zones.pop() if len(zones) == 1 else "UTC"
