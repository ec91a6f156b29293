"""Queries of editions."""
