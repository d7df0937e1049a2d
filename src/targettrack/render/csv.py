"""Items as CSV for spreadsheets: UTF-8 with a byte order mark, codes as in JSON, nested keys joined by a point.

Targets may have their columns and codes in words, for people to read.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from targettrack import i18n
from targettrack.render.json import plain, written
from targettrack.render.look import Look
from targettrack.render.safe import safe
from targettrack.views.answer import Answer

FORMULA_STARTS = frozenset("=+-@\t\r\n")
"""A text cell that starts so, in whatever width, would be run as a formula by a spreadsheet (OWASP, CSV injection)."""

_END = "\r\n"


def render(answer: Answer, look: Look) -> str:
    """One row an item; the columns are the keys of all items in order of first appearance, or their words."""
    return "".join(pieces(answer, look))


def pieces(answer: Answer, look: Look) -> Iterator[str]:
    """The same, a row each. A row is kept as text until the columns are known: those that came later are empty in it."""
    rows: Iterable[dict[str, Any]]
    rows = _worded(answer, look.headers) if look.headers else (dict(_flat(plain(item))) for item in answer.data.each())
    columns: dict[str, None] = {}
    lines = []
    for row in rows:
        columns |= dict.fromkeys(row)
        lines.append((_line(_cell(row.get(column)) for column in columns), len(columns)))
    yield f"\ufeff{_line(map(_cell, columns))}{_END}"  # a part is named by the office
    for line, known in lines:
        yield f"{line}{',' * (len(columns) - known)}{_END}"


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=_END).writerow(cells)  # by its ends it knows which cells to quote
    return out.getvalue().removesuffix(_END)


def _worded(answer: Answer, language: str) -> list[dict[str, Any]]:
    from targettrack.render.people import table  # with pages and sentences, which a table of codes has none of

    with i18n.speaking(language):
        return table(answer)


def _flat(item: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in item.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, _joined(value) if isinstance(value, list) else value))
    return pairs


def _joined(members: list[Any]) -> str:
    """Words with a semicolon between them; records inside a record, as the updates are, as JSON."""
    return written(members) if any(isinstance(one, dict) for one in members) else "; ".join(map(str, members))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    shown = "\n".join(safe(line) for line in value.split("\n"))
    return f"'{shown}" if unicodedata.normalize("NFKC", value[:1]) in FORMULA_STARTS else shown


def unescaped(cell: str) -> str:
    """What stood in a cell before it was kept from being a formula."""
    is_escaped = cell[:1] == "'" and unicodedata.normalize("NFKC", cell[1:2]) in FORMULA_STARTS
    return cell[1:] if is_escaped else cell
