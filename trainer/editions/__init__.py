"""Editions: titles, what is published of them, and their parts."""
