"""Checkup: whether a site is well, looked at from its own machine."""
