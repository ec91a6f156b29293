"""Backup: everything that the database holds, in one sealed file, and back from it."""
