"""Quizzing: attempts, answers, results, passes."""
