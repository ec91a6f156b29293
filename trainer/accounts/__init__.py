"""Accounts: signing in, invitations by link, passwords, devices."""
