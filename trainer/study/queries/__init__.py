"""Queries of study."""
