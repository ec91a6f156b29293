"""Tenancy: who somebody is, in which studio, and what they may see."""
