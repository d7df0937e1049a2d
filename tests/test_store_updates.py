"""Appending updates: exactly the lines that were asked for, and nothing else changes, whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack import store
from targettrack.errors import StoreError
from targettrack.model import Append, Forecast, Status, Target, Update

CHINA = timezone(timedelta(hours=8))

PLAN = """\
id = "KP"
title = "开平市政府工作报告"
year = 2025
start = 2025-01-01
end = 2025-12-31
"""

HEAD = """\
# by hand: the office's own remark
kind   = 'quantity'   # not in the usual order
id = "KP-001"
title = \"\"\"
新增义务教育学位940个
[updates]
\"\"\"
recorded = 2025-02-26T09:00:00+08:00
colour = "red"
ratio = nan

[goal]
value = 940
unit = "个"
"""

RECORD = f"""\
{HEAD}
[updates]
# the first one
20250704T021500-k7f3q9 = {{ at = 2025-07-04T10:15:00+08:00, as_of = 2025-06-30, value = 310.0, mood = "good" }}
"""

LINE = (
    "k-1 = { at = 2025-07-31T17:00:00+08:00, as_of = 2025-07-31, "
    'by = "张三", status = "active", value = 400, note = "完工" }'
)


def update(key: str = "k-1", note: str = "完工") -> Update:
    """The update of LINE."""
    return Update(
        key=key,
        at=datetime(2025, 7, 31, 17, tzinfo=CHINA),
        as_of=date(2025, 7, 31),
        by="张三",
        status=Status.ACTIVE,
        value=Decimal(400),
        note=note,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store with one record that was edited by hand."""
    return made(tmp_path)


def made(place: Path) -> Path:
    """Make this store."""
    root = place / "targets"
    (root / "KP").mkdir(parents=True)
    (root / "KP/plan.toml").write_text(PLAN, encoding="utf-8")
    (root / "KP/KP-001.toml").write_text(RECORD, encoding="utf-8")
    return root


def append(root: Path, *entries: tuple[Target, Update], dry_run: bool = False) -> list[str]:
    """Append updates, and give their lines."""
    written = store.apply(root, [Append(target, update) for target, update in entries], dry_run=dry_run)
    return [one.line for one in written]


def target_of(root: Path, id_: str = "KP-001") -> Target:
    """One target of the store."""
    return next(target for target in store.load(root).targets if target.id == id_)


def refusal(root: Path, *entries: tuple[Target, Update]) -> StoreError:
    """The error with which `append` refuses; no record may change."""
    before = {path: path.read_bytes() for path in root.glob("*/*.toml")}
    with pytest.raises(StoreError) as caught:
        append(root, *entries)
    assert {path: path.read_bytes() for path in root.glob("*/*.toml")} == before
    return caught.value


def test_one_line_is_added_and_every_other_byte_stays(root: Path) -> None:
    """Comments, spacing, order, unknown keys, NaN and a title that looks like a table survive."""
    assert append(root, (target_of(root), update())) == [LINE]
    assert (root / "KP/KP-001.toml").read_text(encoding="utf-8") == RECORD + LINE + "\n"
    assert target_of(root).updates[-1] == update()


def test_every_field_fits_on_one_line(root: Path) -> None:
    """Lists, cleared fields, decimals and goal changes come back as they were given."""
    full = Update(
        key="20250801T000000-abcdef",
        at=datetime(2025, 8, 1, 8, 0, 0, 123000, tzinfo=UTC),
        as_of=date(2025, 7, 31),
        owner="",
        supporting=("甲局", "乙局"),
        value=Decimal("-0.50"),
        stage="主体\n封顶",
        forecast=Forecast.CANNOT,
        deadline=date(2026, 6, 30),
        goal={"value": Decimal("4.0"), "unit": "万人", "comparator": ">", "result_due": date(2026, 3, 1)},
        void="20250704T021500-k7f3q9",
    )
    (line,) = append(root, (target_of(root), full))
    assert line == (
        "20250801T000000-abcdef = { at = 2025-08-01T08:00:00.123000+00:00, as_of = 2025-07-31, "
        'by = "", value = -0.50, stage = "主体\\n封顶", forecast = "cannot", owner = "", '
        'supporting = ["甲局", "乙局"], '
        'deadline = 2026-06-30, void = "20250704T021500-k7f3q9", goal_comparator = ">", goal_value = 4.0, '
        'goal_unit = "万人", goal_result_due = 2026-03-01 }'
    )
    assert target_of(root).updates[-1] == full


@given(
    note=st.text(st.characters(exclude_categories=["Cs"]))
    | st.text("\"\\'\n\r\t\0\x1b\x7f\x85\u2028\u2029\u202e\ufeff#{}=[]😀")
)
def test_any_text_can_be_appended_and_read_back(note: str) -> None:
    """Whatever a note holds, the file gains one line without a control character, and reading gives the note back."""
    with tempfile.TemporaryDirectory() as place:
        root = made(Path(place))
        (line,) = append(root, (target_of(root), update(note=note)))
        assert line.splitlines() == [line]
        assert not set(line) & set("\0\x1b\x7f\x85\u2028\u202e\ufeff")
        assert (root / "KP/KP-001.toml").read_bytes() == f"{RECORD}{line}\n".encode()
        assert target_of(root).updates[-1] == update(note=note)


def test_half_a_character_is_refused(root: Path) -> None:
    """A terminal in another encoding gives text that no file can hold."""
    error = refusal(root, (target_of(root), update(note="\udcb3")))
    assert (error.code, error.params) == ("would-break", {"path": "KP/KP-001.toml", "reason": "not-utf8"})


def test_a_repeated_update_changes_nothing(root: Path) -> None:
    """After a crash nobody knows whether the update arrived, so the same key and content may be sent again."""
    entry = (target_of(root), update())
    lines = append(root, entry, entry)
    once = (root / "KP/KP-001.toml").read_bytes()
    assert append(root, entry) == lines[:1]
    assert (root / "KP/KP-001.toml").read_bytes() == once
    assert once.count(b"k-1 = ") == 1


def test_a_key_with_other_content_is_refused(root: Path) -> None:
    """A key stands for one fact for ever."""
    append(root, (target_of(root), update()))
    error = refusal(root, (target_of(root), update(note="其他")))
    assert (error.code, error.params) == ("key-taken", {"path": "KP/KP-001.toml", "key": "k-1"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (RECORD.removesuffix("\n"), f"{RECORD}{LINE}\n"),
        (RECORD.replace("\n", "\r\n"), f"{RECORD}{LINE}\n".replace("\n", "\r\n")),
        (RECORD.replace("\n", "\r\n").removesuffix("\r\n"), f"{RECORD}{LINE}\n".replace("\n", "\r\n")),
        (HEAD, f"{HEAD}\n[updates]\n{LINE}\n"),
        ("\ufeff" + RECORD, f"\ufeff{RECORD}{LINE}\n"),
        (RECORD + "# the end", f"{RECORD}# the end\n{LINE}\n"),
    ],
    ids=[
        "no final newline",
        "CRLF",
        "CRLF, no final newline",
        "no updates yet",
        "byte-order mark",
        "ends in a comment",
    ],
)
def test_the_layout_of_the_file_is_kept(root: Path, before: str, after: str) -> None:
    """The line goes where it belongs, with the file's own line ending."""
    (root / "KP/KP-001.toml").write_bytes(before.encode())
    append(root, (target_of(root), update()))
    assert (root / "KP/KP-001.toml").read_bytes() == after.encode()


@pytest.mark.parametrize(
    "text",
    [
        RECORD + "\n[updates.k-0]\nat = 2025-07-04T10:15:00+08:00\n",
        HEAD.replace("[goal]", "updates = {}\n[goal]"),
    ],
    ids=["a table below", "inline"],
)
def test_updates_have_to_be_the_last_table(root: Path, text: str) -> None:
    """Where a line at the end would belong to something else, nothing is written."""
    (root / "KP/KP-001.toml").write_text(text, encoding="utf-8")
    error = refusal(root, (target_of(root), update()))
    assert (error.code, error.params) == ("updates-not-last", {"path": "KP/KP-001.toml"})


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", "empty-file", {}),
        (RECORD + "<<<<<<< HEAD\n", "record-broken", {"line": 19, "reason": "conflict-markers"}),
        (RECORD.replace("nan", "nan\nratio = 1"), "record-broken", None),
        (RECORD.replace("'quantity'", "'much'"), "record-broken", {"line": 2, "reason": "unknown-choice"}),
        (RECORD + "#" * (1_048_576 - len(RECORD.encode())), "too-large", {"limit": 1_048_576}),
    ],
)
def test_a_record_that_broke_since_it_was_read_is_left_alone(
    root: Path, text: str, code: str, params: dict[str, str | int] | None
) -> None:
    """The file on disk counts, not what was read before."""
    target = target_of(root)
    (root / "KP/KP-001.toml").write_text(text, encoding="utf-8")
    error = refusal(root, (target, update()))
    assert error.code == code
    assert params is None or error.params == {"path": "KP/KP-001.toml", **params}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (update()._replace(key="no id!"), "bad-id"),
        (update()._replace(at=datetime(2026, 1, 1, tzinfo=timezone(timedelta(seconds=29143)))), "toml-syntax"),
        (update()._replace(note="长" * 20_001), "too-long"),
        (update()._replace(value=Decimal("1e400000")), "too-many-digits"),
        (update()._replace(void="nothing"), "unknown-void"),
        (update()._replace(value=Decimal("NaN")), "wrong-type"),
    ],
)
def test_an_update_that_could_not_be_read_back_is_refused(root: Path, broken: Update, reason: str) -> None:
    """One unreadable line would make the whole record unreadable."""
    error = refusal(root, (target_of(root), broken))
    assert (error.code, error.params["path"], error.params["reason"]) == ("would-break", "KP/KP-001.toml", reason)


def test_one_bad_entry_stops_all(root: Path) -> None:
    """Of several updates all are proved before the first file is touched."""
    second = (root / "KP/KP-001.toml").read_text(encoding="utf-8").replace("KP-001", "KP-002")
    (root / "KP/KP-002.toml").write_text(second, encoding="utf-8")
    error = refusal(root, (target_of(root), update()), (target_of(root, "KP-002"), update(note="\udcb3")))
    assert error.code == "would-break"


def test_a_dry_run_gives_the_line_and_touches_nothing(root: Path) -> None:
    """`--dry-run` proves and shows, without even a lock."""
    assert append(root, (target_of(root), update()), dry_run=True) == [LINE]
    assert (root / "KP/KP-001.toml").read_text(encoding="utf-8") == RECORD
    assert not (root / ".lock").exists()


def test_a_target_outside_the_store_is_refused(root: Path, tmp_path: Path) -> None:
    """Neither a path with dots nor a link leads a write out of the store."""
    target = target_of(root)
    (tmp_path / "KP-001.toml").write_text(RECORD, encoding="utf-8")
    assert refusal(root, (target._replace(path="../KP-001.toml"), update())).code == "outside-store"
    (root / "KP/KP-001.toml").unlink()
    (root / "KP/KP-001.toml").symlink_to(tmp_path / "KP-001.toml")
    assert refusal(root, (target, update())).code == "outside-store"


def test_a_linked_record_stays_a_link(root: Path) -> None:
    """Within the store a record may be a link; its file is written and the link stays."""
    (root / "KP/KP-001.toml").rename(root / "KP/one")
    (root / "KP/KP-001.toml").symlink_to("one")
    append(root, (target_of(root), update()))
    assert (root / "KP/KP-001.toml").is_symlink()
    assert (root / "KP/one").read_text(encoding="utf-8") == RECORD + LINE + "\n"


def test_somebody_who_does_not_lock_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves between reading and renaming wins; the update is refused and can be repeated."""
    path, target, fsync = root / "KP/KP-001.toml", target_of(root), os.fsync

    def saved_meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        path.write_text(RECORD.replace("red", "green"), encoding="utf-8")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    with pytest.raises(StoreError) as caught:
        append(root, (target, update()))
    assert caught.value.code == "changed-underneath"
    monkeypatch.undo()
    append(root, (target, update()))
    assert path.read_text(encoding="utf-8") == RECORD.replace("red", "green") + LINE + "\n"


# The writers below are other processes, as the office's are. Each prints every key that was acknowledged.
WRITER = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from targettrack import store
from targettrack.model import Append, Update

root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def write(name, count, hour=0):
    target = store.load(root).targets[0]
    for number in range(count):
        moment = datetime.now(UTC) + timedelta(hours=hour)
        update = Update(f"{name}-{number}", moment, date(2025, 7, 1), by=name, note="完工" * 50)
        store.apply(root, [Append(target, update)])
        print(update.key, flush=True)
"""

KILLER = (
    WRITER
    + """
import os, random, signal, time

for kill in range(count):
    receipts, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(out, 1)
        write(f"{name}{kill}", 1_000_000, kill)
    os.close(out)
    with open(receipts) as lines:
        first = lines.readline()  # so that every child is killed at work, also on a busy machine
        time.sleep(random.uniform(0, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(first, *lines, sep="", flush=True)
"""
)


@pytest.mark.tools
def test_eight_people_at_once_lose_nothing(root: Path) -> None:
    """Eight processes with 25 updates each leave exactly these 200 updates."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", f"{WRITER}\nwrite(name, count)", root, f"w{number}", "25"], stdout=subprocess.DEVNULL
        )
        for number in range(8)
    ]
    assert [program.wait() for program in programs] == [0] * 8
    keys = [one.key for one in target_of(root).updates if one.by]
    assert sorted(keys) == sorted(f"w{writer}-{number}" for writer in range(8) for number in range(25))
    assert len((root / "KP/KP-001.toml").read_bytes().splitlines()) == len(RECORD.splitlines()) + 200


@pytest.mark.tools
def test_a_killed_writer_loses_nothing_that_was_acknowledged(root: Path) -> None:
    """Twenty kills at random moments: all that was acknowledged is there, and at most one more per kill."""
    finished = subprocess.run(
        [sys.executable, "-c", KILLER, root, "w", "20"], stdout=subprocess.PIPE, text=True, check=True
    )
    acknowledged = finished.stdout.split()
    ledger = store.load(root)
    assert [problem.code for problem in ledger.problems if problem.severity == "error"] == []
    keys = {one.key for one in ledger.targets[0].updates if one.by}
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= keys
    assert len(keys) <= len(acknowledged) + 20
    append(root, (ledger.targets[0], update()._replace(at=datetime.now(UTC) + timedelta(days=1))))
    assert len(target_of(root).updates) == len(keys) + 2
    assert list(root.glob("KP/.*")) == []


def git(place: Path, *words: str) -> str:
    """Run git apart from this user's configuration."""
    own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    names = {f"GIT_{role}_{part}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    finished = subprocess.run(
        ["git", *words],
        cwd=place,
        env={**os.environ, **own, **names},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return finished.stdout


@pytest.mark.tools("git")
def test_two_people_s_updates_merge_by_git(root: Path) -> None:
    """Twenty rounds of parallel work on one record merge without conflict to all lines of both."""
    store.init(root.parent)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "start")
    sequence = random.Random(20)
    expected = {"20250704T021500-k7f3q9"}
    for number in range(20):
        git(root, "checkout", "-q", "-b", f"other{number}")
        for branch in (f"other{number}", "main"):
            git(root, "checkout", "-q", branch)
            keys = [f"{branch}-{number}-{count}" for count in range(sequence.randint(1, 3))]
            append(root, *((target_of(root), update(key)) for key in keys))
            expected.update(keys)
            git(root, "commit", "-q", "-a", "-m", branch)
        git(root, "merge", "-q", "-m", "merge", f"other{number}")
        assert {one.key for one in target_of(root).updates} == expected
    lines = (root / "KP/KP-001.toml").read_text(encoding="utf-8").splitlines()
    assert lines[: len(RECORD.splitlines())] == RECORD.splitlines()
    assert len(lines) == len(RECORD.splitlines()) - 1 + len(expected)
