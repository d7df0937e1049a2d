"""What is missing is asked for at a terminal with a proposal, a slip asks again; elsewhere all of it is named at once."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from running import Outcome, error
from targettrack import store
from targettrack.cli import world
from targettrack.ledger import planid

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

REPORT = """2026年某县政府工作报告
二、2026年主要目标
地区生产总值增长5%左右，城镇新增就业6000人以上。
三、重点工作
新增义务教育学位940个，年底前建成县第二水厂。
"""
LIST = "年内新增学位900个。\n建成公园3个。\n"


class Sit(Protocol):
    """Run a command in a folder without a ledger, with these lines typed at its questions."""

    def __call__(self, *argv: str, typed: str = "", language: str = "en") -> Outcome:
        """Give exit code, standard output and standard error, which has the questions."""


@pytest.fixture
def sit(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Somebody sits at standard input; the folder is empty."""
    for path in sorted(root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    root.rmdir()
    monkeypatch.setattr(world, "reads_terminal", lambda: True)

    def call(*argv: str, typed: str = "", language: str = "en") -> Outcome:
        return run(*argv, stdin=typed, env={"TARGETTRACK_LANG": language})

    return call


def plan(root: Path, id_: str) -> dict[str, Any]:
    """What stands in a plan's file."""
    return tomllib.loads((root / id_ / "plan.toml").read_text(encoding="utf-8"))


def test_init_proposes_what_the_title_says(sit: Sit, root: Path) -> None:
    """Yes, a title, and Enter four times: year, issuer and tier are those of the title, the id has the place's letters."""
    found = sit("init", typed="y\n2026年开平市政府工作报告\n\n\n\n\n", language="zh")
    assert found.code == 0
    made = plan(root, "KP2026")
    assert (made["title"], made["year"], made["issuer"], made["level"]) == (
        "2026年开平市政府工作报告",
        2026,
        "开平市人民政府",
        "county",
    )
    assert found.said.splitlines()[-1] == "下一步：targettrack add --plan KP2026"


def test_init_makes_no_plan_unless_it_is_wanted(sit: Sit, root: Path) -> None:
    """Enter makes the ledger alone, and the last line says how a report becomes a plan."""
    found = sit("init", typed="\n")
    assert (found.code, found.said.splitlines()[-1]) == (0, "Next: targettrack extract FILE --write")
    assert [path.name for path in root.iterdir() if path.is_dir()] == []


def test_a_wrong_answer_asks_again_with_the_reason(sit: Sit, root: Path) -> None:
    """Year, tier and id are asked for until they can be read; what was answered before is not asked again."""
    answers = ("某县工作要点", "二十六", "2026", "某县人民政府", "state", "county", "a b", "XX2026")
    found = sit("init", "--parent", "YY2026", typed="".join(f"{one}\n" for one in answers))
    assert found.code == 0
    said = [line.partition("Error: ")[2] for line in found.said.splitlines() if "Error: " in line]
    assert [line.partition(" ")[0] for line in said] == ["year:", "tier:", "«a"]
    assert found.said.count("title") == 1
    assert (plan(root, "XX2026")["level"], plan(root, "XX2026")["parent"]) == ("county", "YY2026")


def test_a_plan_that_is_there_is_no_answer(sit: Sit, root: Path) -> None:
    """The proposal goes on by a letter; an id that is taken is refused at once, in any case of letters."""
    one = "y\n2026年开平市政府工作报告\n\n\n\n"
    assert sit("init", typed=f"{one}\n").code == 0
    found = sit("init", typed=f"{one}kp2026\n\n")
    assert found.code == 0
    assert error("plan-exists", plan="kp2026").strip() in found.said
    assert plan(root, "KP2026B")["id"] == "KP2026B"


@pytest.mark.parametrize("answers", ["", "y\n", "y\n2026年开平市政府工作报告\n", "y\n2026年开平市政府工作报告\n\n\n\n"])
def test_who_leaves_before_the_end_has_written_nothing(sit: Sit, root: Path, answers: str) -> None:
    """130, a word, and no ledger."""
    found = sit("init", typed=answers)
    assert (found.code, found.out) == (130, b"")
    assert found.said.endswith("Nothing was recorded.\n")
    assert not root.exists()


def test_extract_makes_the_ledger_and_the_plan(sit: Sit, root: Path) -> None:
    """A report, an empty folder, an id and Enter: drafts, the text beside them, and the command for what comes next."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    found = sit("extract", "report.txt", "--write", typed="XX2026\n\n")
    assert found.code == 0
    assert (root / "XX2026/source.txt").read_text(encoding="utf-8") == REPORT
    ledger = store.load(root)
    assert ([one.id for one in ledger.plans], len(ledger.targets)) == (["XX2026"], 4)
    assert ledger.plans[0].document == "report.txt"
    assert "`targettrack review --plan XX2026`" in found.text.splitlines()[-1]
    assert "[MX2026]" in found.said


def test_extract_asks_for_what_a_list_does_not_say(sit: Sit, root: Path) -> None:
    """A title, and its year, issuer and tier as it says them; the drafts are read again by them."""
    (root.parent / "list.txt").write_text(LIST, encoding="utf-8")
    found = sit("extract", "list.txt", "--write", typed="2027年水口镇工作要点\n\n\n\n\n\n")
    assert found.code == 0
    made = plan(root, "SK2027")
    assert (made["year"], made["issuer"], made["level"]) == (2027, "水口镇人民政府", "town")
    assert {str(one.deadline) for one in store.load(root).targets} == {"2027-12-31"}


def test_who_wants_no_ledger_gets_none(sit: Sit, root: Path) -> None:
    """No at the last question: nothing was written."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    found = sit("extract", "report.txt", "--write", typed="XX2026\nn\n")
    assert (found.code, found.out, root.exists()) == (130, b"", False)
    assert found.said.endswith("Nothing was recorded.\n")


def test_add_proposes_what_the_title_says(sit: Sit, root: Path) -> None:
    """Kind, number, day and unit of the title by Enter; 力争 is heard, the record has the indicator, too."""
    sit("init", "--plan", "XX2026", "--title", "2026年某县政府工作报告", "--year", "2026", "--issuer", "某县人民政府")
    found = sit("add", typed="新增普惠托位300个，力争9月底前完成\n\n\n\n\n", language="zh")
    assert found.code == 0
    (made,) = store.load(root).targets
    assert (made.title, made.kind, str(made.deadline)) == (
        "新增普惠托位300个，力争9月底前完成",
        "quantity",
        "2026-09-30",
    )
    assert (made.strength, made.owner) == ("stretch", "某县卫生健康局")
    assert (made.goal.indicator, made.goal.comparator, str(made.goal.value), made.goal.unit) == (
        "新增普惠托位",
        ">=",
        "300",
        "个",
    )
    assert found.said.endswith("下一步：targettrack list --plan XX2026\n")
    assert found.lines == [
        "XX2026-001  新增普惠托位300个，力争9月底前完成：数量；力争；≥ 300个；时限2026年9月30日；某县卫生健康局；未到期"
    ]


def test_another_number_than_the_title_has_its_own_meaning(sit: Sit, root: Path) -> None:
    """What the title says of its number does not go with another one; no unit and no end are answers."""
    sit("init", "--plan", "XX2026", "--title", "x", "--year", "2026")
    assert sit("add", "控制事故在2起以内", "--kind", "quantity", typed="5起\n无\n未分工\n").code == 0
    (made,) = store.load(root).targets
    assert (made.goal.indicator, str(made.goal.value), made.deadline, made.owner) == ("", "5", None, "")


@pytest.mark.parametrize(
    ("argv", "missing"),
    [
        (("init", "--level", "county"), "--plan --title --year"),
        (("init", "--plan", "XX2026"), "--title --year"),
        (("add",), "TITLE --kind --owner --deadline"),
        (("add", "--owner", "无", "--kind", "定性"), "TITLE --deadline"),
        (("extract", "list.txt", "--write"), "--plan --year"),
    ],
)
def test_all_that_is_missing_is_named_at_once(
    sit: Sit, root: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], missing: str
) -> None:
    """Off a terminal: exit code 2, one line with every option, and no question."""
    if argv[0] != "init":
        assert sit("init", "--plan", "OLD", "--title", "x", "--year", "2025").code == 0
    (root.parent / "list.txt").write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(world, "reads_terminal", lambda: False)
    assert sit(*argv) == (2, b"", error("missing-answer", option=missing).encode())


@pytest.mark.parametrize(
    ("issuer", "id_"),
    [
        ("开平市人民政府", "KP2026"),
        ("江门市蓬江区人民政府", "PJ2026"),
        ("水口镇人民政府", "SK2026"),
        ("某县人民政府", "MX2026"),
        ("广东省人民政府", "GD2026"),
        ("长沙街道办事处", "CS2026"),
        ("国务院", "GWY2026"),
        ("Wuhan", "WUHA2026"),
        ("濮县人民政府", "X2026"),
        ("濮", ""),
        ("", ""),
    ],
)
def test_an_id_has_the_letters_of_the_place(issuer: str, id_: str) -> None:
    """The last place of the issuer's name, without what kind of place it is; a rare character has no letter."""
    assert planid.proposed(issuer, 2026, ()) == id_
