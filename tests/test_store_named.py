"""Commands that name targets: ids come from file names, and only the files are opened that the answer needs."""

from __future__ import annotations

import builtins
import os
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import Run
from running import error
from targettrack import record, store
from targettrack.cache import stamps
from targettrack.store import content

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = Path(__file__).parent / "data/ledger/targets/YS2025/YS2025-007.toml"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that are opened from here on, by whatever way."""
    names: list[str] = []

    def noted(real: object) -> object:
        def opening(path: object, *arguments: object, **options: object) -> object:
            if not isinstance(path, int):
                names.append(os.path.basename(os.fsdecode(path)))  # type: ignore[arg-type]  # a path, as it is no number
            return real(path, *arguments, **options)  # type: ignore[operator]  # one of the two below

        return opening

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", noted(os.open))
        patch.setattr(builtins, "open", noted(open))
        yield names


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A plan of 90 more targets and one of 9,990, made once; `among` lends them to a ledger."""
    text = GOOD.read_text(encoding="utf-8")
    plan = GOOD.with_name("plan.toml").read_text(encoding="utf-8").replace("YS2025", "BIG")
    folders = []
    for count in (90, 9_990):
        folder = tmp_path_factory.mktemp("crowd")
        (folder / "plan.toml").write_text(plan, encoding="utf-8")
        for number in range(1000, 1000 + count):
            (folder / f"BIG-{number}.toml").write_text(text.replace("YS2025-007", f"BIG-{number}"), encoding="utf-8")
        folders.append(folder)
    return folders


@contextmanager
def among(crowd: Path, root: Path) -> Iterator[None]:
    """The ledger with a crowd as one of its plans."""
    crowd.rename(root / "BIG")
    try:
        yield
    finally:
        (root / "BIG").rename(crowd)


OF_NEW = ("--plan", "BG", "--kind", "qualitative", "--owner", "none", "--deadline", "2025-12-31")
COMMANDS = {
    "show": ("show", "YS2025-004"),
    "show linked": ("show", "QX2025-001"),
    "show by number": ("show", "7"),
    "update": ("update", "YS2025-007", "--note", "x"),
    "update two": ("update", "7", "ys2025-1", "--note", "x"),
    "undo": ("undo", "YS2025-001", "--by", "张三"),
    "review": ("review", "BG-2", "--accept"),
    "add": ("add", "新建公园", *OF_NEW, "--dry-run"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_ledger_a_hundred_times_as_large_costs_the_same(
    run: Run, root: Path, crowds: list[Path], opened: list[str], name: str
) -> None:
    """Among 10,000 targets a command that names some opens at most 1.1 times the files that it opens among 100."""
    (root / "BG").mkdir()
    plan = (root / "YS2025/plan.toml").read_text(encoding="utf-8").replace("YS2025", "BG")
    (root / "BG/plan.toml").write_text(plan, encoding="utf-8")
    draft = GOOD.read_text(encoding="utf-8").replace("YS2025-007", "BG-2").partition("[updates]")[0]
    (root / "BG/BG-2.toml").write_text(f"draft = true\n{draft}[updates]\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in root.glob("*/*.toml")}
    counts = []
    for crowd in crowds:
        for path, data in before.items():
            path.write_bytes(data)
        with among(crowd, root):
            opened.clear()
            assert run(*COMMANDS[name]).code == 0
            counts.append(len(opened))
    few, many = counts
    assert few * 0.9 <= many <= few * 1.1
    assert [one for one in opened if one.startswith("BIG")] == []


def test_a_record_is_parsed_once_before_and_once_after_the_change(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text that was read for the answer is the text that is proved under the lock, unless somebody changed it."""
    parsed: Counter[str] = Counter()
    read = record.read_target

    def counted(text: str, *, path: str, plan: str) -> object:
        parsed["YS2025-007" if 'id = "YS2025-007"' in text else "else"] += 1
        return read(text, path=path, plan=plan)

    monkeypatch.setattr(record, "read_target", counted)
    content.parsed.cache_clear()  # of the texts of other tests
    assert run("update", "YS2025-007", "--note", "x").code == 0
    assert parsed["YS2025-007"] == 2


def test_what_a_target_links_to_is_read_with_it(root: Path) -> None:
    """The plan above, the target that a relative goal follows, and what an update has linked since; and their plans."""
    path = root / "QX2025/QX2025-003.toml"
    line = '20250701T010000-a = { at = 2025-07-01T09:00:00+08:00, upper = "YS2025-002" }\n'
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    (root / "SETTINGS").mkdir()
    found = store.load_only(root, ["qx2025-001", "QX2025-003", "QX2025-404"])
    assert [target.id for target in found.targets] == ["QX2025-001", "QX2025-003", "YS2025-002", "YS2025-007"]
    assert [plan.id for plan in found.plans] == ["QX2025", "YS2025"]
    assert found.units
    assert (found.problems, found.unreadable) == ((), ())


def test_links_in_a_circle_end(root: Path) -> None:
    """Two records that name each other are both read, once."""
    for id_, other in (("YS2025-001", "YS2025-002"), ("YS2025-002", "YS2025-001")):
        path = root / f"YS2025/{id_}.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("title", f'upper = "{other}"\ntitle', 1), "utf-8")
    assert [target.id for target in store.load_only(root, ["YS2025-001"]).targets] == ["YS2025-001", "YS2025-002"]


def test_a_broken_record_elsewhere_is_no_business_of_this_one(run: Run, root: Path) -> None:
    """The exit code answers for the files that were read; a record that is broken itself is named."""
    (root / "YS2025/YS2025-001.toml").write_bytes(b"")
    assert run("show", "YS2025-007").code == 0
    broken = run("show", "YS2025-001")
    assert (broken.code, broken.said) == (2, error("unreadable-id", id="YS2025-001", path="YS2025/YS2025-001.toml"))


def test_a_number_alone_answers_for_what_it_could_not_see(run: Run, root: Path) -> None:
    """Where a folder cannot be looked into, a number may mean one in there: it is said, and the exit code is 1."""
    (root / "LOST").symlink_to("nowhere")
    assert run("show", "YS2025-007").code == 0
    found = run("show", "7")
    assert (found.code, "LOST" in found.said) == (1, True)
    assert run("show", "404").said == error("unreadable-id", id="404", path="LOST")


def test_the_current_plan_makes_a_number_unique(run: Run, root: Path) -> None:
    """1 is a target of both plans; with a current plan it is that one's, and so is what Tab offers."""
    (root / "targettrack.toml").write_text('plan = "QX2025"\n', encoding="utf-8")
    assert run("show", "1", "-f", "json").data["id"] == "QX2025-001"
    assert run("show", "7", "-f", "json").data["id"] == "YS2025-007"
    assert run("show", "ys2025-1", "-f", "json").data["id"] == "YS2025-001"


def test_what_points_at_a_target_is_looked_for_when_asked(run: Run) -> None:
    """`show` says what is above and nothing of what is below; `show --links` reads the ledger for it."""
    plain = run("show", "YS2025-007", "-f", "json").data
    assert (plain["upper"], plain["lower"], list(plain["targets"])) == ("", None, ["YS2025-007"])
    linked = run("show", "YS2025-007", "--links", "-f", "json").data
    assert (linked["lower"], list(linked["targets"])) == (["QX2025-001"], ["YS2025-007", "QX2025-001"])
    assert "QX2025-001" not in run("show", "YS2025-007").text
    assert "QX2025-001" in run("show", "YS2025-007", "--links").text


def test_a_slip_of_the_pen_is_answered_with_a_title(run: Run, opened: list[str]) -> None:
    """The nearest id is read for its title, and no other record."""
    found = run("show", "YS2025-077")
    assert found.said == error("unknown-id-near", id="YS2025-077", nearest="YS2025-007", title="新建碧道20公里")
    assert {name for name in opened if name.startswith(("YS2025-", "QX2025-"))} == {"YS2025-007.toml"}


@pytest.mark.parametrize("name", ["update", "update two", "undo", "add"])
def test_a_crowd_that_has_not_changed_is_not_even_listed(
    run: Run, root: Path, crowds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With a cache only the root is listed, however many records lie in the folders, and the answer is that without one."""
    (root / "BG").mkdir()
    (root / "BG/plan.toml").write_text((root / "YS2025/plan.toml").read_text(encoding="utf-8").replace("YS2025", "BG"))
    moment, scandir, listed = stamps.moment, os.scandir, list[str]()

    def noted(place: str) -> object:
        listed.append(os.path.basename(place) if isinstance(place, str) else "")
        return scandir(place)

    command, cached = (*COMMANDS[name], "--dry-run"), {"TARGETTRACK_CACHE": str(tmp_path / "cache")}
    with among(crowds[0], root):
        expected = run(*command)
        monkeypatch.setattr(stamps, "moment", lambda: moment() + 3_000_000_000)
        run(*command, env=cached)
        monkeypatch.setattr(os, "scandir", noted)
        found = run(*command, env=cached)
    assert "BIG" not in listed
    assert (found.code, len(found.out), found.err) == (expected.code, len(expected.out), expected.err)


def test_a_repeated_add_is_known_with_a_cache(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record that the same words have made is found among the packed ones, as without a cache."""
    (root / "BG").mkdir()
    (root / "BG/plan.toml").write_text((root / "YS2025/plan.toml").read_text(encoding="utf-8").replace("YS2025", "BG"))
    cached = {"TARGETTRACK_CACHE": str(tmp_path / "cache")}
    moment = stamps.moment
    monkeypatch.setattr(stamps, "moment", lambda: moment() + 3_000_000_000)
    for number in range(20):
        assert run("add", f"新建公园{number}", *OF_NEW, env=cached).code == 0
    assert run("list", "--plan", "BG", env=cached).code == 0  # packs them
    again = run("add", "新建公园7", *OF_NEW, env=cached)
    assert (again.code, b"BG-008: recorded already" in again.err) == (0, True)
    assert len([*(root / "BG").glob("BG-*.toml")]) == 20
