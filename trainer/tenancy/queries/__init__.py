"""Queries of tenancy."""
