"""Document: what is printed of a lesson, as plain values and nothing else."""
