"""Reading a store: every readable record is given, every other file is named with its fault."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from conftest import Run
from targettrack import store
from targettrack.errors import Problem, StoreError, UsageError
from targettrack.model import Plan, Settings, Status
from targettrack.store import content as content_module

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN = """\
id = "KP"
title = "开平市政府工作报告"
year = 2025
start = 2025-01-01
end = 2025-12-31
"""

RECORD = """\
id = "KP-001"
title = "新增义务教育学位940个"
kind = "quantity"
recorded = 2025-02-26T09:00:00+08:00

[goal]
value = 940
unit = "个"

[updates]
20250704T021500-k7f3q9 = { at = 2025-07-04T10:15:00+08:00, as_of = 2025-06-30, status = "active", value = 310 }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store with one plan and one good record."""
    folder = tmp_path / "targets"
    (folder / "KP").mkdir(parents=True)
    (folder / "KP/plan.toml").write_text(PLAN, encoding="utf-8")
    put(folder, "KP-001")
    return folder


def put(root: Path, id_: str, folder: str = "KP") -> Path:
    """Write a good record of this id."""
    path = root / folder / f"{id_}.toml"
    path.write_text(RECORD.replace("KP-001", id_), encoding="utf-8")
    return path


def only_problem(root: Path, path: str = "KP/KP-002.toml") -> Problem:
    """The one problem of a store whose good record is still read."""
    ledger = store.load(root)
    assert [target.id for target in ledger.targets] == ["KP-001"]
    assert ledger.unreadable == (path,)
    (problem,) = ledger.problems
    assert problem.path == path
    return problem


def test_a_good_record_is_read_with_its_plan(root: Path) -> None:
    """A plan, a head and an update line come back as the model has them."""
    ledger = store.load(root)
    (target,) = ledger.targets
    assert (ledger.root, ledger.problems, ledger.unreadable) == (str(root), (), ())
    assert ledger.plans == (Plan("KP", "开平市政府工作报告", 2025, date(2025, 1, 1), date(2025, 12, 31)),)
    assert (target.id, target.plan, target.path, target.goal.value) == (
        "KP-001",
        "KP",
        "KP/KP-001.toml",
        Decimal(940),
    )
    assert [(update.key, update.status, update.value) for update in target.updates] == [
        ("20250704T021500-k7f3q9", Status.ACTIVE, Decimal(310))
    ]


@pytest.mark.parametrize(
    ("data", "code", "line", "params"),
    [
        (b"", "empty-file", None, {}),
        (b"\0" * 4096, "empty-file", None, {}),
        (b"\n \n", "empty-file", None, {}),
        (RECORD.encode("gb18030"), "not-utf8", 2, {"encoding": "gb18030"}),
        (RECORD.encode("utf-16"), "not-utf8", 1, {"encoding": "utf-16"}),
        (b"id = 1\ntitle = '\xff\xff\xff'\n", "not-utf8", 2, {"encoding": ""}),
        (b"title = '\xe5\xa2\x9e\xe5\x8a\xa0\xe5\xbc", "not-utf8", 1, {"encoding": ""}),
        (b"#" * 1_048_577, "too-large", None, {"limit": 1_048_576}),
        (RECORD.encode()[:-40], "toml-syntax", 11, None),
        (RECORD.replace("title", "<<<<<<< HEAD\ntitle").encode(), "conflict-markers", 2, {}),
        (RECORD.replace("title", 'title = "甲"\ntitle').encode(), "two-commitments", 3, None),
        (b"deep = " + b"[" * 20_000, "too-deep", None, {}),
    ],
    ids=[
        "empty",
        "nul",
        "blank",
        "gbk",
        "utf-16",
        "binary",
        "cut-character",
        "huge",
        "truncated",
        "conflict",
        "twice",
        "deep",
    ],
)
def test_a_bad_file_is_named_and_hides_no_other(
    root: Path, data: bytes, code: str, line: int | None, params: dict[str, str | int] | None
) -> None:
    """Whatever bytes a file holds: one problem with its place, and the other record is read."""
    (root / "KP/KP-002.toml").write_bytes(data)
    problem = only_problem(root)
    assert problem.code == code
    assert params is None or problem.params == params
    assert line is None or problem.line == line


def test_what_is_no_ordinary_file_is_named(root: Path) -> None:
    """A folder and a pipe named like records do not stop or block the reading."""
    (root / "KP/KP-002.toml").mkdir()
    os.mkfifo(root / "KP/KP-003.toml")
    ledger = store.load(root)
    assert [target.id for target in ledger.targets] == ["KP-001"]
    assert [(problem.path, problem.code) for problem in ledger.problems] == [
        ("KP/KP-002.toml", "not-a-file"),
        ("KP/KP-003.toml", "not-a-file"),
    ]


def test_links_out_of_the_store_are_not_followed(root: Path, tmp_path: Path) -> None:
    """A link to a device, to another file or to another folder is refused; one that leads nowhere, too."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/KP-009.toml").write_text(RECORD, encoding="utf-8")
    (root / "KP/KP-002.toml").symlink_to("/dev/zero")
    (root / "KP/KP-003.toml").symlink_to(tmp_path / "other/KP-009.toml")
    (root / "KP/KP-004.toml").symlink_to("nowhere.toml")
    (root / "KP/KP-005.toml").symlink_to("KP-005.toml")
    (root / "LINK").symlink_to(tmp_path / "other")
    ledger = store.load(root)
    assert [target.id for target in ledger.targets] == ["KP-001"]
    assert [(problem.path, problem.code) for problem in ledger.problems] == [
        ("KP/KP-002.toml", "outside-store"),
        ("KP/KP-003.toml", "outside-store"),
        ("KP/KP-004.toml", "missing-file"),
        ("KP/KP-005.toml", "read-failed"),
        ("LINK", "outside-store"),
    ]


def test_a_link_inside_the_store_is_followed(root: Path) -> None:
    """A record may be a link to a file elsewhere in the store."""
    (root / "KP/KP-002.toml").symlink_to(put(root, "KP-002").rename(root / "KP/two"))
    assert [target.id for target in store.load(root).targets] == ["KP-001", "KP-002"]


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything, so become nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_files_and_folders_without_permission_are_named() -> None:
    """What this user may not read is a problem, not the end."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:  # pytest's own folders are closed to nobody
        os.chmod(place, 0o755)
        root = Path(place, "targets")
        (root / "KP").mkdir(parents=True)
        (root / "KP/plan.toml").write_text(PLAN, encoding="utf-8")
        put(root, "KP-001")
        put(root, "KP-002").chmod(0)
        (root / "SECRET").mkdir(mode=0)
        with ordinary_user():
            ledger = store.load(root)
        assert [target.id for target in ledger.targets] == ["KP-001"]
        assert [(problem.path, problem.code, problem.params) for problem in ledger.problems] == [
            ("KP/KP-002.toml", "no-permission", {"reason": "EACCES"}),
            ("SECRET", "no-permission", {"reason": "EACCES"}),
        ]


def test_records_without_a_plan_are_still_read(root: Path) -> None:
    """A missing or broken plan.toml gives a bare plan of the folder's name; `plan_of` finds one for every target."""
    (root / "KP/plan.toml").unlink()
    (root / "HS").mkdir()
    (root / "HS/plan.toml").write_text("title = \n", encoding="utf-8")
    put(root, "HS-001", "HS")
    ledger = store.load(root)
    assert [(problem.path, problem.code) for problem in ledger.problems] == [
        ("HS/plan.toml", "toml-syntax"),
        ("KP/plan.toml", "plan-missing"),
    ]
    assert [ledger.plan_of(target) for target in ledger.targets] == [Plan("HS", "HS"), Plan("KP", "KP")]


def test_a_plan_that_is_not_named_after_its_folder_is_bare(root: Path) -> None:
    """A copied folder whose plan.toml still has the old id does not leave its records without a plan."""
    (root / "KP").rename(root / "KP2")
    ledger = store.load(root)
    assert [problem.code for problem in ledger.problems] == ["id-not-folder-name"]
    assert ledger.plans == (Plan("KP2", "KP2"),)


def test_one_id_in_two_files(root: Path) -> None:
    """Of two records with one id in any case of letters, the first stays; the second is named with its path."""
    put(root, "kp-001")
    problem = only_problem(root, "KP/kp-001.toml")
    assert (problem.code, problem.params) == ("duplicate-id", {"id": "kp-001", "other": "KP/KP-001.toml"})


def test_one_id_in_two_plans(root: Path) -> None:
    """Ids are unique over all plans."""
    (root / "ZZ").mkdir()
    (root / "ZZ/plan.toml").write_text(PLAN.replace("KP", "ZZ"), encoding="utf-8")
    put(root, "KP-001", "ZZ")
    problem = only_problem(root, "ZZ/KP-001.toml")
    assert (problem.code, problem.params) == ("duplicate-id", {"id": "KP-001", "other": "KP/KP-001.toml"})


def test_a_copy_does_not_displace_the_record_named_after_the_id(root: Path) -> None:
    """A copied file comes first by name, but only the file that bears the id is the record."""
    (root / "KP/A.toml").write_text(RECORD, encoding="utf-8")
    ledger = store.load(root)
    assert [target.path for target in ledger.targets] == ["KP/KP-001.toml"]
    assert ledger.unreadable == ("KP/A.toml",)
    assert [(problem.path, problem.code, problem.severity) for problem in ledger.problems] == [
        ("KP/A.toml", "id-not-file-name", "error"),
    ]


def test_a_record_under_another_name_is_named(root: Path) -> None:
    """Commands find a record by the name of its file, so one that was renamed is not read, but counted and named."""
    (root / "KP/KP-001.toml").rename(root / "KP/新增学位.toml")
    ledger = store.load(root)
    assert (ledger.targets, ledger.unreadable) == ((), ("KP/新增学位.toml",))
    (problem,) = ledger.problems
    assert (problem.code, problem.severity, problem.params) == ("id-not-file-name", "error", {"id": "KP-001"})


def test_a_file_name_in_another_encoding_is_named(root: Path) -> None:
    """A name in GBK, as unzipping gives it, cannot be shown as it is and is reported."""
    with open(os.fsencode(root) + b"/KP/\xd0\xc2\xd4\xf6.toml", "wb") as file:
        file.write(RECORD.encode())
    problem = only_problem(root, "KP/\\xd0\\xc2\\xd4\\xf6.toml")
    assert problem.code == "name-not-utf8"


def test_a_record_outside_any_plan_is_named(root: Path) -> None:
    """A record that was saved beside the plans' folders is not passed over in silence."""
    (root / "KP-002.toml").write_text(RECORD, encoding="utf-8")
    assert only_problem(root, "KP-002.toml").code == "misplaced-file"


def test_dot_files_and_folders_without_records_are_ignored(root: Path) -> None:
    """What editors, git and people leave beside the records is no fault."""
    (root / ".git").mkdir()
    (root / ".git/x.toml").write_text("junk", encoding="utf-8")
    (root / "KP/.KP-001.toml.swp.toml").write_text("junk", encoding="utf-8")
    (root / "KP/KP-001.toml~").write_text("junk", encoding="utf-8")
    (root / "attachments").mkdir()
    (root / "attachments/photo.jpg").write_bytes(b"\xff\xd8")
    ledger = store.load(root)
    assert ledger.problems == ()
    assert [plan.id for plan in ledger.plans] == ["KP"]


def test_a_byte_order_mark_is_harmless(root: Path) -> None:
    """Notepad puts a mark at the beginning of a file."""
    (root / "KP/KP-001.toml").write_bytes(b"\xef\xbb\xbf" + RECORD.encode())
    assert [target.id for target in store.load(root).targets] == ["KP-001"]


def test_units_and_settings_are_read(root: Path) -> None:
    """Both files of the root are read; a broken one is a problem and leaves the defaults."""
    (root / "units.toml").write_text('[[unit]]\nname = "开平市教育局"\naliases = ["教育局"]\n', encoding="utf-8")
    (root / "targettrack.toml").write_text("language = \n", encoding="utf-8")
    ledger = store.load(root)
    assert [(unit.name, unit.aliases) for unit in ledger.units] == [("开平市教育局", ("教育局",))]
    assert ledger.settings == Settings()
    assert [(problem.path, problem.code) for problem in ledger.problems] == [("targettrack.toml", "toml-syntax")]


def test_only_the_named_plans_are_read(root: Path) -> None:
    """`plans` selects, in any case of letters; an unknown plan is a mistake of the caller."""
    (root / "ZZ").mkdir()
    (root / "ZZ/broken.toml").write_text("junk", encoding="utf-8")
    ledger = store.load(root, ("kp",))
    assert ([plan.id for plan in ledger.plans], ledger.problems) == (["KP"], ())
    with pytest.raises(UsageError) as caught:
        store.load(root, ("KP", "XX"))
    assert (caught.value.code, caught.value.params) == ("no-such-plan", {"plan": "XX"})


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    """There is no store to read, which is an error, not an empty ledger."""
    with pytest.raises(StoreError) as caught:
        store.load(tmp_path / "targets")
    assert (caught.value.code, caught.value.params) == ("no-store", {"where": str(tmp_path / "targets")})


def test_reading_is_fast_and_writes_nothing(root: Path) -> None:
    """A thousand records with ten updates each take under two seconds of computing (0.4 where this was written)."""
    line = RECORD.splitlines()[-1]
    text = RECORD + "".join(f"{line.replace('k7f3q9', f'k7f3r{count}')}\n" for count in range(9))
    for number in range(2, 1001):
        (root / f"KP/KP-{number:03d}.toml").write_text(text.replace("KP-001", f"KP-{number:03d}"), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    begin = time.process_time()
    ledger = store.load(root)
    assert time.process_time() - begin < 2
    assert (len(ledger.targets), ledger.problems) == (1000, ())
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_an_index_is_made_of_names_alone(root: Path) -> None:
    """Every TOML file in a plan's folder is in it, broken ones too, and none is opened."""
    (root / "KP/KP-002.toml").write_text("broken [", encoding="utf-8")
    (root / "units.toml").touch(mode=0)
    listed = store.index(root)
    assert (listed.plans, listed.ids) == (("KP",), ("KP-001", "KP-002"))
    assert listed.paths == ("KP/KP-001.toml", "KP/KP-002.toml")
    assert listed.files == {"": ("units.toml",), "KP": ("KP-001.toml", "KP-002.toml", "plan.toml")}


SHOWN = {
    "table": ("list", "-f", "table"),
    "lines": ("list", "-f", "lines"),
    "json": ("list", "-f", "json"),
    "ndjson": ("list", "-f", "ndjson"),
    "markdown": ("report", "-f", "markdown"),
    "html": ("report", "-f", "html"),
    "csv": ("alerts", "-f", "csv"),
    "export": ("export",),
    "summary": ("report", "--summary"),
    "bulletin": ("report", "--form", "bulletin", "--all-plans"),
    "year-end": ("report", "--form", "year-end", "--all-plans"),
    "by owner": ("report", "--by", "owner"),
    "check": ("check",),
}


@contextmanager
def trouble(root: Path, kind: str) -> Iterator[None]:
    """A folder of a ledger that cannot be looked into: by its rights, by an error of the system, as a link to nowhere."""
    if kind == "a link":
        (root / "LOST").symlink_to("nowhere")
        yield
        return
    (root / "LOST").mkdir()
    if kind == "no right":
        (root / "LOST").chmod(0o744)
        put(root, "LOST-001", "LOST")
        os.chmod(root, 0o744)
        try:
            with ordinary_user():
                yield
        finally:
            os.chmod(root, 0o755)
        return
    number, scandir = int(kind), os.scandir

    def failing(place: str) -> object:
        if str(place).endswith("LOST"):
            raise OSError(number, os.strerror(number))
        return scandir(place)

    with mock.patch.object(os, "scandir", failing):
        yield


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("kind", ["a link", str(errno.EIO), str(errno.ESTALE), str(errno.EACCES)])
def test_a_folder_that_cannot_be_looked_into_is_never_an_absence(run: Run, root: Path, kind: str, shown: str) -> None:
    """Exit code 1 in every format, the folder named on standard error or in the check, and counted wherever counts are."""
    with trouble(root, kind):
        found = run(*SHOWN[shown], "--store", str(root))
    assert found.code == 1
    assert "LOST" in found.said + found.text
    if shown == "json":
        assert (found.json["status"], found.data["unreadable"]) == ("partial", 1)
        assert [problem["path"] for problem in found.json["problems"]] == ["LOST"]
    if shown == "summary":
        assert "1 file not readable" in found.text


def test_a_root_that_may_only_be_listed_is_no_empty_ledger() -> None:
    """`chmod 744` on the ledger itself: the names are seen, and nothing in them; each is a problem, and 0 is no answer."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:  # pytest's own folders are closed to nobody
        os.chmod(place, 0o755)
        root = Path(place, "targets")
        (root / "KP").mkdir(parents=True)
        (root / "KP/plan.toml").write_text(PLAN, encoding="utf-8")
        with trouble(root, "no right"):
            ledger = store.load(root)
        assert (ledger.targets, ledger.unreadable) == ((), ("KP", "LOST"))
        assert [(problem.path, problem.code) for problem in ledger.problems] == [
            ("KP", "no-permission"),
            ("LOST", "no-permission"),
        ]


def test_a_place_that_cannot_be_looked_into_is_not_called_no_ledger(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finding a ledger says that it cannot be known, instead of how to make a new one."""
    stat = os.stat

    def failing(place: str | Path, **options: bool) -> object:
        if str(place) == str(root):
            raise OSError(errno.ESTALE, "Stale file handle")
        return stat(place, **options)

    monkeypatch.setattr(os, "stat", failing)
    with pytest.raises(StoreError) as caught:
        store.find(root.parent, None)
    assert (caught.value.code, caught.value.params) == ("read-failed", {"path": str(root), "reason": "ESTALE"})


def test_a_named_plan_that_cannot_be_looked_into_is_no_unknown_plan(root: Path) -> None:
    """`--plan LOST` answers with the problem; another plan has nothing to do with it."""
    (root / "LOST").symlink_to("nowhere")
    assert store.load(root, ("lost",)).unreadable == ("LOST",)
    assert (store.load(root, ("KP",)).unreadable, store.load(root, ("KP",)).problems) == ((), ())


_SWALLOWS = re.compile(
    r"os\.path\.(isdir|isfile|exists|lexists|islink|ismount)\b|\.(exists|is_dir|is_file|is_symlink)\(\)"
)


def test_nothing_in_the_store_swallows_errors() -> None:
    """No question that answers «no» for «I cannot know»; a directory's own entries are asked with errors told."""
    found = {
        path.name: [one[0] for one in _SWALLOWS.finditer(path.read_text(encoding="utf-8"))]
        for path in Path(store.__file__).parent.glob("*.py")
    }
    assert {name: calls for name, calls in found.items() if calls} == {"listing.py": [".is_symlink()", ".is_dir()"]}


# What happens to a file while the ledger is being read. git takes a changed file away and makes it anew.
def _vanishing(root: Path) -> None:
    (root / "KP/KP-001.toml").rename(root / "away")


def _returning(root: Path) -> None:
    (root / "away").rename(root / "KP/KP-001.toml")


@pytest.mark.parametrize("when", ["listed", "read"])
def test_a_file_that_is_gone_for_a_moment_is_not_missed(root: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    """Gone when the folder is listed, or between the list and the reading: the folder is looked at again."""
    put(root, "KP-002")
    calls, scandir, lstat = Counter[str](), os.scandir, os.lstat

    def listing(place: str) -> object:
        calls["list"] += 1
        if when == "listed" and calls["list"] == 2:  # that of the plan's folder
            _vanishing(root)
            found = scandir(place)
            names = list(found)
            _returning(root)
            return nullcontext(names)
        return scandir(place)

    def looking(place: str) -> object:
        if when == "read" and str(place).endswith("KP-001.toml") and not calls["look"]:
            calls["look"] += 1
            _vanishing(root)
            try:
                return lstat(place)
            finally:
                _returning(root)
        return lstat(place)

    monkeypatch.setattr(os, "scandir", listing)
    monkeypatch.setattr(os, "lstat", looking)
    ledger = store.load(root)
    assert [target.id for target in ledger.targets] == ["KP-001", "KP-002"]
    assert ledger.problems == ()


def test_a_file_that_is_just_being_filled_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor, or git, has made it empty and writes it now: no name changes, and the record is not missed."""
    looks, read = Counter[str](), content_module.read

    def filling(place: str, path: str) -> bytes:
        looks[path] += 1
        return b"" if path == "KP/KP-001.toml" and looks[path] == 1 else read(place, path)

    monkeypatch.setattr(content_module, "read", filling)
    ledger = store.load(root)
    assert ([target.id for target in ledger.targets], ledger.problems) == (["KP-001"], ())


def test_a_file_that_stays_away_is_a_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was listed every time and never there to be read is named, and the reading ends."""
    lstat = os.lstat

    def gone(place: str) -> object:
        if str(place).endswith("KP-001.toml"):
            raise FileNotFoundError(errno.ENOENT, "gone", str(place))
        return lstat(place)

    monkeypatch.setattr(os, "lstat", gone)
    ledger = store.load(root)
    assert (ledger.targets, ledger.unreadable) == ((), ("KP/KP-001.toml",))
    assert [problem.code for problem in ledger.problems] == ["missing-file"]


def test_a_file_that_goes_while_the_ledger_is_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listed at first and gone from then on: nobody can tell whether for good, so it is a problem, this once."""
    put(root, "KP-002")
    lstat = os.lstat

    def looking(place: str) -> object:
        if str(place).endswith("KP-002.toml") and (root / "KP/KP-001.toml").exists():
            _vanishing(root)
        return lstat(place)

    monkeypatch.setattr(os, "lstat", looking)
    ledger = store.load(root)
    assert ([target.id for target in ledger.targets], ledger.unreadable) == (["KP-002"], ("KP/KP-001.toml",))
    assert [problem.code for problem in ledger.problems] == ["missing-file"]
    assert store.load(root).problems == ()
