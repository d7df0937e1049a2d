"""Writing a file and holding the lock: whole or not at all, and a refusal has a code."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from factories import plan, target
from targettrack import store
from targettrack.errors import StoreError
from targettrack.model import Create, NewPlan
from targettrack.store.write import Step, commit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLAN = plan(id="KP")
TARGET = target(id="")


def refusal(path: Path, data: bytes = b"new") -> str:
    """The code with which `replace` refuses."""
    with pytest.raises(StoreError) as caught:
        store.replace(path, data)
    return caught.value.code


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    """A new file is made like any other program would."""
    umask = os.umask(0o027)
    try:
        store.replace(tmp_path / "a.txt", "新".encode())
    finally:
        os.umask(umask)
    assert (tmp_path / "a.txt").read_bytes() == "新".encode()
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize(("folder", "file"), [(0o2775, 0o664), (0o2770, 0o660), (0o755, 0o644), (0o700, 0o600)])
def test_a_new_record_is_as_open_as_its_folder(tmp_path: Path, folder: int, file: int) -> None:
    """In a folder that a group shares, colleagues may write what one of them has made, whatever their umask; so its plan."""
    root = store.init(tmp_path)
    root.chmod(folder)
    if os.geteuid() == 0 and folder & stat.S_ISGID:
        os.chown(root, -1, 5678)
        root.chmod(folder)
    umask = os.umask(0o077)
    try:
        (_plan, made) = store.apply(root, [NewPlan(PLAN), Create(TARGET)])
    finally:
        os.umask(umask)
    assert made.target is not None
    for path in (root / "KP/plan.toml", root / made.target.path):
        assert stat.S_IMODE(path.stat().st_mode) == file
        assert path.stat().st_gid == root.stat().st_gid
    if folder & stat.S_ISGID:
        assert stat.S_IMODE((root / "KP").stat().st_mode) == folder


def test_an_old_file_keeps_its_mode_and_owner(tmp_path: Path) -> None:
    """A job that runs as root does not take a file away from its owner."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o664)
    if os.geteuid() == 0:
        os.chown(path, 1234, 5678)
    before = path.stat()
    store.replace(path, b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(after.st_mode) == 0o664
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    """Writing through a link does not replace the link."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("folder/real.txt")
    store.replace(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "folder/real.txt").read_bytes() == b"new"


def test_pieces_that_end_half_way_leave_the_old_file(tmp_path: Path) -> None:
    """Pieces are written beside it as they come; what has no end is dropped."""
    place = tmp_path / "a.json"

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    place.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        store.replace(place, pieces())
    assert ([one.name for one in tmp_path.iterdir()], place.read_bytes()) == (["a.json"], b"old")
    store.replace(place, iter([b"n", b"ew"]))
    assert place.read_bytes() == b"new"


def test_a_file_that_has_changed_is_not_overwritten(tmp_path: Path) -> None:
    """`expect` holds the bytes that the new ones were made from; b"" stands for no file."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    for step in (Step(path, b"ours", b"old"), Step(path, b"ours", b""), Step(tmp_path / "gone.txt", b"ours", b"old")):
        with pytest.raises(StoreError) as caught:
            commit([step], [])
        assert (caught.value.code, caught.value.params) == ("changed-underneath", {"path": str(step.path)})
    assert path.read_bytes() == b"theirs"
    commit([Step(path, b"ours", b"theirs")], [])
    assert path.read_bytes() == b"ours"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    """`-o /dev/null`, a pipe or a folder: refused, and nothing waits."""
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "not-a-file"
    assert refusal(tmp_path) == "not-a-file"
    assert refusal(Path("/dev/null")) == "not-a-file"
    assert refusal(tmp_path / "no/folder.txt") == "no-folder"


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    """The temporary file's name does not grow with the file's: 255 bytes work."""
    store.replace(tmp_path / ("长" * 85), b"new")
    assert (tmp_path / ("长" * 85)).read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    """No space left: the old content stands, no temporary file stays, the code says why."""
    path = small_disk / "a.txt"
    path.write_bytes(b"old")
    assert refusal(path, b"x" * 100_000) == "disk-full"
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in small_disk.iterdir()] == ["a.txt"]


def test_a_disk_that_fills_up_half_way_leaves_every_old_file(small_disk: Path) -> None:
    """Several files are replaced all or none."""
    steps = [Step(small_disk / f"{number}.txt", b"x" * 20_000) for number in range(4)]
    for step in steps:
        step.path.write_bytes(b"old")
    with pytest.raises(StoreError) as caught:
        commit(steps, [])
    assert caught.value.code == "disk-full"
    assert [step.path.read_bytes() for step in steps] == [b"old"] * 4


def test_a_read_only_disk_refuses_writing_and_the_lock(small_disk: Path) -> None:
    """A store on a read-only medium can be read, and says so when it is to be written."""
    (small_disk / "a.txt").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert refusal(small_disk / "a.txt") == "read-only"
    assert refusal(small_disk / "new.txt") == "read-only"
    with pytest.raises(StoreError) as caught, store.lock(small_disk):
        pass
    assert caught.value.code == "read-only"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EROFS, "read-only"), (errno.EIO, "write-failed")],
)
def test_a_disk_that_refuses_at_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """Some file systems report a full or failing disk at fsync only: the old file is still there."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def failing(_: int) -> None:
        raise OSError(number, "as the disk says")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreError) as caught:
        store.replace(path, b"new")
    assert caught.value.code == code
    assert caught.value.params == {"path": str(path), "reason": errno.errorcode[number]}
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@contextmanager
def recorded(*, fail: Callable[[str], None] = lambda _step: None) -> Iterator[list[str]]:
    """What the system is asked to do for a writer, in order; `fail` may raise in the place of a step."""
    steps: list[str] = []

    def note(step: str) -> None:
        steps.append(step)
        fail(step)

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        size = os.fstat(descriptor).st_size
        name = os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}"))
        note(f"fsync folder {name}" if is_folder else f"fsync file of {size}")
        real["fsync"](descriptor)

    def named(verb: str) -> Callable[..., None]:
        def step(*places: str | Path) -> None:
            if not str(places[-1]).endswith(".tmp"):
                note(f"{verb} {os.path.basename(places[-1])}")
            real[verb](*places)

        return step

    verbs = ("rename", "unlink", "mkdir", "rmdir")
    real: dict[str, Callable[..., None]] = {verb: getattr(os, verb) for verb in (*verbs, "fsync")}
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(os, "fsync", fsync))
        for verb in verbs:
            patches.enter_context(mock.patch.object(os, verb, named(verb)))
        yield steps


def test_the_new_content_is_on_disk_before_it_takes_the_place(tmp_path: Path) -> None:
    """The order is: fsync of the file with all its bytes, rename, fsync of the folder."""
    with recorded() as steps:
        store.replace(tmp_path / "a.txt", b"new")
    assert steps == ["fsync file of 3", "rename a.txt", f"fsync folder {tmp_path.name}"]


def test_several_files_in_a_new_folder(tmp_path: Path) -> None:
    """The folder first; every file on disk before the first rename; then the folders, the one above the new one too."""
    (tmp_path / "old.txt").write_bytes(b"old")
    (tmp_path / "gone.txt").write_bytes(b"gone")
    steps = [
        Step(tmp_path / "new/a.txt", b"a", b""),
        Step(tmp_path / "old.txt", b"newer", b"old"),
        Step(tmp_path / "gone.txt", None, b"gone"),
    ]
    done: list[Step] = []
    with recorded() as seen:
        commit(steps, done, folders=[tmp_path / "new", tmp_path])
    assert seen == [
        "mkdir new",
        f"mkdir {tmp_path.name}",
        "fsync file of 1",
        "fsync file of 5",
        "rename a.txt",
        "rename old.txt",
        "unlink gone.txt",
        "fsync folder new",
        f"fsync folder {tmp_path.name}",
    ]
    assert done == steps
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "new", "old.txt"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENOSPC])
def test_an_error_at_the_last_sync_is_told(tmp_path: Path, number: int) -> None:
    """The rename is done, and perhaps not for good: an error all the same, of the folder."""
    done: list[Step] = []

    def fail(step: str) -> None:
        if step.startswith("fsync folder"):
            raise OSError(number, os.strerror(number))

    with recorded(fail=fail), pytest.raises(StoreError) as caught:
        commit([Step(tmp_path / "a.txt", b"new")], done)
    assert caught.value.params == {"path": str(tmp_path), "reason": errno.errorcode[number]}
    assert (len(done), (tmp_path / "a.txt").read_bytes()) == (1, b"new")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_sync_folders_is_no_error(tmp_path: Path, number: int) -> None:
    """Some network file systems know no such thing."""

    def fail(step: str) -> None:
        if step.startswith("fsync folder"):
            raise OSError(number, os.strerror(number))

    with recorded(fail=fail):
        store.replace(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_new_folder_goes_again_if_nothing_came_into_it(tmp_path: Path) -> None:
    """Staging that fails leaves the tree as it was."""

    def fail(step: str) -> None:
        if step.startswith("fsync file"):
            raise OSError(errno.ENOSPC, "full")

    with recorded(fail=fail), pytest.raises(StoreError):
        commit([Step(tmp_path / "new/a.txt", b"a", b"")], [], folders=[tmp_path / "new"])
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_waits_until_all_is_done(tmp_path: Path) -> None:
    """Between the first rename and the last sync nobody is interrupted; right after it, one is."""
    steps = [Step(tmp_path / name, b"x", b"") for name in ("a.txt", "b.txt")]
    done: list[Step] = []

    def fail(step: str) -> None:
        if step == "rename a.txt":
            os.kill(os.getpid(), signal.SIGINT)

    with recorded(fail=fail) as seen, pytest.raises(KeyboardInterrupt):
        commit(steps, done)
    assert done == steps
    assert seen[-1] == f"fsync folder {tmp_path.name}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_what_this_user_may_not_write_stays() -> None:
    """A write-protected file in a folder of one's own stays as it is; so does a folder of somebody else."""
    user = 65534 if os.geteuid() == 0 else os.geteuid()
    with tempfile.TemporaryDirectory(dir="/tmp") as place:  # pytest's own folders are closed to nobody
        path = Path(place, "a.txt")
        path.write_bytes(b"old")
        path.chmod(0o444)
        os.chown(place, user, -1)
        before = os.geteuid()
        os.seteuid(user)
        try:
            assert refusal(path) == "no-permission"
            os.chmod(place, 0o555)
            assert refusal(Path(place, "new.txt")) == "no-permission"
            with pytest.raises(StoreError) as caught, store.lock(Path(place)):
                pass
            assert caught.value.code == "no-permission"
        finally:
            os.chmod(place, 0o755)
            os.seteuid(before)
        assert path.read_bytes() == b"old"


def test_the_lock_keeps_others_out_and_names_its_holder(tmp_path: Path) -> None:
    """While one process holds the lock, another gives up in time and knows who has it since when."""
    program = f"""
import sys
from pathlib import Path
from targettrack import store
with store.lock(Path({str(tmp_path)!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError) as caught, store.lock(tmp_path, timeout_seconds=0.1):
            pass
        assert caught.value.code == "locked"
        assert re.fullmatch(rf".+@.+ \(pid {other.pid}\)", str(caught.value.params["holder"]))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", str(caught.value.params["since"]))
        other.kill()
    with store.lock(tmp_path, timeout_seconds=0.1):
        pass
    assert (tmp_path / ".lock").exists()


HOLDER = """
import sys
from pathlib import Path
from targettrack import store
with store.lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.kill()


@pytest.mark.tools
def test_a_deleted_lock_file_never_admits_two_writers(tmp_path: Path) -> None:
    """Whoever deletes .lock while it is held, and makes it anew, is kept out all the same; afterwards it works again."""
    with held(tmp_path):
        (tmp_path / ".lock").unlink()
        for _ in range(2):
            with pytest.raises(StoreError) as caught, store.lock(tmp_path, timeout_seconds=0.05):
                pass
            assert caught.value.code == "locked"
    with store.lock(tmp_path, timeout_seconds=0.05):
        pass


def test_a_lock_file_that_was_replaced_while_waiting_is_locked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was locked must still be the file of that name; else there would be two locks."""
    flock = fcntl.flock
    waited: list[int] = []

    def replaced(descriptor: int, operation: int) -> None:
        flock(descriptor, operation)
        if not waited:
            waited.append(descriptor)
            (tmp_path / ".lock").unlink()

    monkeypatch.setattr(fcntl, "flock", replaced)
    with store.lock(tmp_path):
        locked = [os.fstat(int(name)).st_ino for name in os.listdir("/proc/self/fd") if _is_open(int(name))]
        assert (tmp_path / ".lock").stat().st_ino in locked


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


BUSY = """
import sys
from pathlib import Path
from targettrack import store
for _ in range(30):
    with store.lock(Path(sys.argv[1])):
        count = Path(sys.argv[1], "count")
        count.write_text(str(int(count.read_text()) + 1))
"""


@pytest.mark.tools
def test_of_eight_busy_writers_none_is_refused(tmp_path: Path) -> None:
    """Eight processes with thirty writes each: all get their turns, one at a time."""
    (tmp_path / "count").write_text("0")
    others = [subprocess.Popen([sys.executable, "-c", BUSY, str(tmp_path)]) for _ in range(8)]
    assert [other.wait() for other in others] == [0] * 8
    assert (tmp_path / "count").read_text() == "240"


def test_the_lock_is_never_taken_through_a_link(tmp_path: Path) -> None:
    """The holder's name would be written into the file that a planted link points at."""
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / ".lock").symlink_to("precious")
    with pytest.raises(StoreError) as caught, store.lock(tmp_path):
        pass
    assert caught.value.code == "write-failed"
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_whoever_may_write_the_folder_may_lock_it(tmp_path: Path) -> None:
    """In a folder shared by a group, the first to lock does not shut the others out by the umask."""
    tmp_path.chmod(0o770)
    with store.lock(tmp_path):
        pass
    assert stat.S_IMODE((tmp_path / ".lock").stat().st_mode) == 0o660


def test_no_folder_to_lock(tmp_path: Path) -> None:
    """Locking does not make a store."""
    with pytest.raises(StoreError) as caught, store.lock(tmp_path / "targets"):
        pass
    assert (caught.value.code, list(tmp_path.iterdir())) == ("no-store", [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("targets/KP/KP-001.toml", "destination-in-ledger"),
        ("targets/KP/report.json", "destination-in-ledger"),
        ("targets/KP/deep/report.json", "destination-in-ledger"),
        ("targets/units.toml", "destination-in-ledger"),
        ("targets/targettrack.toml", "destination-in-ledger"),
        ("targets/.lock", "destination-in-ledger"),
        ("link.json", "destination-in-ledger"),
        ("nowhere/report.json", "no-folder"),
        ("targets", "not-a-destination"),
        ("pipe", "not-a-destination"),
    ],
)
def test_a_destination_that_may_not_be_written(tmp_path: Path, name: str, code: str) -> None:
    """Neither a record nor what lies beside it is ever overwritten by -o, not through a link either; told before writing."""
    (tmp_path / "targets/KP/deep").mkdir(parents=True)
    (tmp_path / "targets/KP/plan.toml").write_bytes(b"id = 1")
    (tmp_path / "targets/KP/KP-001.toml").write_bytes(b"id = 1")
    (tmp_path / "link.json").symlink_to("targets/KP/KP-001.toml")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError) as caught:
        store.check_destination(tmp_path / name)
    assert (caught.value.code, caught.value.params["path"]) == (code, str(tmp_path / name))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_destination_that_may_be_written(tmp_path: Path) -> None:
    """A new file and an old one, beside the ledger or at its root; nothing is left behind and nothing is changed."""
    (tmp_path / "targets").mkdir()
    (tmp_path / "old.json").write_bytes(b"old")
    for name in ("new.json", "old.json", "targets/report.html"):
        store.check_destination(tmp_path / name)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["old.json", "targets"]
    assert (tmp_path / "old.json").read_bytes() == b"old"
