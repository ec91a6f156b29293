"""Views of study."""
