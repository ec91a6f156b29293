"""The checks of a lesson, one module a noun; ``lessons.checking`` runs them all."""
