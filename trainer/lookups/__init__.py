"""Lookups: what an address names, for every view that asks for it, or the answer 404."""
