"""`python -m targettrack`."""

from targettrack.cli import run

run()
