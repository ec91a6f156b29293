"""What a quiz is, and the package an edition holds: a functional core, like ``lessons``."""
