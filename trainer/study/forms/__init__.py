"""Forms of study."""
