"""One's own second factor: begun with an app, ended with the password."""

from __future__ import annotations

import segno
from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup
from wtforms import Form

from trainer.accounts.authentication import TOO_MANY, admitted, checked
from trainer.accounts.forms.second_factor import BeginForm, EndForm
from trainer.accounts.models.second_factor import (
    SHOWN_FOR,
    SecondFactor,
    app_address,
    app_secret,
    matching_step,
    new_nonce,
)
from trainer.accounts.views.passwords import NOT_CURRENT
from trainer.clock import now
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.logbook import note
from trainer.web.pages import page

blueprint = Blueprint("second_factors", __name__)
