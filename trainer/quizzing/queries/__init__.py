"""Queries of quizzing."""
