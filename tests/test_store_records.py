"""Finding and making stores, plans and records; ids are given out once."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from targettrack import store
from targettrack.errors import StoreError, UsageError
from targettrack.model import (
    Checkpoint,
    Comparator,
    Create,
    Goal,
    Kind,
    Level,
    NewPlan,
    Plan,
    Quantity,
    Quote,
    Remove,
    Strength,
    Target,
    Written,
)

PLAN = Plan(
    "KP", "开平市政府工作报告", 2025, date(2025, 1, 1), date(2025, 12, 31), issuer="开平市人民政府", level=Level.COUNTY
)

DRAFT = Target(
    id="",
    plan="",
    title="新增义务教育学位940个",
    kind=Kind.QUANTITY,
    recorded=datetime(2025, 2, 26, 9, tzinfo=timezone(timedelta(hours=8))),
    owner="开平市教育局",
    supporting=("甲局", "乙局"),
    deadline=date(2025, 12, 31),
    assumed=("deadline",),
    goal=Goal("新增学位", Comparator.AT_LEAST, Decimal(940), "个", equivalent=Quantity(Decimal("0.094"), "万个")),
    quotes=(Quote("新增义务教育学位940个", 143), Quote("学位\u202e940", 3)),
    checkpoints=(Checkpoint(date(2025, 6, 30), Decimal(400)), Checkpoint(date(2025, 9, 30), stage="完工")),
)

WRITTEN = """\
# The commitment as it was made. What happened since stands under [updates], one line each, appended by targettrack.
id = "KP-001"
title = "新增义务教育学位940个"
owner = "开平市教育局"
supporting = ["甲局", "乙局"]
deadline = 2025-12-31
status = "pending"
kind = "quantity"
strength = "firm"
assumed = ["deadline"]
recorded = 2025-02-26T09:00:00+08:00
checkpoint = [
    { date = 2025-06-30, value = 400 },
    { date = 2025-09-30, stage = "完工" },
]

[goal]
indicator = "新增学位"
comparator = ">="
value = 940
unit = "个"
equivalent = { value = 0.094, unit = "万个" }

[source]
quote = "新增义务教育学位940个"
line = 143
also = [
    { quote = "学位\\u202e940", line = 3 },
]

[updates]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A new store with one plan."""
    root = store.init(tmp_path)
    store.apply(root, [NewPlan(PLAN)])
    return root


def create(root: Path, plan: str, drafts: list[Target], *, dry_run: bool = False) -> list[Target]:
    """Make records of drafts, and give them as written."""
    written = store.apply(root, [Create(draft._replace(plan=plan)) for draft in drafts], dry_run=dry_run)
    return [one.target for one in written if one.target is not None]


def files(place: Path) -> list[str]:
    """All files of a folder."""
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


def test_a_new_store_tells_git_how_to_merge(tmp_path: Path) -> None:
    """Records and ids merge by union, the rest as text, all with LF; lock and temporary files stay out."""
    root = store.init(tmp_path)
    assert root == tmp_path / "targets"
    assert files(root) == [".gitattributes", ".gitignore"]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    asked = ["KP/KP-001.toml", "KP/.ids", "KP/plan.toml", "units.toml", "targettrack.toml"]
    answer = subprocess.run(
        ["git", "check-attr", "merge", "eol", "--", *asked], cwd=root, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()
    assert answer == [
        "KP/KP-001.toml: merge: union",
        "KP/KP-001.toml: eol: lf",
        "KP/.ids: merge: union",
        "KP/.ids: eol: lf",
        "KP/plan.toml: merge: text",
        "KP/plan.toml: eol: lf",
        "units.toml: merge: text",
        "units.toml: eol: lf",
        "targettrack.toml: merge: text",
        "targettrack.toml: eol: lf",
    ]
    ignored = ["git", "check-ignore", ".lock", "KP/.targettrack-0123456789abcdef.tmp"]
    assert subprocess.run(ignored, cwd=root, stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_a_store_is_begun_once(tmp_path: Path) -> None:
    """A complete store is refused, as is one inside it; an interrupted beginning is completed."""
    root = store.init(tmp_path, dry_run=True)
    assert not root.exists()
    root.mkdir()
    (root / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert store.init(root) == root
    assert (root / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    for place in (tmp_path, root, root / "KP"):
        with pytest.raises(StoreError) as caught:
            store.init(place)
        assert (caught.value.code, caught.value.params) == ("store-exists", {"where": str(root)})


def test_the_store_is_found_upwards(root: Path, tmp_path: Path) -> None:
    """From its parent, from inside and from anywhere below its parent."""
    (tmp_path / "notes/2025").mkdir(parents=True)
    for start in (tmp_path, root, root / "KP", tmp_path / "notes/2025"):
        assert store.find(start, None) == root


def test_the_store_is_found_where_it_is_said_to_be(root: Path, tmp_path: Path) -> None:
    """`--store` names the folder or its parent, relative to the start; nothing is searched above it."""
    for said in (str(root), str(tmp_path), "targets", "."):
        assert store.find(tmp_path, said) == root
    assert store.find(root / "KP", "..") == root
    (tmp_path / "notes").mkdir()
    with pytest.raises(StoreError) as caught:
        store.find(tmp_path, "notes")
    assert (caught.value.code, caught.value.params) == ("no-store", {"where": str(tmp_path / "notes")})


def test_a_plan_may_be_called_targets(root: Path) -> None:
    """A plan of that name is not taken for the store."""
    store.apply(root, [NewPlan(PLAN._replace(id="targets"))])
    assert store.find(root, None) == store.find(root / "targets", None) == store.find(root, ".") == root


def test_no_store_is_made_by_accident(tmp_path: Path) -> None:
    """Searching where nothing is fails and makes nothing."""
    with pytest.raises(StoreError) as caught:
        store.find(tmp_path, None)
    assert (caught.value.code, list(tmp_path.iterdir())) == ("no-store", [])


def test_a_record_is_written_as_people_read_it(root: Path) -> None:
    """The head in the design's order, one line per value, an empty table of updates last; it reads back the same."""
    (target,) = create(root, "KP", [DRAFT])
    assert (root / "KP/KP-001.toml").read_text(encoding="utf-8") == WRITTEN
    assert target == DRAFT._replace(id="KP-001", plan="KP", path="KP/KP-001.toml")
    ledger = store.load(root)
    assert (ledger.plans, ledger.targets, ledger.problems) == ((PLAN,), (target,), ())


def test_ids_are_never_given_twice(root: Path) -> None:
    """Neither after the program removed a draft, nor when somebody made a file by hand, in whatever folder."""
    *_, last = create(root, "KP", [DRAFT._replace(draft=True)] * 3)
    assert last.id == "KP-003"
    assert store.apply(root, [Remove(last)]) == (Written(None, id="KP-003"),)
    assert files(root / "KP") == [".ids", "KP-001.toml", "KP-002.toml", "plan.toml"]
    assert (root / "KP/.ids").read_text(encoding="utf-8") == "KP-003\n"
    assert [target.id for target in create(root, "KP", [DRAFT])] == ["KP-004"]
    (root / "OTHER").mkdir()
    (root / "OTHER/kp-0998.toml").touch()
    assert [target.id for target in create(root, "KP", [DRAFT] * 2)] == ["KP-999", "KP-1000"]


def test_a_list_of_ids_that_was_merged_or_cut_still_counts(root: Path) -> None:
    """Order, repeated and unknown lines and a missing line end do not matter."""
    (root / "KP/.ids").write_bytes(b"KP-007\nKP-003\nKP-007\n\xff\nkp-012")
    assert [target.id for target in create(root, "KP", [DRAFT])] == ["KP-013"]
    (target,) = create(root, "KP", [DRAFT._replace(draft=True)])
    store.apply(root, [Remove(target)])
    assert (root / "KP/.ids").read_bytes() == b"KP-007\nKP-003\nKP-007\n\xff\nkp-012\nKP-014\n"


def test_people_who_add_at_once_get_different_ids(root: Path) -> None:
    """Four processes with ten records each make forty."""
    program = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_store_records import DRAFT, create
for _ in range(10):
    create(Path({str(root)!r}), "KP", [DRAFT])
"""
    others = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [other.wait() for other in others] == [0] * 4
    assert [target.id for target in store.load(root).targets] == [f"KP-{number:03d}" for number in range(1, 41)]


def test_a_dry_run_names_the_ids_and_writes_nothing(root: Path) -> None:
    """`--dry-run` shows what would be made, of plans and of records."""
    before = files(root)
    assert [target.path for target in create(root, "KP", [DRAFT] * 2, dry_run=True)] == [
        "KP/KP-001.toml",
        "KP/KP-002.toml",
    ]
    store.apply(root, [NewPlan(PLAN._replace(id="HS"))], dry_run=True)
    assert files(root) == before
    assert not (root / "HS").exists()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (DRAFT._replace(title=" "), "empty-value"),
        (DRAFT._replace(title="\udcb3"), "not-utf8"),
        (DRAFT._replace(deadline=date(2024, 1, 1), start=date(2025, 1, 1)), "deadline-before-start"),
        (DRAFT._replace(checkpoints=DRAFT.checkpoints[::-1]), "differs"),
    ],
)
def test_a_record_that_could_not_be_read_back_is_refused(root: Path, draft: Target, reason: str) -> None:
    """All drafts are proved before the first file is made."""
    before = files(root)
    with pytest.raises(StoreError) as caught:
        create(root, "KP", [DRAFT, draft])
    found = caught.value
    assert (found.code, found.params["path"], found.params["reason"]) == ("would-break", "KP/KP-002.toml", reason)
    assert files(root) == before


def test_a_disk_that_fails_leaves_no_half_record(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No record is made, and the next one gets the id."""

    def failing(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreError) as caught:
        create(root, "KP", [DRAFT])
    monkeypatch.undo()
    assert caught.value.code == "disk-full"
    assert files(root / "KP") == ["plan.toml"]
    assert [target.id for target in create(root, "KP", [DRAFT])] == ["KP-001"]


def test_records_belong_to_a_plan(root: Path) -> None:
    """A plan that is not there is a mistake of the caller; no path leads out of the store."""
    for plan in ("XX", "", "../targets/KP", "/etc"):
        with pytest.raises(UsageError) as caught:
            create(root, plan, [DRAFT])
        assert (caught.value.code, caught.value.params) == ("no-such-plan", {"plan": plan})


def test_a_link_leads_no_new_record_out_of_the_store(root: Path, tmp_path: Path) -> None:
    """Neither the plan's folder nor its list of ids may be elsewhere."""
    (root / "KP").rename(tmp_path / "elsewhere")
    (root / "KP").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError) as caught:
        create(root, "KP", [DRAFT])
    assert (caught.value.code, caught.value.params) == ("outside-store", {"path": "KP/plan.toml"})
    (root / "KP").unlink()
    (tmp_path / "elsewhere").rename(root / "KP")
    (root / "KP/.ids").symlink_to(tmp_path / "ids")
    with pytest.raises(StoreError) as caught:
        create(root, "KP", [DRAFT])
    assert (caught.value.code, caught.value.params) == ("outside-store", {"path": "KP/.ids"})


def test_a_plan_is_made_once(root: Path) -> None:
    """A second plan of the same name is refused, also in other letters; the same one is there already, and stays."""
    assert (root / "KP/plan.toml").read_text(encoding="utf-8") == (
        'id = "KP"\ntitle = "开平市政府工作报告"\nyear = 2025\nstart = 2025-01-01\nend = 2025-12-31\n'
        'issuer = "开平市人民政府"\nlevel = "county"\n'
    )
    store.apply(root, [NewPlan(PLAN)])
    for plan in (PLAN._replace(title="其他"), PLAN._replace(id="kp")):
        with pytest.raises(StoreError) as caught:
            store.apply(root, [NewPlan(plan)])
        assert (caught.value.code, caught.value.params) == ("plan-exists", {"plan": "KP"})


def test_a_plan_can_be_added_to_records_without_one(root: Path) -> None:
    """Where only plan.toml is missing, it is made, and the records stay."""
    create(root, "KP", [DRAFT])
    (root / "KP/plan.toml").unlink()
    store.apply(root, [NewPlan(PLAN)])
    assert [problem.code for problem in store.load(root).problems] == []


def test_an_impossible_plan_is_refused(root: Path) -> None:
    """A name that is no id, or a plan without its days, makes no folder."""
    before = files(root)
    for plan, reason in ((PLAN._replace(id="../KP"), "bad-id"), (PLAN._replace(end=None), "missing-key")):
        with pytest.raises(StoreError) as caught:
            store.apply(root, [NewPlan(plan)])
        assert (caught.value.code, caught.value.params["reason"]) == ("would-break", reason)
    assert files(root) == before


def test_all_kinds_of_goals_read_back(root: Path) -> None:
    """Every field of a goal survives the file."""
    goals = (
        Goal(
            "GDP增速",
            Comparator.ABOVE,
            Decimal("5.5"),
            "%",
            to=Decimal(6),
            baseline=Decimal("3.4"),
            baseline_date=date(2024, 12, 31),
        ),
        Goal("CPI", Comparator.ABOUT, Decimal(3), "%", tolerance=Decimal("0.5"), result_due=date(2026, 1, 31)),
        Goal("行政村", denominator=Decimal(222), per="行政村", done_when="经营性收入超50万元", of="KP-001"),
    )
    drafts = [DRAFT._replace(goal=goal, strength=Strength.STRETCH, draft=True, tags=("民生",)) for goal in goals]
    create(root, "KP", drafts)
    assert tuple(target.goal for target in store.load(root).targets) == goals
