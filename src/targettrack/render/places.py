"""Where a quote stands, in words by which a person finds it: 第3页第2段. Knows no document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from targettrack.i18n import N_, _
from targettrack.model import Quote

_PLACES = (
    (("page", "paragraph"), N_("page {page}, paragraph {paragraph}")),
    (("page", "table", "row"), N_("page {page}, table {table}, row {row}")),
    (("paragraph",), N_("paragraph {paragraph}")),
    (("table", "row"), N_("table {table}, row {row}")),
    (("page",), N_("page {page}")),
    (("line",), N_("line {line}")),
)
"""What tells where a quote stands, the most exact first."""


def place_of(quote: Quote) -> str:
    """Where a person finds a quote in the document; "" where that is not known."""
    return said(quote._asdict())


def said(parts: Mapping[str, Any]) -> str:
    """The same, of the parts of a place by their names."""
    found = next((words for names, words in _PLACES if all(parts.get(name) for name in names)), None)
    return _(found).format(**parts) if found else ""
