"""Many lines in one act: each is judged with those before it; what stood before answers once."""

from __future__ import annotations

import pytest

from factories import ledger, target, update
from targettrack.acts.batch import Batch
from targettrack.errors import StoreError, UsageError

NEW = update("2025-07-10", note="甲", by="教育局")


def test_each_line_sees_those_before_it() -> None:
    """A closed target takes no second claim; lines of one second keep their order."""
    kept = ledger(target())
    batch = Batch(kept)
    (only,) = kept.targets
    batch.add(only, NEW._replace(key="a"))
    batch.add(only, update("2025-07-10", key="b", status="closed", waive="免", by="教育局"))
    with pytest.raises(UsageError, match="is-closed"):
        batch.add(only, update("2025-07-10", key="c", status="done", by="教育局"))
    first, second = batch.changes
    assert second.update.at > first.update.at
    assert [line.key for line in batch.standing(only).updates] == ["a", "b"]


def test_a_retry_is_known_line_by_line() -> None:
    """The same three lines again, of which two are alike: each is answered by one of those that stand."""
    lines = [NEW._replace(key="a"), NEW._replace(key="b", note="乙"), NEW._replace(key="c")]
    kept = ledger(target(updates=tuple(lines)))
    batch = Batch(kept)
    again = [batch.add(kept.targets[0], line._replace(key=f"{line.key}2")) for line in lines]
    assert [batch.is_known(one) for one in again] == [True, True, True]
    assert sorted(one.update.key for one in again) == ["a", "b", "c"]
    assert batch.add(kept.targets[0], NEW._replace(key="d")) is again[2]  # said twice in a row
    assert not batch.is_known(batch.add(kept.targets[0], NEW._replace(key="e", note="乙")))


def test_an_old_line_answers_an_import_alone() -> None:
    """What was entered a month ago is no retry of a command, but is on record for a sheet, whatever it came from."""
    kept = ledger(target(updates=(NEW._replace(key="a", via="旧.xlsx · 表 · 6"),)))
    later = update("2025-07-10", at="2025-08-10T10:00:00+08:00", key="b", note="甲", by="教育局")
    assert not Batch(kept).is_known(Batch(kept).add(kept.targets[0], later))
    batch = Batch(kept)
    assert batch.is_known(batch.add_unless_on_record(kept.targets[0], later._replace(via="新.xlsx · 表 · 9")))
    voided = kept.targets[0]._replace(updates=(*kept.targets[0].updates, update("2025-07-11", void="a")))
    batch = Batch(ledger(voided))
    assert not batch.is_known(batch.add_unless_on_record(voided, later))


def test_a_key_of_something_else() -> None:
    """Refused where the line is, not when all are written."""
    kept = ledger(target(updates=(NEW._replace(key="a"),)))
    with pytest.raises(StoreError, match="key-taken"):
        Batch(kept).add(kept.targets[0], NEW._replace(key="a", note="乙"), again=True)


def test_doubts_of_a_line() -> None:
    """Those of what is new, none of what stood before."""
    kept = ledger(target(updates=(update("2025-07-10", value=5000, key="a", by="教育局"),)))
    batch = Batch(kept)
    new = batch.add(kept.targets[0], update("2025-08-10", value=6000, key="b", by="教育局"))
    known = batch.add_unless_on_record(kept.targets[0], update("2025-07-10", value=5000, key="c", by="教育局"))
    assert [doubt.code for doubt in batch.doubts(new)] == ["far-above"]
    assert batch.doubts(known) == ()


def test_one_target_takes_so_many_lines_at_once() -> None:
    """The five hundredth is the last; another target is not concerned."""
    kept = ledger(target(), target(id="KP2025-002", path="KP2025/KP2025-002.toml"))
    batch = Batch(kept)
    first, second = kept.targets
    for n in range(500):
        batch.add(first, NEW._replace(key=f"k{n}", note=f"第{n}次"))
    with pytest.raises(UsageError, match="too-many-lines") as refused:
        batch.add(first, NEW._replace(key="more", note="还有"))
    assert refused.value.params == {"id": first.id, "limit": 500}
    batch.add(second, NEW._replace(key="other"))
    assert len(batch.changes) == 501
