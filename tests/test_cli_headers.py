"""`--headers`: a table for people, of every command that has targets in it; refused where there is no table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from running import DAY, error

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

COMMANDS = (
    ("list",),
    ("list", "--draft"),
    ("export",),
    ("report",),
    ("report", "--since", "30d"),
    ("report", "--form", "bulletin", "--all-plans"),
    ("report", "--form", "year-end", "--all-plans"),
    ("report", "--form", "changes"),
    ("report", "--by", "owner"),
    ("alerts",),
    ("show", "YS2025-001"),
)


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_every_list_of_targets_has_a_table_for_people(run: Run, argv: tuple[str, ...]) -> None:
    """The same targets in the same order as with codes; no column twice, none without a Chinese name, no code in the cells."""
    codes = _table(run(*argv, "--as-of", DAY, "-f", "csv").text)
    people = _table(run(*argv, "--as-of", DAY, "-f", "csv", "--headers", "zh").text)
    assert [row["编号"] for row in people] == [row["id"] for row in codes]
    for row in people:
        assert [name for name in row if name.isascii()] == []
        assert row["类型"] in {"数量", "增速", "水平", "排名", "节点", "覆盖", "相对", "定性", "底线"}
        assert row["办理状态"] in {"未启动", "推进中", "申报完成", "已销号", "未完成", "暂缓", "终止"}


def _table(text: str) -> list[dict[str, str]]:
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) or [[]]
    assert len(head) == len(set(head))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_register_of_changes_has_both_sides(run: Run) -> None:
    """What was, what is, why and on whose word, beside the state and its own reason."""
    warrant = ("--reason", "汛期", "--authority", "县政府")
    assert run("update", "YS2025-001", "--deadline", "2026-03-31", *warrant).code == 0
    rows = _table(run("report", "--form", "changes", "-f", "csv", "--headers", "zh").text)
    row = next(row for row in rows if row["变更前"] == "2025-12-31")
    assert (row["变更后"], row["变更理由"], row["批准人"], row["修改"]) == ("2026-03-31", "汛期", "县政府", "时限调整")
    assert "完成" in row["理由"]


def test_the_history_is_told_in_sentences(run: Run) -> None:
    """A line each, with day, person and what was said."""
    run("update", "YS2025-001", "--value", "180", "--as-of", "2025-10-09", "--note", "封顶")
    rows = _table(run("export", "--headers", "zh", "-f", "csv").text)
    told = next(row for row in rows if row["编号"] == "YS2025-001")["历次更新"]
    assert told.splitlines()[-1] == "2025-10-10 测试员：180套（截至10月9日）；进展：封顶"


def test_a_file_may_ask_for_it(run: Run, root: Path) -> None:
    """-o FILE.csv is a table; with a mark, so that a spreadsheet reads it as UTF-8."""
    assert run("list", "-o", "x.csv", "--headers", "中文").code == 0
    assert run("export", "-o", "y.csv", "--headers", "zh").code == 0
    assert (root.parent / "x.csv").read_bytes().startswith("\ufeff编号,".encode())


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("list", "--headers", "zh"), error("headers-of-csv", format="lines")),
        (("list", "--headers", "zh", "-f", "json"), error("headers-of-csv", format="json")),
        (
            ("list", "--headers", "fr", "-f", "csv"),
            error("unknown-word", option="--headers", text="fr", choices="zh en codes"),
        ),
    ],
)
def test_what_has_no_headers_is_refused(run: Run, argv: tuple[str, ...], line: str) -> None:
    """Exit code 2 and one line."""
    assert run(*argv) == (2, b"", line.encode())


def test_codes_are_the_default(run: Run) -> None:
    """`--headers codes` says what is said without it."""
    assert run("list", "-f", "csv", "--headers", "codes").out == run("list", "-f", "csv").out
