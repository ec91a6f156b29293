"""Forms of debate."""
