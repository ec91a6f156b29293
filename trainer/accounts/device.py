"""The device: who has signed in on it before, as a cookie of its own tells."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, Signer, URLSafeSerializer

A_YEAR = 365 * 24 * 60 * 60
MOST = 20  # addresses: a tablet at the front desk has several people, not hundreds


@dataclass(frozen=True)
class Device:
    """A browser under a random name, with a mark of each address that has signed in on it.

    A mark is keyed, so that a cookie that is copied tells no address.
    """

    name: str
    marks: tuple[str, ...] = ()

    @classmethod
    def of_request(cls) -> Device:
        """The device that asks; a new one when it carries no cookie that we signed."""
        try:
            name, *marks = _serializer().loads(request.cookies.get(_cookie(), ""))
        except BadSignature:
            return cls(secrets.token_urlsafe(16))
        return cls(name, tuple(marks))

    def knows(self, address: str) -> bool:
        """Whether that address has signed in here before."""
        return _mark(address) in self.marks

    def remember(self, address: str) -> None:
        """Let this request's answer say that the address has signed in here."""
        others = [mark for mark in self.marks if mark != _mark(address)]
        value = _serializer().dumps([self.name, _mark(address), *others[: MOST - 1]])

        @after_this_request
        def keep(response: Response) -> Response:
            response.set_cookie(
                _cookie(),
                str(value),
                max_age=A_YEAR,
                secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
                httponly=True,
                samesite="Strict",
            )
            return response


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="device")


def _mark(address: str) -> str:
    signer = Signer(str(current_app.config["SECRET_KEY"]), salt="device's address")
    return signer.get_signature(address).decode()
