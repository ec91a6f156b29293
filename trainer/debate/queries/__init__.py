"""Queries of debate."""
