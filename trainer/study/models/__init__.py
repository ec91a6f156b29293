"""Tables of study."""
