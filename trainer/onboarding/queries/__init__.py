"""Queries of onboarding."""
