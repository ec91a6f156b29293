"""Refusal: why nothing is backed up or restored, in words for whoever runs the site."""

from __future__ import annotations


class Refused(Exception):
    """What is in the way, and what to do; nothing has been written."""
