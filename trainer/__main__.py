"""``python -m trainer``."""

import os

from trainer.cli import main

os.umask(0o077)  # whatever is written is the owner's alone, by the servers that are started, too
main(prog_name="trainer")
