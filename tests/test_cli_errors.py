"""Bad input: one clear line, the right exit code, nothing lost, no traceback, and all other records still reported."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import DATA, Run
from running import DAY, error, in_shell
from targettrack import store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _edit(old: str, new: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


FILE = "YS2025/YS2025-007.toml"
BAD = {
    "empty": (_bytes(b""), FILE),
    "zeros after a crash": (_bytes(b"\0" * 4096), FILE),
    "broken": (_text('id = "YS2025-007"\ntitle = \n'), f"{FILE}:2"),
    "truncated": (lambda path: path.write_bytes(path.read_bytes().partition('公里"'.encode())[0]), f"{FILE}:3"),
    "GBK": (lambda path: path.write_bytes(f"{path.read_text(encoding='utf-8')}# 备注\n".encode("gbk")), f"{FILE}:3"),
    "UTF-16": (lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16")), f"{FILE}:1"),
    "huge": (_bytes(b"# \n" * 1_000_000), FILE),
    "deep": (_text("a = " + "[" * 5000), FILE),
    "a deep key": (_text(".".join("a" * 30_000) + " = 1"), FILE),
    "a number without end": (_text("a = " + "9" * 10_000), FILE),
    "an id that climbs": (_edit('id = "YS2025-007"', 'id = "../x"'), f"{FILE}:1"),
    "an id of somebody else": (_edit('id = "YS2025-007"', 'id = "YS2025-001"'), FILE),
    "a date that is a number": (_edit("deadline = 2025-10-10", "deadline = 86400"), f"{FILE}:5"),
    "a day that is none": (_edit("deadline = 2025-10-10", "deadline = 2025-02-30"), f"{FILE}:5"),
    "a conflict": (_edit("[updates]", "<<<<<<< HEAD\n[updates]\n=======\n>>>>>>> x"), f"{FILE}:17"),
    "a folder": (_instead(Path.mkdir), FILE),
    "a link out of the store": (_instead(lambda path: path.symlink_to("/etc/passwd")), FILE),
    "a link to nowhere": (_instead(lambda path: path.symlink_to("nowhere.toml")), FILE),
    "a link to itself": (_instead(lambda path: path.symlink_to(path.name)), FILE),
    "a device": (_instead(lambda path: path.symlink_to("/dev/zero")), FILE),
    "a pipe": (_instead(os.mkfifo), FILE),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_never_hides_the_others(run: Run, root: Path, name: str) -> None:
    """Nine of ten are listed; exit code 1; one line names the file, with its line where there is one; check agrees."""
    spoil, place = BAD[name]
    spoil(root / FILE)
    found = run("list", "--as-of", DAY, "--format", "json")
    assert (found.code, found.json["status"]) == (1, "partial")
    assert (found.data["read"], found.data["unreadable"]) == (9, 1)
    assert [line for line in found.said.splitlines() if line.startswith(place)] != []
    assert "Traceback" not in found.said
    assert "bug" not in {one["code"] for one in found.json["problems"]}
    assert run("report", "--as-of", DAY, "--format", "json").data["total"]["total"] == 9
    check = run("check", "--format", "json")
    assert (check.code, check.data["unreadable"]) == (1, 1)
    shown = run("show", "YS2025-007")
    assert (shown.code, shown.out) == (2, b"")
    assert shown.said == error("unreadable-id", id="YS2025-007", path=FILE)


@pytest.mark.parametrize("name", ["empty", "broken", "GBK", "huge", "deep", "a folder", "a pipe"])
def test_a_bad_plan_costs_no_target(run: Run, root: Path, name: str) -> None:
    """Records are rated without the plan's dates; the fault of plan.toml is named."""
    spoil, place = BAD[name]
    spoil(root / "YS2025/plan.toml")
    found = run("list", "--as-of", DAY, "--format", "json")
    assert (found.code, found.data["read"]) == (1, 10)
    assert [one["path"] for one in found.json["problems"]] == ["YS2025/plan.toml"]
    assert place.replace("YS2025-007.toml", "plan.toml").partition(":")[0] in found.said


@pytest.mark.parametrize("file", ["units.toml", "targettrack.toml"])
@pytest.mark.parametrize("name", ["empty", "broken", "GBK", "huge", "deep"])
def test_bad_settings_cost_no_target(run: Run, root: Path, name: str, file: str) -> None:
    """Everything is listed by the defaults, and the fault is named."""
    BAD[name][0](root / file)
    found = run("list", "--as-of", DAY, "--format", "json")
    assert (found.code, found.data["read"]) == (1, 10)
    assert [one["path"] for one in found.json["problems"]] == [file]


def test_many_bad_files_are_counted(run: Run, root: Path) -> None:
    """Five are named on standard error, the others are a number; all of them are in the JSON."""
    for path in root.glob("YS2025/YS*.toml"):
        path.write_bytes(b"")
    found = run("list", "--as-of", DAY, "--format", "json")
    assert (found.code, found.data["read"], found.data["unreadable"], len(found.json["problems"])) == (1, 3, 7, 7)
    named = [line for line in found.said.splitlines() if line.startswith("YS2025/")]
    assert len(named) == 5
    assert "2" in found.said.splitlines()[5]


def test_a_time_zone_that_does_not_exist(run: Run, root: Path) -> None:
    """Every command goes on by the time of Beijing, with one line that names the file; for `check` it is an error."""
    (root / "targettrack.toml").write_text('timezone = "Asia/Nowhere"\n')
    for argv in (("list",), ("report",), ("update", "YS2025-007", "--note", "x")):
        found = run(*argv, "--format", "json")
        assert (found.code, found.json["status"], found.said.count("\n")) == (0, "ok", 1)
        assert found.said.startswith("targettrack.toml: warning: ")
        assert "Asia/Nowhere" in found.said
    assert "at = 2025-10-10T09:00:00+08:00" in (root / FILE).read_text()
    check = run("check", "--format", "json")
    assert (check.code, [(one["code"], one["severity"]) for one in check.json["problems"]]) == (
        1,
        [("unknown-timezone", "error")],
    )


@pytest.mark.parametrize("text", ["86400", "2月30日", "2025-13-01", "20250630", "20225-01-01", "99999999999", "-1"])
@pytest.mark.parametrize(
    "argv", [("list", "--as-of"), ("alerts", "--as-of"), ("update", "YS2025-001", "--note", "x", "--as-of")]
)
def test_a_date_that_is_none(run: Run, argv: tuple[str, ...], text: str) -> None:
    """No lenient reader guesses; the option and the word are named."""
    found = run(*argv, text)
    assert (found.code, found.out) == (2, b"")
    assert found.said == error("bad-date", option="--as-of", text=text)


@contextmanager
def nobody() -> Iterator[None]:
    """Act as a user without rights, where the test runs as root, to whom nothing is forbidden."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_root(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the ledger in a folder that everybody may enter, as the working folder."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    root = Path(shutil.copytree(DATA, folder / "targets"))
    (root / ".lock").touch()
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.chdir(folder)
    for argv in (
        ("list",),
        ("report",),
        ("show", "YS2025-001"),
        ("update", "404", "--note", "x"),
        ("init", "--plan", "X"),
    ):
        run(*argv)  # loads what they need, which a user without rights may not be able to read
    yield root
    for path in (root, *root.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_store_that_may_only_be_read(run: Run, open_root: Path) -> None:
    """Reading commands work as ever; writing ones say what they may not, with 3, and leave everything as it was."""
    before = {path: path.read_bytes() for path in open_root.rglob("*.toml")}
    with nobody():
        for argv in (("list", "--as-of", DAY), ("report", "--as-of", DAY), ("show", "YS2025-001", "--as-of", DAY)):
            found = run(*argv)
            assert (found.code, found.err) == (0, b"")
        written = run("update", "YS2025-001", "--note", "x")
        made = run("init", "--plan", "XX2026", "--title", "x", "--year", "2026")
    lock = str(open_root / ".lock")
    assert (written.code, written.out, written.said) == (3, b"", error("no-permission", path=lock))
    assert (made.code, made.out, made.said) == (3, b"", error("no-permission", path=lock))
    assert {path: path.read_bytes() for path in open_root.rglob("*.toml")} == before


def test_a_record_that_may_not_be_read(run: Run, open_root: Path) -> None:
    """One file without the right to read it is a problem of that file."""
    (open_root / FILE).chmod(0o000)
    with nobody():
        found = run("list", "--as-of", DAY, "--format", "json")
    assert (found.code, found.data["read"]) == (1, 9)
    assert [(one["code"], one["path"]) for one in found.json["problems"]] == [("no-permission", FILE)]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EROFS, "read-only"), (errno.EIO, "write-failed")],
)
def test_a_disk_that_refuses(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    """Full, over quota, read-only, failing: one line, exit code 3, the old record whole, no scrap beside it."""
    before = (root / FILE).read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    found = run("update", "YS2025-007", "--note", "x")
    path = str(root / FILE)
    assert (found.code, found.out, found.said) == (3, b"", error(code, path=path, reason=errno.errorcode[number]))
    assert (root / FILE).read_bytes() == before
    assert [name for name in os.listdir(root / "YS2025") if name.startswith(".")] == []


def test_a_record_that_changed_underneath(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody edits the file by hand just now: their words stay, and the command says try again."""
    apply = store.apply

    def meanwhile(*arguments: object, **options: object) -> object:
        (root / FILE).write_text("id = ")
        return apply(*arguments, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(store, "apply", meanwhile)
    found = run("update", "YS2025-007", "--note", "x")
    assert (found.code, found.out) == (3, b"")
    assert FILE in found.said
    assert (root / FILE).read_text() == "id = "


@pytest.mark.parametrize("where", ["targets/YS2025/plan.toml", "targets/none", "/dev/null", "a\nb", "../../../../.."])
def test_a_store_that_is_none(run: Run, where: str) -> None:
    """A file, a folder that is not there, a device, a name with a line break: one line, exit code 3."""
    found = run("list", "--store", where)
    assert (found.code, found.out) == (3, b"")
    assert found.said.count("\n") == 1


def test_a_store_by_environment_and_by_option(run: Run, root: Path, tmp_path: Path) -> None:
    """--store goes before TARGETTRACK_STORE, and both may name the ledger's folder or the one that holds it."""
    root.rename(tmp_path / "kept")
    (tmp_path / "kept").rename(tmp_path / "targets")
    (tmp_path / "deep/er").mkdir(parents=True)
    os.chdir(tmp_path / "deep/er")
    assert run("list").code == 0
    for name in (str(tmp_path), str(tmp_path / "targets"), "../..", "../../targets"):
        assert run("list", env={"TARGETTRACK_STORE": name}).code == 0
        assert run("list", "--store", name, env={"TARGETTRACK_STORE": "/nowhere"}).code == 0
    assert run("list", env={"TARGETTRACK_STORE": "/nowhere"}).code == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_standard_input_that_is_closed(root: Path, language: str) -> None:
    """`extract - <&-` is one line and exit code 3, in the reader's language, and no fault of the program."""
    found = in_shell(f"targettrack --lang {language} extract - <&-", root.parent)
    assert (found.code, found.out, found.said.count("\n")) == (3, b"", 1)
    assert "< FILE" in found.said


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda path: path.write_bytes(b""), 2),
        (lambda path: path.write_bytes("标题".encode("gb18030")), 2),
        (lambda path: path.write_bytes(b"#" * 2_000_000), 2),
        (lambda path: (path.unlink(), path.mkdir()), 2),
        (lambda path: (path.unlink(), path.symlink_to("/etc/hostname")), 2),
    ],
    ids=["empty", "GBK", "huge", "a folder", "a link out"],
)
@pytest.mark.parametrize("meanwhile", [False, True])
def test_every_error_names_the_file(
    run: Run,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    break_it: Callable[[Path], object],
    code: int,
    meanwhile: bool,
) -> None:
    """Whatever is wrong with a record, before the command reads it or just after."""
    if meanwhile:
        apply = store.apply

        def later(*arguments: object, **options: object) -> object:
            break_it(root / FILE)
            return apply(*arguments, **options)  # type: ignore[arg-type]  # passed on as they came

        monkeypatch.setattr(store, "apply", later)
    else:
        break_it(root / FILE)
    found = run("update", "YS2025-007", "--note", "x")
    assert (found.code, found.out, found.said.count("\n")) == (3 if meanwhile else code, b"", 1)
    assert FILE in found.said
