"""The one way to write: all changes are understood before the first, in one order, and what is saved is never denied."""

from __future__ import annotations

import errno
import os
import signal
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conftest import Run
from factories import plan, target, update
from targettrack import record, store
from targettrack.errors import ExitCode, Saved, StoreError, TargettrackError, UsageError
from targettrack.model import Append, Create, NewFile, NewPlan, Quote, Remove, Rewrite, Target, Written
from test_store_write import recorded

NEW = target(id="", draft=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with a plan, two targets and two drafts."""
    root = store.init(tmp_path)
    drafts = [Create(NEW._replace(title=title)) for title in ("丙", "丁")]
    store.apply(root, [NewPlan(plan()), *[Create(NEW._replace(draft=False))] * 2, *drafts])
    return root


def read(root: Path, id_: str) -> Target:
    """One target as it stands in its file."""
    (found,) = store.load_only(root, [id_]).targets
    return found


def tree(root: Path) -> dict[str, bytes]:
    """Every file but the lock."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()} | {
        ".lock": b""
    }


def test_the_order_is_create_rewrite_remove(root: Path) -> None:
    """A plan before its records, new records before the old ones change, removal last; all on disk before the first."""
    third, fourth = read(root, "KP-003"), read(root, "KP-004")
    changes = [
        Remove(fourth),
        Rewrite(third, third._replace(title="新")),
        Append(read(root, "KP-001"), update("2025-06-30", note="完工")),
        Create(NEW._replace(plan="HS")),
        NewFile("HS/source.txt", "全文"),
        NewPlan(plan(id="HS")),
    ]
    with recorded() as steps:
        store.apply(root, [changes[5], *changes[:5]])
    renames = [step for step in steps if not step.startswith("fsync")]
    assert renames == [
        *("mkdir HS", "mkdir KP"),  # where one is that is not there
        "rename plan.toml",
        "rename .ids",
        "rename HS-001.toml",
        "rename source.txt",
        "rename KP-003.toml",
        "rename KP-001.toml",
        "unlink KP-004.toml",
    ]
    first = steps.index("rename plan.toml")
    assert [step[:10] for step in steps[2:first]] == ["fsync file"] * 6
    assert sorted(steps[-3:]) == ["fsync folder HS", "fsync folder KP", "fsync folder targets"]


def test_what_became_of_each_change(root: Path) -> None:
    """In the order of the changes: the target as it stands in its file, the line, the id; and a name for a person."""
    first, third = read(root, "KP-001"), read(root, "KP-003")
    line = update("2025-06-30", key="k-1", note="完工")
    changed = third._replace(title="新")
    made, rewritten, appended = store.apply(
        root, [Create(NEW._replace(plan="KP")), Rewrite(third, changed), Append(first, line)]
    )
    assert made == Written(read(root, "KP-005"), id="KP-005")
    assert rewritten == Written(changed, id="KP-003")
    assert (appended.target, appended.id, appended.name) == (read(root, "KP-001"), "KP-001", "KP-001 key k-1")
    assert appended.line.startswith("k-1 = { at = 2025-06-30T10:00:00+08:00, ")
    assert (root / "KP/KP-001.toml").read_text(encoding="utf-8").endswith(f"[updates]\n{appended.line}\n")


@pytest.mark.parametrize(
    "bad",
    [
        lambda root: Append(read(root, "KP-002"), update("2025-06-30", note="\udcb3")),
        lambda root: Rewrite(read(root, "KP-002"), read(root, "KP-002")._replace(title="x")),
        lambda root: Remove(read(root, "KP-001")),
        lambda root: Remove(read(root, "KP-004")._replace(title="x")),
        lambda root: Rewrite(read(root, "KP-004")._replace(title="x"), NEW),
        lambda _root: Create(NEW._replace(plan="XX")),
        lambda _root: Create(NEW._replace(plan="KP", title="")),
        lambda _root: Create(NEW._replace(plan="KP", id="KP-001", title="x")),
        lambda _root: NewPlan(plan(title="x")),
        lambda _root: NewPlan(plan(id="kp")),
        lambda root: Append(read(root, "KP-001")._replace(quotes=(Quote("其他"),)), update("2025-06-30", note="x")),
    ],
    ids=[
        *("half a character", "an accepted head", "remove an accepted one", "remove another", "rewrite another"),
        *("no such plan", "no title", "an id that is taken", "another plan of that name", "other letters"),
        "another commitment",
    ],
)
def test_one_bad_change_among_good_ones_changes_nothing(root: Path, bad: object) -> None:
    """Whatever is refused is refused before the first byte, in a dry run as well."""
    before = tree(root)
    good = [Append(read(root, "KP-001"), update("2025-06-30", note="x")), Create(NEW._replace(plan="KP"))]
    for dry in (True, False):
        with pytest.raises((StoreError, UsageError)):
            store.apply(root, [*good, bad(root)], dry_run=dry)  # type: ignore[operator]  # one of the above
        assert tree(root) == before


def test_a_dry_run_gives_what_would_be_and_takes_no_lock(tmp_path: Path) -> None:
    """Ids, lines and targets as they would be, also for a ledger that is to be made yet."""
    root = tmp_path / "targets"
    (made, second) = store.apply(root, [NewPlan(plan()), Create(NEW._replace(plan="KP"))], dry_run=True)
    assert (made, second.id) == (Written(None, id="KP"), "KP-001")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_left_alone(root: Path) -> None:
    """The same plan, record, update, head and file again: no byte changes, and the answer is the same."""
    third = read(root, "KP-003")
    changes = [
        NewPlan(plan()),
        Create(NEW._replace(plan="KP", id="KP-005")),
        Append(read(root, "KP-001"), update("2025-06-30", key="k-1", note="完工")),
        Rewrite(third, third._replace(draft=False)),
        NewFile("KP/source.txt", "全文"),
    ]
    first = store.apply(root, changes)
    before = tree(root)
    with recorded() as steps:
        assert store.apply(root, changes) == first
    assert (steps, tree(root)) == ([], before)


def test_a_line_that_is_there_keeps_its_time(root: Path) -> None:
    """A retry with the same key comes later; its line is the one that was written first."""
    line = update("2025-06-30", key="k-1", note="完工")
    (first,) = store.apply(root, [Append(read(root, "KP-001"), line)])
    (again,) = store.apply(root, [Append(read(root, "KP-001"), line._replace(at=line.at + timedelta(days=1)))])
    assert again == first


def test_an_acceptance_to_which_nothing_was_added_can_be_undone(root: Path) -> None:
    """The one head that is written again; with an update it stands for good."""
    third = read(root, "KP-003")
    accepted = third._replace(draft=False)
    store.apply(root, [Rewrite(third, accepted)])
    store.apply(root, [Rewrite(accepted, third)])
    assert read(root, "KP-003") == third
    store.apply(root, [Rewrite(third, accepted), Append(accepted, update("2025-06-30", note="x"))])
    with pytest.raises(StoreError) as caught:
        store.apply(root, [Rewrite(read(root, "KP-003"), third)])
    assert caught.value.code == "not-a-draft"


def test_what_a_killed_writer_left_is_taken_away(root: Path) -> None:
    """Its temporary files are named by `check`, and go with the next write into the folder; nothing else does."""
    for name in (".targettrack-0123456789abcdef.tmp", ".targettrack.tmp", "note.tmp"):
        (root / "KP" / name).write_bytes(b"half")
    assert [(problem.code, problem.path) for problem in store.faults(root)] == [
        ("left-over", "KP/.targettrack-0123456789abcdef.tmp")
    ]
    store.apply(root, [Append(read(root, "KP-001"), update("2025-06-30", note="x"))])
    assert sorted(name for name in os.listdir(root / "KP") if name.endswith(".tmp")) == [".targettrack.tmp", "note.tmp"]


TWO = ("KP-001", "KP-002")


def two(root: Path) -> list[Append]:
    """A line for each of two targets."""
    return [Append(read(root, id_), update("2025-06-30", key="k-1", note="x")) for id_ in TWO]


@pytest.mark.parametrize(
    ("at", "number", "code", "names"),
    [
        ("rename KP-002.toml", errno.EIO, "saved-in-part", "KP-001 key k-1"),
        ("rename KP-002.toml", errno.ENOSPC, "saved-in-part", "KP-001 key k-1"),
        ("fsync folder KP", errno.EIO, "saved-not-durable", "KP-001 key k-1, KP-002 key k-1"),
    ],
)
def test_after_the_first_rename_an_error_is_not_nothing_changed(
    root: Path, at: str, number: int, code: str, names: str
) -> None:
    """Exit code 4 and what is on disk by its ids and keys; the same call again completes it."""

    def fail(step: str) -> None:
        if step == at:
            raise OSError(number, os.strerror(number))

    changes = two(root)
    with recorded(fail=fail), pytest.raises(Saved) as caught:
        store.apply(root, changes)
    assert (caught.value.code, caught.value.exit_code) == (code, ExitCode.SAVED)
    assert caught.value.params["written"] == names
    assert caught.value.params["reason"] == errno.errorcode[number]
    assert [one.line[:3] for one in store.apply(root, changes)] == ["k-1", "k-1"]
    assert [len(read(root, id_).updates) for id_ in TWO] == [1, 1]


@pytest.mark.parametrize("at", ["fsync file", "rename KP-001.toml"])
def test_before_the_first_rename_an_error_is_nothing_changed(root: Path, at: str) -> None:
    """A refusal with exit code 3, and the same tree."""

    def fail(step: str) -> None:
        if step.startswith(at):
            raise OSError(errno.EIO, "as the disk says")

    before, changes = tree(root), two(root)
    with recorded(fail=fail), pytest.raises(StoreError) as caught:
        store.apply(root, changes)
    assert (caught.value.code, caught.value.exit_code) == ("write-failed", ExitCode.FAILED)
    assert tree(root) == before


def test_ctrl_c_after_the_first_rename_is_told_as_saved(root: Path) -> None:
    """All of it, since the interruption waits until the act is done."""

    def fail(step: str) -> None:
        if step == "rename KP-001.toml":
            os.kill(os.getpid(), signal.SIGINT)

    with recorded(fail=fail), pytest.raises(Saved) as caught:
        store.apply(root, two(root))
    assert (caught.value.code, caught.value.params["written"]) == ("saved-not-shown", "KP-001 key k-1, KP-002 key k-1")
    assert [len(read(root, id_).updates) for id_ in TWO] == [1, 1]


def test_a_command_says_so(run: Run, root: Path) -> None:
    """「已记录（…），但…」 on standard error, exit code 4, nothing on standard output."""

    def fail(step: str) -> None:
        if step == "fsync folder KP":
            raise OSError(errno.EIO, "as the disk says")

    with recorded(fail=fail):
        found = run("update", "KP-1", "--note", "x", "--key", "k-9", "--store", str(root), "--lang", "zh")
    assert (found.code, found.out) == (4, b"")
    assert found.said.startswith("已记录（KP-001 key k-9），但")
    assert found.said.count("\n") == 1


NOON = datetime.fromisoformat("2025-10-10T12:00:00+08:00")


def entered(root: Path, at: datetime, **said: str) -> datetime:
    """When a line of this moment's clock counts as entered."""
    line = update("2025-10-01", at=at.isoformat(), **said)
    (written,) = store.apply(root, [Append(read(root, "KP-001"), line)])
    assert written.target is not None
    return next(one.at for one in written.target.updates if one.key == line.key)


def test_every_line_is_later_than_the_last_one_in_force(root: Path) -> None:
    """The clock's second, or one second after the greatest in force if that is later: a colleague's clock is a bit fast."""
    assert entered(root, NOON, note="a") == NOON
    assert entered(root, NOON, note="b") == NOON + timedelta(seconds=1)
    assert entered(root, NOON - timedelta(minutes=9), note="c") == NOON + timedelta(seconds=2)
    assert entered(root, NOON + timedelta(minutes=1), note="d") == NOON + timedelta(minutes=1)
    assert [one.note for one in read(root, "KP-001").updates] == ["a", "b", "c", "d"]


def test_a_line_of_the_future_is_named_and_can_be_taken_back(root: Path) -> None:
    """More than ten minutes ahead: nothing is written but what takes it back, in whatever order there are several."""
    for key, years in (("late-1", 2), ("late-2", 1)):
        text = record_line(key, NOON.replace(year=NOON.year + years))
        path = root / "KP/KP-001.toml"
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    before = tree(root)
    with pytest.raises(StoreError) as caught:
        entered(root, NOON, note="x")
    assert (caught.value.code, caught.value.params) == (
        "clock-ahead",
        {"path": "KP/KP-001.toml", "id": "KP-001", "key": "late-1", "by": "乙", "at": "2027-10-10T12:00:00+08:00"},
    )
    assert tree(root) == before
    assert entered(root, NOON, void="late-1") == NOON
    with pytest.raises(StoreError):
        entered(root, NOON, note="x")
    assert entered(root, NOON, void="late-2") == NOON + timedelta(seconds=1)
    assert entered(root, NOON, note="x") == NOON + timedelta(seconds=2)


def record_line(key: str, at: datetime) -> str:
    """A line by somebody whose clock is wrong."""
    return f'{key} = {{ at = {at.isoformat()}, as_of = 2025-10-01, by = "乙", note = "x" }}\n'


def test_undo_as_the_error_says_works(run: Run, root: Path) -> None:
    """The command that the error names takes the line back, and then the update goes through."""
    path = root / "KP/KP-001.toml"
    path.write_text(path.read_text(encoding="utf-8") + record_line("late", NOON.replace(year=2027)), encoding="utf-8")
    place = ("--store", str(root))
    refused = run("update", "KP-1", "--note", "y", *place)
    assert refused.code == 3
    assert "targettrack undo KP-001 --key late" in refused.said
    assert run("undo", "KP-001", "--key", "late", *place).code == 0
    assert run("update", "KP-1", "--note", "y", *place).code == 0
    assert [one.note for one in read(root, "KP-001").updates if one.void is None] == ["y", "x"]


def test_a_line_of_the_future_is_news_once(run: Run, root: Path) -> None:
    """It counts as entered on the day that it holds for: news in the week of that day, and in no later report."""
    path = root / "KP/KP-001.toml"
    text = "20270101T010000-aaaaaa = { at = 2027-01-01T09:00:00+08:00, as_of = 2025-10-08, value = 500 }\n"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    place = ("--store", str(root), "--since", "7d", "-f", "json")
    weeks = [
        run("report", "--as-of", day, *place).data["changes"] for day in ("2025-10-10", "2025-10-17", "2025-10-24")
    ]
    assert [bool(week["figures"]) for week in weeks] == [True, False, False]
    (problem,) = [one for one in run("check", "--store", str(root), "-f", "json").json["problems"] if one["path"]]
    assert (problem["code"], problem["severity"], problem["key"]) == (
        *("entered-in-the-future", "warning", "updates.20270101T010000-aaaaaa"),
    )


@pytest.mark.parametrize("error", [RuntimeError("x"), MemoryError()])
def test_any_trouble_after_the_first_rename_is_told_as_saved(root: Path, error: Exception) -> None:
    """Also what nobody has thought of."""

    def fail(step: str) -> None:
        if step == "rename KP-002.toml":
            raise error

    with recorded(fail=fail), pytest.raises(TargettrackError) as caught:
        store.apply(root, two(root))
    assert (type(caught.value), caught.value.params["written"]) == (Saved, "KP-001 key k-1")


def test_a_key_says_whose_line_it_is() -> None:
    """The last two signs follow from `recorded` and the source alone; any other form of key is not judged."""
    one = target(quotes=(Quote("新增学位", 3),))
    key = record.new_key(NOON, 517, one)
    assert key == "20251010T040000-02" + key[18:]
    assert len(key) == 22
    assert record.fits(key, one._replace(title="另一标题", owner="乙局", updates=()))
    assert record.fits(key, one._replace(recorded=one.recorded.astimezone(NOON.astimezone(None).tzinfo)))
    others = [one._replace(quotes=quotes) for quotes in ((), (Quote("新增学位", 4),), (Quote("新增学位", 3, page=1),))]
    others.append(one._replace(recorded=one.recorded + timedelta(seconds=1)))
    assert [record.fits(key, other) for other in others] == [False] * 4
    for own in ("job-1", "20250704T021500-k7f3q9", "20251010T040000-02", f"{key}x", "20251010t040000-02aaaa"):
        assert record.fits(own, others[0])
    assert record.new_key(NOON.replace(microsecond=999_999), 0, one) > key
    assert record.new_key(NOON.replace(microsecond=8_000), 0, one) > key


def test_check_names_a_line_that_was_made_for_another_commitment(run: Run, root: Path) -> None:
    """As after a merge that has put one record's line into another; a warning, and no word on keys of another form."""
    first, second = read(root, "KP-001"), read(root, "KP-002")
    other = second._replace(quotes=(Quote("其他"),))
    lines = [update("2025-06-30", key=record.new_key(NOON, 1, one), note="x") for one in (first, other)]
    store.apply(root, [Append(first, line) for line in (*lines, update("2025-06-30", key="job-1", note="x"))])
    found = run("check", "--store", str(root), "-f", "json").json["problems"]
    assert [(one["code"], one["severity"], one["path"], one["key"]) for one in found] == [
        ("line-of-another", "warning", "KP/KP-001.toml", f"updates.{lines[1].key}")
    ]
