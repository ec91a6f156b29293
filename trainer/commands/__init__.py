"""Commands of ``python -m trainer``: one module a noun."""
