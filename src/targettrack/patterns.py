"""Regular expressions that are compiled when they are first used. Knows none."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """What stands for a pattern, and takes over each of its methods as it is asked for."""

    def __init__(self, pattern: str, flags: re.RegexFlag | int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """That of the compiled pattern, kept here for the next time."""
        value = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, value)
        return value


def late(pattern: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """A pattern that most runs do without: forty are compiled in 10 ms, and a start needs five of them.

    An error in it shows when it is used; a pattern that every run uses is better compiled at once.
    """
    return cast("re.Pattern[str]", _Pattern(pattern, flags))
