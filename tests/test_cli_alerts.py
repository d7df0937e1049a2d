"""`targettrack alerts`: who is to be reminded, warned or called, and the exit code for a cron job."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from running import DAY, error


def test_the_alerts_of_the_fixture(run: Run) -> None:
    """The gravest first, each with its level and all its causes."""
    found = run("alerts", "--as-of", DAY, "--format", "json")
    assert found.code == 0
    assert [(one["level"], one["causes"], one["id"]) for one in found.data["alerts"]] == [
        ("overdue", ["overdue"], "YS2025-004"),
        ("warning", ["far-behind", "due-soon"], "YS2025-007"),
        ("warning", ["behind"], "YS2025-001"),
        ("warning", ["behind"], "YS2025-003"),
        ("reminder", ["unassigned"], "YS2025-006"),
        ("reminder", ["unverified"], "YS2025-002"),
    ]
    assert [row["id"] for row in found.rows] == [one["id"] for one in found.data["alerts"]]
    assert found.data["by_level"] == {"reminder": 2, "warning": 3, "overdue": 1}
    assert (found.data["read"], found.data["days"]) == (10, 30)


def test_a_checkpoint_that_was_missed(run: Run) -> None:
    """The bridge before anybody had reported: due on 31 March at 30 %."""
    found = run("alerts", "--as-of", "2025-03-31", "--format", "json")
    assert "YS2025-005" not in [one["id"] for one in found.data["alerts"]]
    run("undo", "YS2025-005", "--key", "20250402T010000-eeeee1")
    data = run("alerts", "--as-of", "2025-04-15", "--format", "json").data
    (bridge,) = [one for one in data["alerts"] if one["id"] == "YS2025-005"]
    assert "checkpoint-missed" in bridge["causes"]


@pytest.mark.parametrize(("days", "soon"), [("0", False), ("9", False), ("10", True), ("365", True)])
def test_due_within_days(run: Run, days: str, *, soon: bool) -> None:
    """10 October is due within ten days of 30 September, not within nine."""
    data = run("alerts", "--as-of", DAY, "--days", days, "--format", "json").data
    causes = {one["id"]: one["causes"] for one in data["alerts"]}
    assert ("due-soon" in causes["YS2025-007"]) is soon
    assert data["days"] == int(days)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ((), 0),
        (("--fail-on", "overdue"), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "reminder"), 1),
        (("--fail-on", "reminder", "--owner", "教育局"), 1),
        (("--fail-on", "overdue", "--owner", "水利局"), 0),
        (("--fail-on", "warning", "--owner", "水利局"), 1),
        (("--fail-on", "reminder", "--plan", "qx"), 0),
    ],
)
def test_the_exit_code_that_was_asked_for(run: Run, argv: tuple[str, ...], code: int) -> None:
    """1 if there is an alert at or above the level among those asked for; the list is printed all the same."""
    found = run("alerts", "--as-of", DAY, *argv)
    assert (found.code, found.err) == (code, b"")
    assert found.out == run("alerts", "--as-of", DAY, *[one for one in argv if one not in {"--fail-on", *LEVELS}]).out


LEVELS = frozenset({"overdue", "warning", "reminder"})


def test_a_level_that_is_none(run: Run) -> None:
    """Refused, with those that there are."""
    found = run("alerts", "--fail-on", "red")
    line = error("unknown-word", option="--fail-on", text="red", choices="reminder warning overdue")
    assert (found.code, found.out, found.said) == (2, b"", line)
    assert run("alerts", "--days", "-1").code == 2
    assert run("alerts", "--days", "soon").code == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_sees_why_and_what_to_do(run: Run, language: str) -> None:
    """Each alert with its title, its unit, its deadline and a next step behind an arrow."""
    text = run("alerts", "--as-of", DAY, env={"TARGETTRACK_LANG": language}).text
    for part in ("YS2025-004", "云山县教育局", "2025-06-30", "新建碧道20公里", "持续推进河道清淤"):
        assert part in text
    assert text.count("→") == 6


def test_no_alerts(run: Run, root: Path) -> None:
    """A ledger in which all is well says so and ends with 0, whatever --fail-on asks."""
    for path in sorted(root.glob("*/*-0*.toml")):
        if path.stem != "YS2025-005":
            path.unlink()
    found = run("alerts", "--as-of", DAY, "--fail-on", "reminder")
    assert found.code == 0
    assert found.text
    assert run("alerts", "--as-of", DAY, "--format", "json").data["alerts"] == []


def test_a_partial_read_is_a_finding(run: Run, root: Path) -> None:
    """An unreadable file makes the exit code 1, also where no alert reaches the level."""
    (root / "QX2025/QX2025-003.toml").write_bytes(b"\xff\xfe")
    found = run("alerts", "--as-of", DAY, "--plan", "qx", "--fail-on", "overdue")
    assert found.code == 1
    assert "QX2025/QX2025-003.toml:1" in found.said
