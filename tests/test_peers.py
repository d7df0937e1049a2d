"""The same records for other programs: as many tasks, transactions and todos as there are records and updates."""

from __future__ import annotations

import json
from pathlib import Path

import peers
import records


def test_every_peer_has_every_record_and_update(tmp_path: Path) -> None:
    """Of forty records and their updates none is missing, and each is due on the same day."""
    peers.write(tmp_path / "peers", 40)
    made = list(records.promises(40))
    updates = sum(len(promise.updates) for promise in made)
    tasks = [json.loads(line) for line in (tmp_path / "peers" / "tasks.json").read_text().splitlines()]
    journal = (tmp_path / "peers" / "journal").read_text()
    todos = list((tmp_path / "peers" / "todos").rglob("*.ics"))
    assert (len(tasks), sum(len(task["annotations"]) for task in tasks)) == (40, updates)
    assert (journal.count("promised"), journal.count("reported")) == (40, updates)
    assert len(todos) == 40
    assert [task["project"] for task in tasks] == [promise.head["owner"] for promise in made]
    with_deadline = [promise.id for promise in made if "deadline" in promise.head]
    assert sum("due" in task for task in tasks) == len(with_deadline)
    assert {path.stem for path in todos if "DUE:" in path.read_text()} == set(with_deadline)


def test_a_deadline_is_the_end_of_its_day() -> None:
    """In the ledger's zone, said in UTC; the first record is due on 31 December."""
    promise = next(records.promises(1))
    assert (str(promise.head["deadline"]), peers.task(promise)["due"]) == ("2025-12-31", "20251231T155959Z")
