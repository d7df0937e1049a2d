"""Every row of `extract/rules`: its example is read otherwise without it."""

from __future__ import annotations

import pytest

from targettrack import extract
from targettrack.extract import rules

FRAME = "2025年开平市政府工作报告\n——2025年2月26日在开平市第十七届人民代表大会第五次会议上\n二、2025年工作安排\n{}\n"
ROWS = [(file, name) for file in rules.files() for name in rules.tables(file)]


def read(example: str) -> extract.Extraction:
    """Read a sentence in the promise part of a report, or a whole document, before which `file:` may name its file."""
    if example.startswith("file:"):
        name, _, text = example.partition("\n")
        return extract.draft(text, name=name.removeprefix("file:"))
    return extract.draft(example if "\n" in example else FRAME.format(example))


@pytest.mark.parametrize(("file", "name"), ROWS)
def test_each_row_is_needed_by_its_example(file: str, name: str) -> None:
    """A row that its example does not need is not a rule."""
    table = rules.table(file, name)
    assert table.why or all(row.why for row in table.rows), "a table or its rows say why"
    needless = []
    for row in table.rows:
        assert row.example, f"{row.pattern} has no example"
        reading = read(row.example)
        with rules.without(table, row):
            if read(row.example) == reading:
                needless.append(row.pattern)
    assert needless == []
