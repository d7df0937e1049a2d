"""What the reader's screen can show. Found out in `cli`; renderers only read it."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """Cells in a line, and whether colour is wanted."""

    width: int = 80
    color: bool = False
