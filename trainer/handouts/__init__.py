"""Handouts: what a person takes away on paper, printed in a process of its own."""
