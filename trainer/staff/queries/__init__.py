"""Queries of staff."""
