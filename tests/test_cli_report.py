"""`targettrack report`: counts that add up, rates with their base, what needs attention."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run
from running import DAY


def test_the_counts_of_the_fixture(run: Run) -> None:
    """Ten targets by rating and light, on 30 September; every count sums to ten."""
    found = run("report", "--as-of", DAY, "--format", "json")
    total = found.data["total"]
    assert (found.code, found.json["status"], total["total"], found.data["unreadable"]) == (0, "ok", 10, 0)
    assert {name: n for name, n in total["by_rating"].items() if n} == {
        "overdue": 1,
        "missed": 1,
        "far-behind": 1,
        "behind": 2,
        "ahead": 1,
        "unverified": 1,
        "achieved": 1,
        "unassigned": 1,
        "dropped": 1,
    }
    assert sum(total["by_rating"].values()) == sum(total["by_light"].values()) == 10
    for groups in ("by_plan", "by_owner", "by_section"):
        assert sum(one["total"] for one in found.data[groups]) == 10
    assert total["completion"] == {"part": 1, "base": 9, "percent": 11.11}
    assert total["on_schedule"] == {"part": 2, "base": 7, "percent": 28.57}
    assert total["on_time"] == {"part": 1, "base": 2, "percent": 50}


def test_what_needs_attention(run: Run) -> None:
    """Missed, overdue, far behind, behind; then what waits for a claim to be verified, and for a unit to lead."""
    data = run("report", "--as-of", DAY, "--format", "json").data
    assert data["attention"] == [
        *("QX2025-002", "YS2025-004", "YS2025-007", "YS2025-001", "YS2025-003"),
    ]
    assert (data["claimed"], data["waiting"], data["silent"]) == (["YS2025-002"], ["YS2025-006"], [])


@pytest.mark.parametrize(
    ("argv", "total"),
    [
        (("--plan", "ys"), 7),
        (("--owner", "住建局"), 1),
        (("--owner", "none"), 1),
        (("--section", "民生"), 3),
        (("--plan", "qx", "--section", "民生"), 0),
    ],
)
def test_a_part_of_the_ledger(run: Run, argv: tuple[str, ...], total: int) -> None:
    """By plan, by lead unit, by section; a part without targets is a report of nothing, not a failure."""
    found = run("report", "--as-of", DAY, "--format", "json", *argv)
    assert (found.code, found.data["total"]["total"]) == (0, total)
    assert run("report", "--as-of", DAY, "--format", "table", *argv).code == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["table", "lines", "markdown", "html"])
def test_rates_are_shown_with_their_base(run: Run, name: str, language: str) -> None:
    """1 of 9, 2 of 7, 1 of 2: in every format for people, in both languages."""
    text = run("report", "--as-of", DAY, "--format", name, env={"TARGETTRACK_LANG": language}).text
    for rate in ("1/9", "2/7", "1/2", "11.11%", "28.57%", "50%"):
        assert rate in text


def test_a_file_that_cannot_be_read_is_counted_and_named(run: Run, root: Path) -> None:
    """Nine of ten are reported, one is counted apart in every format; exit code 1; standard error names it."""
    (root / "YS2025/YS2025-001.toml").write_bytes(b"id = \n")
    found = run("report", "--as-of", DAY, "--format", "json")
    assert (found.code, found.json["status"]) == (1, "partial")
    assert (found.data["total"]["total"], found.data["unreadable"]) == (9, 1)
    assert [(one["path"], one["line"]) for one in found.json["problems"]] == [("YS2025/YS2025-001.toml", 1)]
    assert "YS2025/YS2025-001.toml:1" in found.said
    for name in ("table", "lines", "markdown", "html"):
        shown = run("report", "--as-of", DAY, "--format", name)
        assert shown.code == 1
        assert "targettrack check" in shown.text


def test_a_report_of_an_empty_ledger(run: Run, root: Path) -> None:
    """No plan, no target, no rate; every format can say so."""
    for folder in ("YS2025", "QX2025"):
        for path in (root / folder).iterdir():
            path.unlink()
        (root / folder).rmdir()
    for name in ("table", "lines", "markdown", "html", "json", "csv", "ndjson"):
        assert run("report", "--format", name).code == 0
    assert run("report", "--format", "json").data["total"]["completion"] == {"part": 0, "base": 0, "percent": None}


def test_fiction_is_marked(run: Run) -> None:
    """A report of a plan that is no real one says so."""
    marked = run("report", "--as-of", DAY).text
    assert [head["fictional"] for head in run("report", "--format", "json").data["plans"]] == [True, True]
    assert re.search("(?i)fiction", marked)
