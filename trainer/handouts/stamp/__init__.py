"""Stamp: what makes a person's copy of a base, written behind it and never into it."""
