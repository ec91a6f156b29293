"""Download: a kept PDF, as an answer."""

from __future__ import annotations

from flask import Response


def pdf_response(pdf: bytes, name: str) -> Response:
    """A PDF that a browser shows, and saves under that name."""
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
