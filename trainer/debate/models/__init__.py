"""Tables of debate."""
