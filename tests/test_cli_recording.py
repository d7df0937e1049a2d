"""What can be recorded of a target by `update`, option by option; what is doubted, and what is refused, in one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Run
from running import NOW, error
from targettrack import store
from targettrack.rating.standing import fold

if TYPE_CHECKING:
    from targettrack.model import Target, Update

HOMES, JOBS, GROWTH, SCHOOL, BRIDGE, RIVER, PATH = (f"YS2025-00{n}" for n in range(1, 8))
WARRANT = ("--reason", "汛期", "--authority", "县政府常务会议")


def record(root: Path, id_: str) -> Target:
    """The record of a target, as it is read back."""
    return next(one for one in store.load(root).targets if one.id == id_)


def last(root: Path, id_: str) -> Update:
    """The newest line of a target."""
    return record(root, id_).updates[-1]


def points(root: Path, id_: str) -> list[tuple[str, str, str]]:
    """The checkpoints of the newest line of a target: day, number, step."""
    return [(str(p.date), "" if p.value is None else str(p.value), p.stage) for p in last(root, id_).checkpoint or ()]


@pytest.mark.parametrize(
    ("id_", "options", "expected"),
    [
        (RIVER, ("--assess", "按进度推进", "--reason", "现场查看"), {"assess": "advancing", "reason": "现场查看"}),
        (RIVER, ("--assess", "正常推进", "--reason", "x"), {"assess": "advancing"}),
        (RIVER, ("--assess", "推进较慢", "--reason", "x"), {"assess": "slow"}),
        (RIVER, ("--assess", "推进缓慢", "--reason", "x"), {"assess": "slow"}),
        (RIVER, ("--assess", "停滞", "--reason", "x"), {"assess": "stalled"}),
        (RIVER, ("--assess", "stalled", "--reason", "x"), {"assess": "stalled"}),
        (PATH, ("--value", "9", "--data", "预计"), {"value": 9, "data": "estimate"}),
        (PATH, ("--value", "9", "--data", "初步"), {"data": "preliminary"}),
        (PATH, ("--value", "9", "--data", "核定"), {"data": "final"}),
        (PATH, ("--value", "9", "--data", "final"), {"data": "final"}),
        (PATH, ("--value", "3", "--part", "水口镇"), {"part": "水口镇"}),
        (PATH, ("--note", "验收", "--completed", "2025-10-08"), {"completed": "2025-10-08"}),
        (BRIDGE, ("--reopen", "--reason", "核定后未达"), {"reopened": True, "reason": "核定后未达"}),
        (SCHOOL, ("--status", "closed", "--waive", "并入新校"), {"status": "closed", "waive": "并入新校"}),
        (BRIDGE, ("--node-met", "2025-11-30", "--checkpoint", "2025-11-30=验收"), {"node_met": "2025-11-30"}),
        (PATH, ("--leader", "张副县长"), {"leader": "张副县长"}),
        (PATH, ("--leader", "none"), {"leader": ""}),
        (PATH, ("--item", "三-7"), {"item": "三-7"}),
        (PATH, ("--item", ""), {"item": ""}),
        (PATH, ("--upper", "qx2025-1"), {"upper": "QX2025-001"}),
        (PATH, ("--upper", "none"), {"upper": ""}),
        (PATH, ("--previous", "QX2025-2"), {"previous": "QX2025-002"}),
        (PATH, ("--into", "QX2025-003"), {"into": "QX2025-003"}),
        (PATH, ("--supporting", "交通", "--supporting", "教育"), {"supporting": ("云山县交通运输局", "云山县教育局")}),
        (PATH, ("--ask-deadline", "年底"), {"ask_deadline": "2025-12-31"}),
        (
            PATH,
            ("--notice", "督办单〔2025〕3号", "--reply-by", "2025-10-20"),
            {"notice": "督办单〔2025〕3号", "reply_by": "2025-10-20"},
        ),
        (PATH, ("--unmentioned", "--via", "2026年政府工作报告"), {"unmentioned": True, "via": "2026年政府工作报告"}),
        (PATH, ("--status", "暂缓", *WARRANT), {"status": "suspended", "authority": "县政府常务会议"}),
        (RIVER, ("--deadline", "年底"), {"deadline": "2025-12-31", "reason": None}),
        (RIVER, ("--goal", "baseline=3"), {"goal": {"baseline": 3}}),
    ],
)
def test_an_option_is_a_key_of_the_line(
    run: Run, root: Path, id_: str, options: tuple[str, ...], expected: dict[str, Any]
) -> None:
    """Words of either language are codes there, ids whole, days ISO, and a blank is filled without a reason."""
    found = run("update", id_, *options)
    assert found.code == 0, found.said
    line = last(root, id_)
    told = {name: getattr(line, name) for name in expected}
    shown = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
    assert shown == expected


def test_a_part_by_a_piece_of_its_name(run: Run, root: Path) -> None:
    """As units are: where only one part is called so; else the parts that there are."""
    assert run("update", PATH, "--goal", "parts=水口镇=12、赤水镇=8").code == 0
    assert run("update", PATH, "--value", "3", "--part", "水口").code == 0
    assert last(root, PATH).part == "水口镇"
    assert run("update", PATH, "--value", "3", "--part", "水").said == error(
        "unknown-part", id=PATH, part="水", choices="水口镇 赤水镇"
    )


def test_a_closed_plan_is_corrected_with_a_reason(run: Run, root: Path) -> None:
    """The reason is the word of --correct itself; notes need none."""
    plan = root / "YS2025/plan.toml"
    plan.write_text(plan.read_text() + "closed = 2025-10-09\n")
    assert run("update", PATH, "--value", "9").said == error("plan-closed", id=PATH, plan="YS2025", day="2025-10-09")
    assert run("update", PATH, "--note", "x").code == 0
    assert run("update", PATH, "--value", "9", "--correct", "统计口径").code == 0
    assert (last(root, PATH).value, last(root, PATH).reason) == (9, "统计口径")


def test_a_claim_is_sent_back_with_its_reason(run: Run, root: Path) -> None:
    """The reason is the word of --return itself; a second one beside it is refused."""
    assert run("update", PATH, "--value", "20", "--status", "done").code == 0
    assert run("update", PATH, "--return", "未验收", "--reason", "x").said == error(
        "not-together", options="--return --reason"
    )
    found = run("update", PATH, "--return", "未验收", "--format", "json")
    assert (found.code, found.row["rating"], found.row["light"], found.row["outline"]) == (
        0,
        "returned",
        "yellow",
        True,
    )
    assert (last(root, PATH).returned, last(root, PATH).reason) == (True, "未验收")


@pytest.mark.parametrize(
    ("id_", "options", "code", "params"),
    [
        (RIVER, ("--assess", "停滞"), "without-reason", {"option": "--assess"}),
        (BRIDGE, ("--reopen",), "without-reason", {"option": "--reopen"}),
        (PATH, ("--reopen", "--reason", "x"), "not-closed", {}),
        (PATH, ("--return", "x"), "nothing-to-return", {}),
        (PATH, ("--return", ""), "without-reason", {"option": "--return"}),
        (BRIDGE, ("--return", "x"), "is-closed", {}),
        (BRIDGE, ("--status", "active"), "is-closed", {}),
        (PATH, ("--data", "预计"), "figure-missing", {"options": "--data"}),
        (PATH, ("--value", "9", "--total"), "total-without-period", {}),
        (PATH, ("--completed", "2025-10-11"), "completed-later", {"day": "2025-10-11", "as_of": "2025-10-10"}),
        (PATH, ("--into", PATH), "linked-to-itself", {"option": "--into"}),
        (PATH, ("--upper", PATH), "linked-to-itself", {"option": "--upper"}),
        (PATH, ("--previous", PATH), "linked-to-itself", {"option": "--previous"}),
        (PATH, ("--node-met", "2025-06-30"), "unknown-node", {"day": "2025-06-30", "choices": "–"}),
        (PATH, ("--checkpoint", "2025-06-30="), "unknown-node", {"day": "2025-06-30", "choices": "–"}),
        (
            PATH,
            ("--checkpoint", "2025-10-11=5"),
            "node-outside",
            {"day": "2025-10-11", "start": "2025-01-01", "end": "2025-10-10"},
        ),
        (
            PATH,
            ("--checkpoint", "2025-06-30=5", "--checkpoint", "6月底=6"),
            "node-twice",
            {"day": "2025-06-30"},
        ),
        (PATH, ("--ask-deadline", "2025-10-10"), "ask-not-later", {"deadline": "2025-10-10"}),
        (PATH, ("--reply-by", "2025-10-20"), "reply-without-notice", {}),
        (PATH, ("--unmentioned",), "unmentioned-without-report", {}),
        (PATH, ("--note", "x", "--waive", "x"), "waive-without-closing", {}),
        (PATH, ("--status", "closed", "--value", "20"), "close-without-evidence", {}),
        (
            PATH,
            ("--status", "closed", "--evidence", "文"),
            "close-below-goal",
            {"figure": "8公里", "day": "2025-08-31", "goal": "20公里"},
        ),
        (
            GROWTH,
            ("--status", "closed", "--value", "7", "--evidence", "统计月报"),
            "close-too-early",
            {"figure": "7%", "day": "2025-10-10"},
        ),
        (SCHOOL, ("--status", "closed"), "close-without-evidence", {}),
        (
            PATH,
            ("--status", "dropped", "--reason", "x"),
            "without-warrant",
            {"option": "--status", "missing": "--authority"},
        ),
        (PATH, ("--goal", "value=20", *WARRANT), "goal-unchanged", {}),
        (PATH, ("--goal", "to=19"), "goal-range", {"value": "20", "to": "19"}),
    ],
)
def test_a_refusal_is_one_line(
    run: Run, root: Path, id_: str, options: tuple[str, ...], code: str, params: dict[str, str]
) -> None:
    """Exit code 2, what is wrong with which target and what to type, and a file as it was."""
    before = (root / "YS2025" / f"{id_}.toml").read_bytes()
    found = run("update", id_, *options)
    assert (found.code, found.out) == (2, b"")
    assert found.said.splitlines(keepends=True)[-1] == error(code, id=id_, **params)
    assert (root / "YS2025" / f"{id_}.toml").read_bytes() == before


def test_many_are_closed_by_one_publication(run: Run, root: Path) -> None:
    """All of them by one evidence, or none: one whose figure is short keeps the others open."""
    close = ("--status", "closed", "--evidence", "统计公报")
    before = {path: path.read_bytes() for path in root.glob("*/*.toml")}
    found = run("update", JOBS, PATH, *close)
    assert (found.code, found.said) == (
        2,
        error("close-below-goal", id=PATH, figure="8公里", day="2025-08-31", goal="20公里"),
    )
    assert {path: path.read_bytes() for path in root.glob("*/*.toml")} == before
    assert run("update", PATH, "--value", "20").code == 0
    assert run("update", JOBS, PATH, *close).code == 0
    assert [str(last(root, id_).status) for id_ in (JOBS, PATH)] == ["closed", "closed"]


def test_short_of_the_goal_by_a_waiver(run: Run) -> None:
    """It is closed, and completed in nothing."""
    found = run("update", PATH, "--status", "已销号", "--waive", "另行安排", "--format", "json")
    assert (found.code, found.row["rating"], found.row["light"]) == (0, "closed-short", "none")


@pytest.mark.parametrize(
    ("id_", "typed", "expected"),
    [
        (PATH, ("2025-06-30=5",), [("2025-06-30", "5", "")]),
        (PATH, ("2025-06-30=5公里",), [("2025-06-30", "5", "")]),
        (PATH, ("2025-06-30=5000米",), [("2025-06-30", "5", "")]),
        (PATH, ("6月底=5", "2025-09-30=西段完工"), [("2025-06-30", "5", ""), ("2025-09-30", "", "西段完工")]),
        (PATH, ("2025-09-30=2号桥合龙",), [("2025-09-30", "", "2号桥合龙")]),
        (PATH, ("2025-09-30=a=b",), [("2025-09-30", "", "a=b")]),
        (SCHOOL, ("2025-06-30=100%",), [("2025-06-30", "100", "")]),
    ],
)
def test_checkpoints(run: Run, root: Path, id_: str, typed: tuple[str, ...], expected: object) -> None:
    """A number in the goal's unit, or a step in words."""
    argv = [word for text in typed for word in ("--checkpoint", text)]
    assert run("update", id_, *argv).code == 0
    assert points(root, id_) == expected


def test_a_checkpoint_in_a_unit_that_only_the_goal_has(run: Run, root: Path) -> None:
    """个行政村 are 行政村, and 万人次 are 人次, whatever no table knows."""
    common = ("--plan", "qx", "--owner", "none", "--deadline", "年底")
    assert run("add", "行政村通光纤", "--kind", "覆盖", "--denominator", "15行政村", *common).code == 0
    assert run("add", "接待游客", "--kind", "数量", "--value", "3000人次", *common).code == 0
    assert run("update", "QX2025-004", "--checkpoint", "2025-11-30=9个行政村").code == 0
    assert run("update", "QX2025-005", "--checkpoint", "2025-11-30=0.2万人次").code == 0
    assert points(root, "QX2025-004") == [("2025-11-30", "9", "")]
    assert points(root, "QX2025-005") == [("2025-11-30", "2000", "")]


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("2025-06-30", "bad-checkpoint", {"option": "--checkpoint", "text": "2025-06-30"}),
        ("=5", "bad-checkpoint", {"option": "--checkpoint", "text": "=5"}),
        ("86400=5", "bad-date", {"option": "--checkpoint", "text": "86400"}),
        ("2025-06-30=5-8", "bad-number", {"option": "--checkpoint", "text": "5-8"}),
        ("2025-06-30=5吨", "wrong-unit", {"text": "5吨", "unit": "吨", "wanted": "公里"}),
        ("2025-06-30=5栋", "wrong-unit", {"text": "5栋", "unit": "栋", "wanted": "公里"}),
        ("2025-06-30=-5", "negative-figure", {"text": "-5"}),
    ],
)
def test_what_is_no_checkpoint(run: Run, text: str, code: str, params: dict[str, str]) -> None:
    """A day without a sign, no day, a range, another unit: never taken for a step in words."""
    found = run("update", PATH, "--checkpoint", text)
    assert (found.code, found.said) == (2, error(code, **params))


def test_one_list_for_many(run: Run, root: Path) -> None:
    """A line each, the target first; the days that --checkpoint names hold for all; # and empty lines say nothing."""
    text = "# 节点\n\nYS2025-001 2025-06-30=100套\nys2025-7,2025-08-31=8\n7\t2025-09-30=西段 完工\n"
    (root.parent / "nodes.txt").write_bytes(text.encode("gb18030"))
    (root / "targettrack.toml").write_text('plan = "YS2025"\n')
    found = run("update", "--checkpoint-file", "nodes.txt", "--checkpoint", "2025-10-10=12", "--format", "json")
    assert (found.code, found.err) == (0, b"")
    assert points(root, HOMES) == [("2025-10-10", "12", ""), ("2025-06-30", "100", "")]
    assert points(root, PATH) == [("2025-10-10", "12", ""), ("2025-08-31", "8", ""), ("2025-09-30", "", "西段 完工")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("YS2025-001 2025-06-30=1\nYS2025-007\n", error("bad-line", option="nodes.txt:2", text="YS2025-007")),
        (
            "YS2025-001 2025-06-30=1\nYS2025-007 5\n",
            error("bad-checkpoint", option="nodes.txt:2", text="5"),
        ),
        ("YS2025-404 2025-06-30=1\n", None),
        ("", error("no-target-named")),
        (
            "YS2025-001 2025-06-30=1\nYS2025-007 2025-12-31=1\n",
            error("node-outside", id=PATH, day="2025-12-31", start="2025-01-01", end="2025-10-10"),
        ),
    ],
)
def test_a_list_that_is_refused(run: Run, root: Path, text: str, line: str | None) -> None:
    """The line of the file is named, and nothing of the others is written."""
    (root.parent / "nodes.txt").write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in root.glob("*/*.toml")}
    found = run("update", "--checkpoint-file", "nodes.txt")
    assert (found.code, found.out) == (2, b"")
    assert found.said == line or line is None
    assert {path: path.read_bytes() for path in root.glob("*/*.toml")} == before


def test_a_list_that_is_not_there(run: Run) -> None:
    """The name that was typed."""
    assert run("update", "--checkpoint-file", "nodes.txt").code == 3


@pytest.mark.parametrize(
    ("id_", "typed", "value", "said"),
    [
        (PATH, "9000米", "9", "--value 9000米 = 9公里\n"),
        (PATH, "9千米", "9", ""),
        (PATH, "9", "9", ""),
        (JOBS, "52000人", "5.2", "--value 52000人 = 5.2万人\n"),
        (JOBS, "5.2万", "5.2", ""),
    ],
)
def test_units_of_one_dimension(run: Run, root: Path, id_: str, typed: str, value: str, said: str) -> None:
    """The line holds the number in the goal's unit; where it is another number, both are said."""
    found = run("update", id_, "--value", typed)
    assert (found.code, found.said) == (0, said)
    assert str(last(root, id_).value) == value


def test_an_area_in_both_units(run: Run, root: Path) -> None:
    """亩 for 公顷 where the record says how much the one is of the other, and not elsewhere."""
    argv = ("add", "森林质量提升1546.67公顷", "--plan", "ys", "--kind", "数量", "--owner", "none", "--deadline", "年底")
    assert run(*argv, "--value", "1546.67公顷").code == 0
    assert run("update", "YS2025-008", "--value", "1.16万亩").said == error(
        "wrong-unit", text="1.16万亩", unit="万亩", wanted="公顷"
    )
    assert run("update", "YS2025-008", "--goal", "equivalent=2.32万亩").code == 0
    found = run("update", "YS2025-008", "--value", "1.16万亩")
    assert (found.code, found.said) == (0, "--value 1.16万亩 = 773.335公顷\n")
    assert str(last(root, "YS2025-008").value) == "773.335"


@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        ("value=18-19", {"value": 18, "to": 19}, ""),
        ("18-19公里", {"value": 18, "to": 19}, ""),
        ("value=18000—19000米", {"value": 18, "to": 19}, "--goal value 18000—19000米 = 18公里\n"),
        ("value=18公里", {"value": 18}, ""),
        ("baseline=3000米", {"baseline": 3}, "--goal baseline 3000米 = 3公里\n"),
    ],
)
def test_a_range_in_a_goal(run: Run, root: Path, typed: str, expected: dict[str, int], said: str) -> None:
    """Two fields, and never the unit; units are converted as those of a figure are."""
    found = run("update", PATH, "--goal", typed, *WARRANT)
    assert found.code == 0
    assert said in found.said
    assert last(root, PATH).goal == expected


def test_a_figure_is_no_range(run: Run) -> None:
    """What was done is one number."""
    assert run("update", PATH, "--value", "5-8公里").said == error("bad-number", option="--value", text="5-8公里")
    assert run("update", PATH, "--goal", "to=5-8", *WARRANT).said == error("bad-number", option="--goal to", text="5-8")
    assert run("update", PATH, "--goal", "8-5", *WARRANT).said == error(
        "range-turned", option="--goal value", text="8-5"
    )


def doubted(id_: str, doubts: str, after: str = "") -> str:
    """The line of doubt."""
    way = after or f"It is recorded; `targettrack undo {id_}` takes it back."
    return f"{id_}: {doubts}. {way}\n"


def test_a_figure_far_above_its_goal(run: Run, root: Path) -> None:
    """It is recorded, and the target of the same plan is named whose goal it would fit; undo takes it back."""
    argv = ("add", "新建驿站400公里", "--plan", "ys", "--kind", "数量", "--owner", "none", "--deadline", "年底")
    assert run(*argv, "--value", "400公里").code == 0
    found = run("update", PATH, "--value", "310", "--format", "json")
    assert (found.code, found.said) == (
        0,
        doubted(PATH, "310公里 is more than three times the goal, 20公里; it would fit YS2025-008 (新建驿站400公里)"),
    )
    assert last(root, PATH).value == 310
    assert run("undo", PATH).code == 0
    assert run("show", PATH, "--format", "json").row["reason"]["figure"] == 8


@pytest.mark.parametrize(
    ("id_", "argv", "doubts"),
    [
        (PATH, ("--value", "70"), "70公里 is more than three times the goal, 20公里"),
        (PATH, ("--value", "7"), "7公里 contradicts the 8公里 of 2025-08-31: a running total does not fall"),
        (
            HOMES,
            ("--status", "done", "--evidence", "验收单", "--completed", "2025-09-30"),
            "it is claimed done, but 160套 on 2025-09-30 does not meet the goal, 300套",
        ),
        (
            GROWTH,
            ("--status", "done", "--value", "7.1", "--evidence", "验收单", "--completed", "2025-09-30"),
            "it is claimed done, but is judged at its end only, 2025-12-31",
        ),
        (BRIDGE, ("--stage", "封顶"), "no checkpoint is called «封顶»; there are: 验收"),
    ],
)
def test_what_is_doubted(run: Run, id_: str, argv: tuple[str, ...], doubts: str) -> None:
    """Exit code 0, the answer on standard output, one line on standard error."""
    if id_ == BRIDGE:
        assert run("update", id_, "--checkpoint", "2025-11-20=验收").code == 0
    found = run("update", id_, *argv)
    assert (found.code, found.said) == (0, doubted(id_, doubts))
    assert found.out


def test_a_doubt_in_a_dry_run(run: Run) -> None:
    """There is nothing to take back."""
    found = run("update", PATH, "--value", "70", "--dry-run")
    doubts = "70公里 is more than three times the goal, 20公里"
    assert found.said == doubted(PATH, doubts, "Dry run: nothing was written.")


def test_a_doubt_about_what_another_person_said(run: Run, root: Path) -> None:
    """`undo` takes back a person's own; so the line is named."""
    found = run("update", PATH, "--value", "70", "--by", "周七")
    key = last(root, PATH).key.rpartition("-")[2]
    assert found.said.endswith(f"`targettrack undo {PATH} --key {key}` takes it back.\n")
    assert run("undo", PATH, "--key", key).code == 0


def test_a_retry_is_not_doubted_again(run: Run) -> None:
    """The line is there; what was doubtful about it was said."""
    argv = ("update", PATH, "--value", "70", "--key", "job-1")
    assert run(*argv).said
    assert "three times" not in run(*argv).said


def test_the_plan_is_read_for_a_doubt_only(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that is not doubtful costs no look at the other records."""
    loaded: list[object] = []
    real = store.load

    def load(place: Path, plans: tuple[str, ...] | None = None) -> Any:
        loaded.append(plans)
        return real(place, plans)

    monkeypatch.setattr(store, "load", load)
    run("update", PATH, "--value", "9")
    assert loaded == []
    run("update", PATH, "--value", "70")
    assert loaded == [("YS2025",)]


def test_what_a_new_target_is_told(run: Run, root: Path) -> None:
    """`add` has for its head what `update` has: leader, item, links, strength, checkpoints, any field of the goal."""
    argv = ("add", "新建托位300个", "--plan", "ys", "--kind", "数量", "--owner", "教育", "--deadline", "年底")
    more = {
        "--value": "5-8个",
        "--leader": "李副县长",
        "--item": "72",
        "--upper": "qx2025-1",
        "--previous": "QX2025-2",
        "--strength": "力争",
        "--supporting": "交通",
        "--tag": "民生",
        "--section": "一、保民生",
        "--start": "2025-03-01",
    }
    repeated = (
        "--checkpoint",
        "9月底=主体完工",
        "--checkpoint",
        "2025-06-30=2",
        "--goal",
        "every=quarter",
        "--goal",
        "parts=甲镇=3、乙镇=2",
    )
    found = run(*argv, *(word for pair in more.items() for word in pair), *repeated)
    assert found.code == 0, found.said
    made = record(root, "YS2025-008")
    assert (made.leader, made.item, made.upper, made.previous) == ("李副县长", "72", "QX2025-001", "QX2025-002")
    assert (made.strength, made.supporting, made.tags) == ("stretch", ("云山县交通运输局",), ("民生",))
    assert (made.goal.value, made.goal.to, made.goal.unit, made.goal.every) == (5, 8, "个", "quarter")
    assert made.goal.parts == {"甲镇": 3, "乙镇": 2}
    assert [(str(p.date), p.value, p.stage) for p in made.checkpoints] == [
        ("2025-06-30", 2, ""),
        ("2025-09-30", None, "主体完工"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "to", "unit"),
    [
        ("5%-5.5%", "5", "5.5", "%"),
        ("5-8家", "5", "8", "家"),
        ("1—2个", "1", "2", "个"),
        ("1至2个", "1", "2", "个"),
        ("６％～6.5％", "6", "6.5", "%"),
        ("2万-3万人", "2", "3", "万人"),
        ("5 - 8 家", "5", "8", "家"),
        ("-2%至-1%", "-2", "-1", "%"),
        ("5到8", "5", "8", ""),
        ("1.81:1", "1.81", "", ":1"),
        ("5,800人", "5800", "", "人"),
    ],
)
def test_ranges_fill_two_fields(run: Run, root: Path, text: str, value: str, to: str, unit: str) -> None:
    """Value and upper end, and the unit of both."""
    argv = ("add", "甲", "--plan", "ys", "--kind", "数量", "--owner", "none", "--deadline", "年底", "--value", text)
    assert run(*argv).code == 0
    goal = record(root, "YS2025-008").goal
    assert (str(goal.value), "" if goal.to is None else str(goal.to), goal.unit) == (value, to, unit)


@pytest.mark.parametrize("text", ["5-8-9家", "5家-8个", "5-", "2025-06-30", "5--", "1.2.3"])
def test_what_is_neither_a_number_nor_a_range(run: Run, root: Path, text: str) -> None:
    """It is refused, and no part of it becomes a unit."""
    argv = ("add", "甲", "--plan", "ys", "--kind", "数量", "--owner", "none", "--deadline", "年底", "--value", text)
    found = run(*argv)
    assert (found.code, found.said.splitlines()[-1]) == (2, error("bad-number", option="--value", text=text).strip())
    assert not (root / "YS2025/YS2025-008.toml").exists()


def test_a_checkpoint_is_what_was_meant(run: Run, root: Path) -> None:
    """It is folded into the way that holds: one replaced, one taken away, one new."""
    assert run("update", BRIDGE, "--reopen", "--reason", "核定后未达").code == 0
    argv = ("--checkpoint", "2025-11-20=验收", "--checkpoint", "2025-10-31=90")
    assert run("update", BRIDGE, *argv).code == 0
    assert run("update", BRIDGE, "--checkpoint", "2025-10-31=", "--checkpoint", "2025-11-20=通车").code == 0
    assert points(root, BRIDGE) == [("2025-10-31", "", ""), ("2025-11-20", "", "通车")]
    nodes = fold(record(root, BRIDGE), NOW.date()).nodes
    assert [(str(node.date), node.stage) for node in nodes] == [("2025-11-20", "通车")]
