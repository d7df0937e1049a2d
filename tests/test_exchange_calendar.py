"""Days as iCalendar, read by a strict parser: which there are, who they are told by, what stays the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from conftest import Run
from running import DAY
from targettrack.exchange.calendar import OCTETS, _folded


def parsed(path: Path) -> list[dict[str, str]]:
    """The events of a file, each as the texts of its properties; nothing in it may be in error."""
    data = path.read_bytes()
    assert all(len(line) <= OCTETS for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    found = Calendar.from_ical(data)
    assert found.errors == []
    events = found.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    return [
        {name: event.decoded(name).isoformat() if name == "DTSTART" else str(event[name]) for name in event}
        for event in events
    ]


def test_what_is_awaited(run: Run, root: Path) -> None:
    """Deadlines of what is open, each with its unit, and a reporting day of every plan; one UID an event."""
    assert run("export", "--as-of", DAY, "-o", "due.ics", "--lang", "zh").code == 0
    events = parsed(root.parent / "due.ics")
    days = {event["UID"]: event["DTSTART"] for event in events}
    assert len(days) == len(events)
    rows = run("export", "--as-of", DAY).data["targets"]
    settled = {"achieved", "unverified", "missed", "suspended", "dropped", "closed-short", "broken", "accounted"}
    opened = {id_: row["deadline"] for id_, row in rows.items() if row["rating"] not in settled and row["deadline"]}
    assert {uid.split("Z-")[1]: day for uid, day in days.items() if "-deadline@" in uid} == {
        f"{id_}-deadline@targettrack": day for id_, day in opened.items()
    }
    assert days["YS2025-reporting@targettrack"] == "2025-02-10"
    first = next(event for event in events if "YS2025-001-deadline" in event["UID"])
    assert first["SUMMARY"] == f"到期：{rows['YS2025-001']['title']}（{rows['YS2025-001']['owner']}）"


def test_an_event_says_the_same_whatever_the_day(run: Run, root: Path) -> None:
    """Made on another day, an event that is still awaited has the same bytes: its stamp is that of the last update."""
    found = []
    for day in (DAY, "2025-10-05"):
        assert run("export", "--plan", "ys", "--as-of", day, "-o", "due.ics").code == 0
        found.append({event["UID"]: event for event in parsed(root.parent / "due.ics")})
    both = found[0].keys() & found[1].keys()
    assert len(both) > 3
    assert [found[0][uid] for uid in sorted(both)] == [found[1][uid] for uid in sorted(both)]


def test_text_from_elsewhere(run: Run, root: Path) -> None:
    """Commas, semicolons, line ends and what hides in a text neither break the file nor make a property."""
    path = root / "YS2025/YS2025-001.toml"
    old = path.read_text()
    title = next(line for line in old.splitlines() if line.startswith("title ="))
    path.write_text(old.replace(title, r'title = "甲;乙,丙\\丁\u202e\nEND:VCALENDAR"'))
    assert run("export", "--plan", "ys", "--as-of", DAY, "-o", "due.ics").code == 0
    said = [event["SUMMARY"] for event in parsed(root.parent / "due.ics") if "YS2025-001-deadline" in event["UID"]]
    assert len(said) == 1
    assert "甲;乙,丙\\丁" in said[0]
    assert "\u202e" not in said[0]


@pytest.mark.parametrize("line", ["x" * 75, "x" * 76, "义" * 25, "义" * 26, "x" + "义" * 80, "🀄" * 60])
def test_folding(line: str) -> None:
    """No piece over 75 octets, none with half a character, and the same line when it is put together."""
    folded = _folded(line)
    assert all(len(piece.encode()) <= OCTETS for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_reporting_days_of_a_year(run: Run, root: Path) -> None:
    """Every month from the second on, the last one after the year, on the day that the settings name."""
    with (root / "targettrack.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[rules]\nreporting_day = 8\n")
    assert run("export", "--plan", "ys", "--as-of", DAY, "-o", "due.ics").code == 0
    event = next(one for one in parsed(root.parent / "due.ics") if one["UID"] == "YS2025-reporting@targettrack")
    assert date.fromisoformat(event["DTSTART"]) == date(2025, 2, 8)
    text = (root.parent / "due.ics").read_text()
    assert "RRULE:FREQ=MONTHLY;UNTIL=20260108" in text
