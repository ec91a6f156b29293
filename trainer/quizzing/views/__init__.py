"""Views of quizzing."""
