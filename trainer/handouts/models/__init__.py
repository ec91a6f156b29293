"""Tables of handouts."""
