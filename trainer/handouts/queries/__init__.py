"""Queries of handouts."""
