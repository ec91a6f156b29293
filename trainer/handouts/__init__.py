"""Handouts: what a person takes away on paper, two pages printed in a process of its own."""
