"""Onboarding: what is assigned, what is due, and who is ready."""
