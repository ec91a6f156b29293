"""Views of debate."""
