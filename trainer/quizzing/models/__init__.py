"""Tables of quizzing."""
