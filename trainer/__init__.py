"""Trainer: instructor training for Pilates studios."""
