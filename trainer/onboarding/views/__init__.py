"""Views of onboarding."""
