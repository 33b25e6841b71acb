"""``python -m batch.cli``."""

from batch.cli import main

main()
