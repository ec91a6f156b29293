"""Tables of onboarding."""
