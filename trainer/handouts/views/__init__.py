"""Views of handouts."""
