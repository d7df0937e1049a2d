"""An office's own list of tasks, which was not made here → its drafts, item by item. Knows tables; `entry` reads a row.

What is left out is named: columns that are none of ours, or of no record, sums, notes, hidden rows, cells without a meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from targettrack import extract
from targettrack.errors import Problem, Severity
from targettrack.exchange.entry import Entry, Listed, Source
from targettrack.exchange.grid import Sheet, Value
from targettrack.exchange.recognise import Left, Row, Table
from targettrack.exchange.sparse import reference
from targettrack.extract import Item
from targettrack.model import Target
from targettrack.named import NamedTuple

NEEDED = ("title",)
_NOT_KEPT = ("responsible", "contact")
_SECTION = re.compile("[一二三四五六七八九十]{1,3}(?=[、.．])|(?<=第)[一二三四五六七八九十]{1,3}(?=部分)")
_WHY = {Left.TOTAL: "row-is-total", Left.NOTE: "row-is-note"}
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年度?(?!\s?\d{1,2}\s?月)", re.ASCII)
_SHOWN, _LONGEST_NUMBER = 40, 20


class NewList(NamedTuple):
    """What came of a list."""

    drafts: tuple[Listed, ...]  # in the order of the list
    items: tuple[Item, ...]
    known: int  # rows that records of the plan quote already
    problems: tuple[Problem, ...]  # what is not, or not wholly, read; each with sheet and row, or cell, as its path


def drafts(
    tables: Sequence[Table],
    source: Source,
    records: Iterable[Target],
    tell: Callable[[int, int], object] = lambda *_done: None,
) -> NewList:
    """The drafts of a list's rows that no record of the plan quotes yet, and its items.

    `records`: those of the plan, discarded ones too; of a row that several drafts came of, one is enough. `tell` hears how
    far reading has come: done, of how many.
    """
    places = {(quote.text, quote.line) for record in records for quote in record.quotes}
    quoted = Counter(text for text, _line in places)
    found: list[Listed] = []
    items: dict[str, Item] = {}
    problems = [problem for table in tables for problem in _left(table)]
    known, rows = 0, [(table, row, key) for table in tables for row, key in _numbered(table)]
    tasks = Counter((key, row.values.get("title")) for _table, row, key in rows)
    for done, (table, row, key) in enumerate(rows):
        tell(done, len(rows))
        entry = Entry(row, key, table, source, is_one_of=tasks[key, row.values.get("title")] > 1)
        if not entry.title:
            entry.tell("row-without-task")
        elif quoted[entry.quote.text]:
            quoted[entry.quote.text] -= 1
            known += 1
        else:
            own = entry.listed()
            numbers = range(len(found) + 1, len(found) + len(own) + 1)
            item = items.get(key) or Item(key, entry.title, entry.section, entry.line, entry.quote.text, ())
            items[key] = item._replace(drafts=(*item.drafts, *numbers))
            found += own
        problems += entry.problems
    return NewList(tuple(found), tuple(items.values()), known, tuple(problems))


def targets(listed: NewList, plan: str, recorded: datetime) -> tuple[Target, ...]:
    """One draft record for each draft of a list; the store gives the ids."""
    whole = extract.Extraction(tuple(one.draft for one in listed.drafts))
    return tuple(
        target._replace(leader=one.leader, checkpoints=one.nodes)
        for target, one in zip(extract.targets(whole, plan, recorded), listed.drafts, strict=True)
    )


def years(sheets: Iterable[Sheet], tables: Iterable[Table]) -> frozenset[int]:
    """The years that stand above the headings of some tables: 2025年重点任务分解表."""
    headings = {table.sheet: table.heading for table in tables}
    above = (row for sheet in sheets for row in sheet.rows[: headings.get(sheet.name, 0)])
    texts = (str(cell.value) for row in above for cell in row if cell and isinstance(cell.value, str))
    return frozenset(int(year) for text in texts for year in _YEAR.findall(text))


def is_unread(problem: Problem) -> bool:
    """Whether something is named that may have been meant: a cell, a row or a sheet without a meaning; sums are not."""
    return problem.code.startswith("cell-") or problem.code in {"time-not-read", "row-without-task", "bad-date"}


def _left(table: Table) -> Iterator[Problem]:
    """What of a table is not read."""
    for column in sorted({column for row in table.rows for column in row.added}):
        heading = table.headings.get(column) or reference(0, column)[:-1]
        yield _problem("column-not-read", table.sheet, column=heading)
    for code in _NOT_KEPT:
        if any(code in row.values for row in table.rows):
            yield _problem("column-not-kept", table.sheet, column=table.headings[table.columns[code]])
    for number, why, text in table.left:
        yield _problem(_WHY[why], table.sheet, number + 1, text=text[:_SHOWN])
    for row in table.rows:
        if row.is_hidden:
            yield _problem("row-is-hidden", table.sheet, row.number + 1)


def _problem(code: str, sheet: str, line: int | None = None, **params: str) -> Problem:
    return Problem(code, sheet, line, severity=Severity.WARNING, params=params)


def _numbered(table: Table) -> Iterator[tuple[Row, str]]:
    """Each row with the item that it belongs to: the printed number, behind that of its section where numbers begin anew.

    A row without a number goes on with the item above if it has the same task, else it gets the next number.
    """
    tasks = [(_printed(row.values.get("item")), str(row.values.get("title", ""))) for row in table.rows]
    sections = [str(row.values.get("section") or row.section) for row in table.rows]
    begun = [
        (number, section)
        for (number, _title), section, (above, _other) in zip(tasks, sections, [("", ""), *tasks], strict=False)
        if number and number != above
    ]
    is_anew = any(count > 1 for count in Counter(number for number, _section in set(begun)).values())
    last, running = ("", ""), 0
    for row, (number, title), whole in zip(table.rows, tasks, sections, strict=True):
        if (number, title) != last:
            running += 1
        last = (number, title)
        section = _SECTION.search(whole)
        yield row, f"{section[0]}-{number}" if number and is_anew and section else number or str(running)


def _printed(number: Value) -> str:
    """The number of an item; "" for one that a spreadsheet has made a day of, and for what is too long to be one."""
    if number is None or isinstance(number, date):
        return ""
    text = f"{number:f}" if isinstance(number, Decimal) else "".join(number.split())
    return text if len(text) <= _LONGEST_NUMBER else ""
