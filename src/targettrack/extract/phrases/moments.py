"""The words that tell of a time; what day they mean is for `dates`."""

from __future__ import annotations

from targettrack.extract.rules import table

TIME = table("times", "time")
OWN_TIME = table("times", "own")
