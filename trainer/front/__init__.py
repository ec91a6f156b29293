"""The front: the first page, and the demo behind it."""
