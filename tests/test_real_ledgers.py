"""The five real ledgers on days that an office looks at: what is late, and what a month of words makes of the soft ones."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from running import in_process

LEDGERS = Path(__file__).parent.parent / "targets"
WORKS_AND_COUNTS = {"quantity", "coverage", "milestone", "qualitative"}
"""Kinds of which something can be overdue: a soft one only where its document gives it a day."""


def rows(store: Path, *words: str) -> list[dict[str, object]]:
    """The rows of `list`."""
    found = in_process(("list", "--store", str(store), "-f", "json", *words))
    assert found.code == 0
    return list(found.data["targets"].values())


def test_in_january_only_works_and_counts_are_late() -> None:
    """On 15 January 2026 no statistic, rank or guard is overdue; what was missed are the three of 2024 that were published."""
    late = [row for row in rows(LEDGERS, "--as-of", "2026-01-15") if row["light"] == "red"]
    overdue = [row for row in late if row["rating"] == "overdue"]
    assert {row["kind"] for row in overdue} == WORKS_AND_COUNTS
    assert all(row["deadline"] and not row["goal"].get("set_by") for row in overdue)  # type: ignore[attr-defined]  # JSON
    assert {row["id"] for row in late if row not in overdue} == {"JM2024-001", "JM2024-003", "JM2024-006"}


def test_the_six_groups_hold_every_target_once() -> None:
    """Quarter by quarter: the groups of the report sum to the 423 targets of five ledgers, and so do the ratings."""
    for day in ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-01-15", "2026-03-01", "2026-06-30"):
        total = in_process(("report", "--store", str(LEDGERS), "-f", "json", "--as-of", day)).data["total"]
        assert (sum(total["by_group"].values()), sum(total["by_rating"].values())) == (423, 423)


def test_a_month_of_words_and_judgements(tmp_path: Path) -> None:
    """Every soft target of Kaiping reported in words in June: 已报待评; judged by the office: 按进度推进, two commands in all."""
    store = tmp_path / "targets"
    shutil.copytree(LEDGERS, store)
    june = ("--plan", "KP2025", "--kind", "定性", "--as-of", "2025-06-30")
    soft = [str(row["id"]) for row in rows(store, *june)]
    assert len(soft) == 78
    said = ("--store", str(store), "--by", "督查室", "--as-of", "2025-06-25")
    assert in_process(("update", *soft, *said, "--note", "按计划推进")).code == 0
    assert Counter((row["rating"], row["light"], row["outline"]) for row in rows(store, *june)) == {
        ("reported", "grey", True): 78
    }
    assert in_process(("update", *soft, *said, "--assess", "正常推进", "--reason", "月度研判")).code == 0
    assert Counter((row["rating"], row["light"], row["outline"]) for row in rows(store, *june)) == {
        ("advancing", "green", True): 78
    }
    counts = in_process(("report", "--store", str(store), "--plan", "KP2025", "--as-of", "2025-06-30", "-f", "json"))
    assert counts.data["total"]["advancing"] == {"part": 78, "base": 78, "percent": 100}
    assert counts.data["total"]["by_group"]["judged"] == 78
