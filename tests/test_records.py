"""The generator of ledgers: the same ones each time, in the program's own form, and free of faults."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import records
from running import in_process
from targettrack import record
from targettrack.store.compose import _whole


def test_the_program_would_write_the_same_files() -> None:
    """Each of 250 records in three plans, read and written anew by the program, is the same bytes."""
    for promise in records.promises(250, per_plan=100):
        target, problems = record.read_target(promise.text, path=promise.path, plan=promise.plan)
        assert not problems
        assert target is not None
        assert _whole(target).decode() == promise.text


def test_a_ledger_is_free_of_faults(tmp_path: Path) -> None:
    """`check` finds no error and no warning in two plans."""
    root = records.write(tmp_path, 300, per_plan=200)
    outcome = in_process(("check", "--store", str(root), "--lang", "en"))
    assert (outcome.code, outcome.lines[0]) == (0, "2 plans, 300 targets read; 0 errors, 0 warnings.")


def test_the_same_seed_makes_the_same_ledger(tmp_path: Path) -> None:
    """Two ledgers are the same bytes, another seed makes another one, and a small ledger is the beginning of a large one."""
    ledgers = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*.toml")}
        for name, number, seed in (("a", 60, 1), ("b", 60, 1), ("c", 60, 2), ("d", 75, 1))
        for root in [records.write(tmp_path / name, number, seed, per_plan=50)]
    ]
    one, again, other, larger = ledgers
    assert one == again
    assert one != other
    assert one.items() <= larger.items()


def test_the_records_of_today_are_those_of_yesterday() -> None:
    """The thousand that figures are measured on; other records, other figures."""
    text = "".join(promise.text for promise in records.promises(1000))
    assert sha256(text.encode()).hexdigest()[:12] == "3e03719db3f0"


def test_reports_are_none_to_ten() -> None:
    """Of a thousand records each number of lines has its share, and a few of each decision."""
    lines = [promise.updates for promise in records.promises(1000)]
    assert {len(updates) for updates in lines} == set(range(11))
    said = [key for updates in lines for line in updates.values() for key in line]
    assert {key: said.count(key) for key in ("value", "note", "problem", "deadline", "void", "notice")} == {
        "value": 2382,
        "note": 3003,
        "problem": 344,
        "deadline": 27,
        "void": 36,
        "notice": 26,
    }
