"""Every row of `extract/rules`: its example is read otherwise without it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from targettrack import extract
from targettrack.extract import rules
from targettrack.extract.rules import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator


def files() -> list[str]:
    """The names of the files of rules."""
    found = (file.name for file in resources.files(rules).iterdir())
    return sorted(name.removesuffix(".tsv") for name in found if name.endswith(".tsv"))


FRAME = "2025年开平市政府工作报告\n——2025年2月26日在开平市第十七届人民代表大会第五次会议上\n二、2025年工作安排\n{}\n"
REFERENCE = re.compile(r"\{(?:([a-z_]+)\.)?([a-z_]+)\}")
NAMED = re.compile(r"\b([A-Z]+)\.([a-z_]+)\b")
ROWS = [(file, name) for file in files() for name in rules.tables(file)]


def read(example: str) -> extract.Extraction:
    """Read a sentence in the promise part of a report, or a whole document, before which `file:` may name its file."""
    if example.startswith("file:"):
        name, _, text = example.partition("\n")
        return extract.draft(text, name=name.removeprefix("file:"))
    return extract.draft(example if "\n" in example else FRAME.format(example))


@contextmanager
def without(taken: Table, row: Row) -> Iterator[None]:
    """Read without one row; what was compiled of all rows is kept meanwhile."""
    kept = [(vars(one), dict(vars(one))) for one in _users(taken)]
    _forget(taken)
    taken.rows = tuple(one for one in taken.rows if one is not row)
    try:
        yield
    finally:
        _forget(taken)
        for now, before in kept:
            now.update(before)


def _users(used: Table) -> set[Table]:
    """A table, and those in whose patterns it stands."""
    users = {used}
    while more := {user for one in users for user in one.users} - users:
        users |= more
    return users


def _forget(changed: Table) -> None:
    for user in _users(changed):
        user.forget()
    for clear in rules.caches:
        clear()


@pytest.mark.parametrize(("file", "name"), ROWS)
def test_each_row_is_needed_by_its_example(file: str, name: str) -> None:
    """A row that its example does not need is not a rule."""
    table = rules.table(file, name)
    assert table.why or all(row.why for row in table.rows), "a table or its rows say why"
    needless = []
    for row in table.rows:
        assert row.example, f"{row.pattern} has no example"
        reading = read(row.example)
        with without(table, row):
            if read(row.example) == reading:
                needless.append(row.pattern)
    assert needless == []


def test_each_table_that_is_named_exists_and_is_used() -> None:
    """Modules name tables as attributes of their file, so a name without a table is found here, and a table without a user."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(extract.__file__).parent.glob("*.py"))
    patterns = [(file, row.pattern) for file, name in ROWS for row in rules.table(file, name).rows]
    referred = {(m[1] or file, m[2]) for file, pattern in patterns for m in REFERENCE.finditer(pattern)}
    named = {(m[1].lower(), m[2]) for m in NAMED.finditer(sources) if m[1].lower() in files()}
    assert set(ROWS) == named | referred
