"""Forms of handouts."""
