"""Views of the front."""
