"""Study: readings, practices and what an instructor reads."""
