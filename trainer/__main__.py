"""``python -m trainer``."""

from trainer.cli import main

main(prog_name="trainer")
