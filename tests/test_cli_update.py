"""`targettrack update`: one verb for whatever happened; a line is added, nothing is rewritten."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import Run
from factories import target, update
from running import NOW, error
from targettrack import store
from targettrack.cli import world
from targettrack.model import Quote

if TYPE_CHECKING:
    from targettrack.model import Update

KEY = re.compile(r"\d{8}T\d{6}-[0189][a-z2-7]{5}")


def file(root: Path, id_: str = "YS2025-007") -> Path:
    """The file of a target."""
    return root / id_.partition("-")[0] / f"{id_}.toml"


def last(root: Path, id_: str = "YS2025-007") -> Update:
    """The newest update on record of a target."""
    (target,) = [one for one in store.load(root).targets if one.id == id_]
    return target.updates[-1]


def test_a_figure(run: Run, root: Path) -> None:
    """One line at the end of the file, everything before it byte for byte as it was."""
    before = file(root).read_bytes()
    found = run("update", "YS2025-007", "--value", "12.5公里", "--as-of", "2025-10-08", "--note", "东段完工")
    assert (found.code, found.err) == (0, b"")
    after = file(root).read_bytes()
    assert after.startswith(before)
    line = after.removeprefix(before).decode()
    assert KEY.sub("KEY", line) == (
        'KEY = { at = 2025-10-10T09:00:00+08:00, as_of = 2025-10-08, by = "测试员", value = 12.5, note = "东段完工" }\n'
    )
    assert line.startswith("20251010T010000-")


def test_comments_and_unknown_keys_survive(run: Run, root: Path) -> None:
    """What a person wrote by hand stays, in any order and spelling."""
    path = file(root, "YS2025-001")
    path.write_text(path.read_text().replace('status = "pending"', 'status  =  "pending" # 人工\nnew_key = [ 1,2 ]'))
    before = path.read_bytes()
    assert run("update", "YS2025-001", "--note", "x").code == 0
    assert path.read_bytes().startswith(before)


def test_every_field(run: Run, root: Path) -> None:
    """Status, figure, stage, note, problem, next step, evidence, forecast, unit, supporting units, by: all on one line."""
    options = {
        "--status": "推进中",
        "--stage": "合龙",
        "--value": "60",
        "--note": "注",
        "--problem": "难",
        "--next": "下",
        "--evidence": "文〔2025〕1号",
        "--forecast": "有困难",
        "--owner": "交通",
        "--supporting": "水利局",
        "--by": "周七",
        "--as-of": "2025-09-30",
    }
    argv = [word for pair in options.items() for word in pair]
    assert run("update", "QX2025-003", *argv).code == 0
    said = last(root, "QX2025-003")
    assert (said.status, said.stage, said.value, said.forecast) == ("active", "合龙", 60, "hard")
    assert (said.note, said.problem, said.next, said.evidence) == ("注", "难", "下", "文〔2025〕1号")
    assert (said.owner, said.supporting, said.by) == ("云山县交通运输局", ("云山县水利局",), "周七")
    assert (said.as_of.isoformat(), said.at.isoformat()) == ("2025-09-30", "2025-10-10T09:00:00+08:00")
    assert file(root, "QX2025-003").read_text().count("20251010T") == 1


def test_several_targets_at_once(run: Run, root: Path) -> None:
    """Each gets its own line with its own key; a target that is named twice gets one."""
    found = run("update", "YS2025-001", "ys2025-7", "YS2025-007", "--note", "会议", "--format", "json")
    assert found.code == 0
    assert [row["id"] for row in found.rows] == ["YS2025-001", "YS2025-007"]
    keys = {last(root, id_).key for id_ in ("YS2025-001", "YS2025-007")}
    assert len(keys) == 2


def test_all_or_nothing(run: Run, root: Path) -> None:
    """One unknown id, one refusal: no target is touched."""
    before = {path: path.read_bytes() for path in root.glob("*/*.toml")}
    assert run("update", "YS2025-001", "YS2025-404", "--note", "x").code == 2
    assert run("update", "YS2025-001", "YS2025-007", "--value", "5套").code == 2
    assert {path: path.read_bytes() for path in root.glob("*/*.toml")} == before


def test_before_and_after(run: Run) -> None:
    """The receipt has both ratings of the same day, the line and the file."""
    found = run("update", "YS2025-007", "--value", "20", "--as-of", "2025-10-09", "--format", "json")
    assert (found.json["command"], found.json["status"], found.data["dry_run"]) == ("update", "ok", False)
    (one,) = found.data["recorded"]
    assert (one["id"], one["before"]["rating"], one["before"]["light"]) == ("YS2025-007", "far-behind", "red")
    assert (found.row["rating"], found.row["light"], found.row["outline"]) == ("unverified", "blue", True)
    assert one["path"] == "YS2025/YS2025-007.toml"
    assert KEY.match(one["line"])


def test_dry_run(run: Run, root: Path) -> None:
    """The line is shown and not written."""
    before = file(root).read_bytes()
    found = run("update", "YS2025-007", "--value", "15", "--dry-run", "--format", "json")
    assert (found.code, found.data["dry_run"]) == (0, True)
    assert "value = 15 }" in found.data["recorded"][0]["line"]
    assert found.row["reason"]["figure"] == 15
    assert file(root).read_bytes() == before
    assert not (root / ".lock").exists()


def test_a_deadline_moves_with_a_reason(run: Run, root: Path) -> None:
    """年底 is the end of the plan's year; the move, its reason and its authority are on record."""
    argv = ("update", "YS2025-007", "--deadline", "年底", "--reason", "汛期", "--authority", "县政府常务会议")
    assert run("update", "YS2025-007", "--deadline", "年底").said.endswith(
        error("without-warrant", id="YS2025-007", option="--deadline", missing="--reason --authority")
    )
    found = run(*argv, "--format", "json")
    assert found.row["deadline"] == "2025-12-31"
    assert "extended" in found.row["markers"]
    assert "2025-12-31" in found.said
    said = last(root)
    assert (said.deadline.isoformat() if said.deadline else "", said.reason, said.authority) == (
        "2025-12-31",
        "汛期",
        "县政府常务会议",
    )
    assert run(*argv, "--again").said.endswith(error("deadline-unchanged", id="YS2025-007", deadline="2025-12-31"))


def test_a_goal_changes_with_an_authority(run: Run, root: Path) -> None:
    """With a reason, too; the promise stays as it was made, and what holds now is the change."""
    change = ("--goal", "value=18", "--goal", "indicator=碧道（调整）", "--goal", "result_due=2025-11-15")
    assert run("update", "YS2025-007", *change).said.endswith(
        error("without-warrant", id="YS2025-007", option="--goal", missing="--reason --authority")
    )
    warrant = ("--reason", "年中调整", "--authority", "县人大常委会")
    found = run("update", "YS2025-007", *change, *warrant, "--format", "json")
    goal = found.row["goal"]
    assert (goal["value"], goal["indicator"], goal["result_due"], goal["unit"]) == (
        18,
        "碧道（调整）",
        "2025-11-15",
        "公里",
    )
    assert "value = 20" in file(root).read_text()
    found = run("show", "YS2025-007", "--format", "json")
    assert (found.data["original"]["goal"]["value"], found.row["goal"]["value"]) == (20, 18)


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        ((), error("nothing-to-record", id="YS2025-007")),
        (("--by", "张三", "--reason", "汛期"), error("nothing-to-record", id="YS2025-007")),
        (("--value", "9", "--as-of", "2025-10-11"), error("future-date", id="YS2025-007", day="2025-10-11")),
        (("--value", "9", "--as-of", "2024-12-31"), error("before-window", id="YS2025-007", day="2024-12-31")),
        (("--value", "9", "--as-of", ""), error("bad-date", option="--as-of", text="")),
        (("--value", "9", "--as-of", "86400"), error("bad-date", option="--as-of", text="86400")),
        (("--value", "多"), error("bad-number", option="--value", text="多")),
        (("--value", ""), error("bad-number", option="--value", text="")),
        (("--value", "1e3"), error("wrong-unit", text="1e3", unit="e3", wanted="公里")),
        (("--value", "9万吨"), error("wrong-unit", text="9万吨", unit="万吨", wanted="公里")),
        (("--value", "1234567890123456"), error("bad-number", option="--value", text="1234567890123456")),
        (("--value", "-1"), error("negative-figure", text="-1")),
        (("--value", "nan"), error("bad-number", option="--value", text="nan")),
        (("--deadline", "", "--reason", "x"), error("bad-date", option="--deadline", text="")),
        (
            ("--deadline", "2024-12-31", "--reason", "x", "--authority", "x"),
            error("deadline-before-window", id="YS2025-007", deadline="2024-12-31"),
        ),
        (("--goal", "value=18吨", "--authority", "x"), error("wrong-unit", text="18吨", unit="吨", wanted="公里")),
        (("--goal", "value=", "--authority", "x"), error("bad-number", option="--goal value", text="")),
        (("--owner", "发改局二"), error("new-owner", owner="发改局二", candidates="–")),
    ],
)
def test_nonsense_is_refused(run: Run, root: Path, argv: tuple[str, ...], line: str) -> None:
    """Exit code 2, one line that says what cannot be meant, and a file as it was."""
    before = file(root).read_bytes()
    found = run("update", "YS2025-007", *argv)
    assert (found.code, found.out, found.said) == (2, b"", line)
    assert file(root).read_bytes() == before


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        (("--status", "finished"), "closed"),
        (("--status", ""), "closed"),
        (("--forecast", "perhaps"), "cannot"),
        (("--goal", "price=5", "--authority", "x"), "tolerance"),
        (("--goal", "comparator==>", "--authority", "x"), ">="),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(run: Run, argv: tuple[str, ...], shown: str) -> None:
    """Exit code 2, and the words that there are."""
    found = run("update", "YS2025-007", *argv)
    assert (found.code, found.out) == (2, b"")
    assert shown in found.said


def test_a_figure_of_the_whole(run: Run) -> None:
    """More than 100 % of a work cannot be; less than nothing neither; 100 is done."""
    assert run("update", "YS2025-004", "--value", "101").said == error("above-whole", text="101", whole="100")
    assert run("update", "YS2025-004", "--value", "-1%").said == error("negative-figure", text="-1%")
    assert run("update", "YS2025-004", "--value", "100%").code == 0


def test_growth_may_be_below_zero(run: Run, root: Path) -> None:
    """A true minus and full-width digits are read as people type them."""
    assert run("update", "YS2025-003", "--value", "−０.５%").code == 0
    assert str(last(root, "YS2025-003").value) == "-0.5"


def test_units_may_be_taken_away(run: Run, root: Path) -> None:
    """none: nobody leads it, nobody supports it."""
    assert run("update", "YS2025-001", "--owner", "none", "--supporting", "未分工").code == 0
    assert (last(root, "YS2025-001").owner, last(root, "YS2025-001").supporting) == ("", ())
    row = run("show", "YS2025-001", "--format", "json").row
    assert (row["owner"], row["supporting"]) == ("", [])


def test_a_new_unit_is_asked_about(run: Run, root: Path) -> None:
    """A name that units.toml does not have is refused, unless --new-unit says that it is meant."""
    assert run("update", "YS2025-001", "--owner", "云山县数据局").code == 2
    assert run("update", "YS2025-001", "--owner", "云山县数据局", "--new-unit").code == 0
    assert last(root, "YS2025-001").owner == "云山县数据局"


def test_who_records(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--by, else TARGETTRACK_BY, else git's user.name, else the login name."""
    run("update", "YS2025-007", "--note", "a", "--by", "甲")
    assert last(root).by == "甲"
    run("update", "YS2025-007", "--note", "b", env={"TARGETTRACK_BY": "乙"})
    assert last(root).by == "乙"
    keys = iter(["k3", "k4"])
    monkeypatch.setattr(world, "update_key", lambda _target: next(keys))
    config = root.parent / "gitconfig"
    config.write_text("[user]\nname = 丙\n")
    nobody = {"TARGETTRACK_BY": "", "HOME": str(root.parent), "GIT_CONFIG_NOSYSTEM": "1", "LOGNAME": "丁"}
    run("update", "YS2025-007", "--note", "c", env=nobody | {"GIT_CONFIG_GLOBAL": str(config)})
    assert last(root).by == "丙"
    run("update", "YS2025-007", "--note", "d", env=nobody | {"GIT_CONFIG_GLOBAL": "/dev/null"})
    assert last(root).by == "丁"


def test_a_retry_changes_nothing(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key with the same words is one line, also a day later; with other words it is refused."""
    assert run("update", "YS2025-007", "--value", "9", "--key", "job-1").code == 0
    before = file(root).read_bytes()
    monkeypatch.setattr(world, "now", lambda: NOW.astimezone(UTC) + timedelta(days=1))
    assert run("update", "YS2025-007", "--value", "9", "--key", "job-1").code == 0
    assert file(root).read_bytes() == before
    other = run("update", "YS2025-007", "--value", "10", "--key", "job-1")
    assert (other.code, other.out) == (3, b"")
    assert other.said == error("key-taken", path="YS2025/YS2025-007.toml", key="job-1")
    assert file(root).read_bytes() == before


def test_a_retry_of_a_moved_deadline(run: Run, root: Path) -> None:
    """What was refused as unchanged is the first try's own doing."""
    argv = (
        "update",
        "YS2025-007",
        "--deadline",
        "2025-12-31",
        "--reason",
        "汛期",
        "--authority",
        "x",
        "--key",
        "job-2",
    )
    assert [run(*argv).code, run(*argv).code] == [0, 0]
    assert file(root).read_text().count("job-2") == 1


@pytest.mark.parametrize("key", ["no id!", "../x", "", "é", "a" * 100])
def test_a_key_that_is_none(run: Run, root: Path, key: str) -> None:
    """A key that could not be read back is refused; an empty one is as none."""
    before = file(root).read_bytes()
    found = run("update", "YS2025-007", "--note", "x", "--key", key)
    assert found.code == (2 if key else 0)
    assert (file(root).read_bytes() == before) is bool(key)


@pytest.mark.parametrize(
    ("second", "minutes", "lines"),
    [
        (("--value", "9"), 0, 1),
        (("--value", "9"), 10, 1),
        (("--value", "9"), 11, 2),
        (("--value", "9", "--again"), 0, 2),
        (("--value", "9", "--by", "别人"), 0, 2),
        (("--value", "10"), 0, 2),
        (("--value", "9", "--note", "x"), 0, 2),
        (("--value", "9", "--as-of", "2025-10-09"), 0, 2),
    ],
)
def test_the_same_once_more(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, second: tuple[str, ...], minutes: int, lines: int
) -> None:
    """The same words of the same person within ten minutes are recorded once, and said to be; --again means them twice."""
    before = len(file(root).read_text().splitlines())
    run("update", "YS2025-007", "--value", "9")
    key = last(root).key
    monkeypatch.setattr(world, "now", lambda: NOW.astimezone(UTC) + timedelta(minutes=minutes))
    found = run("update", "YS2025-007", *second)
    assert found.code == 0
    assert len(file(root).read_text().splitlines()) == before + lines
    assert (found.said == f"YS2025-007: recorded already (key {key})\n") is (lines == 1)


def test_what_was_taken_back_may_be_said_again(run: Run, root: Path) -> None:
    """A line that was voided is no twin; nor is one before the last of the person."""
    run("update", "YS2025-007", "--value", "9")
    run("undo", "YS2025-007")
    assert run("update", "YS2025-007", "--value", "9").said == ""
    run("update", "YS2025-007", "--value", "10")
    assert run("update", "YS2025-007", "--value", "9").said == ""
    assert str(last(root).value) == "9"


def test_of_several_only_the_new_are_recorded(run: Run, root: Path) -> None:
    """One of two targets had the same line just now: the other one gets its own."""
    run("update", "YS2025-007", "--note", "会议")
    found = run("update", "YS2025-007", "YS2025-001", "--note", "会议")
    assert (found.code, found.said.count("recorded already")) == (0, 1)
    assert file(root).read_text().count("会议") == 1
    assert last(root, "YS2025-001").note == "会议"


def test_the_second_word_of_a_second_is_the_second(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two updates within one second are folded in the order in which they were typed."""
    for turn in range(20):
        start = NOW.astimezone(UTC) + timedelta(minutes=turn)
        for status, late in (("active", 100), ("done", 400)):
            monkeypatch.setattr(world, "now", lambda at=start + timedelta(milliseconds=late): at)
            run("update", "YS2025-007", "--status", status)
        assert last(root).status == "done"


def test_keys_are_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """UTC to the second, and six characters: the first two rise within the second, the last two are the target's."""
    keys = []
    for microsecond in (0, 10_000, 500_000, 999_999):
        at = datetime(2025, 7, 4, 2, 15, 0, microsecond, tzinfo=UTC)
        monkeypatch.setattr(world, "now", lambda at=at: at)
        keys += [world.update_key(target()) for _ in range(9)]
    assert all(re.fullmatch(r"20250704T021500-[0189][a-z2-7]{5}", key) for key in keys)
    assert len(set(keys)) > 30
    assert {key[-2:] for key in keys} == {keys[0][-2:]} != {world.update_key(target(quotes=(Quote("其他"),)))[-2:]}
    assert [key[:18] for key in keys] == sorted(key[:18] for key in keys)
    assert len({key[:18] for key in keys}) == 4


def test_no_line_gets_a_key_that_its_target_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many lines of one act fall into one part of a second: where chance repeats itself, it is asked again."""
    monkeypatch.setattr(world, "now", lambda: datetime(2025, 7, 4, 2, 15, 0, tzinfo=UTC))
    chances = iter([7, 7, 7, 8])
    monkeypatch.setattr(world, "_chance", lambda _below: next(chances))
    first = world.update_key(target())
    second = world.update_key(target(updates=(update("2025-07-01", key=first),)))
    assert (first[18:20], second[18:20], first[:18]) == ("2b", "2c", second[:18])


def test_hostile_words_are_kept_as_text(run: Run, root: Path) -> None:
    """Quotes, braces, line breaks and escapes are one TOML string on one line, shown escaped, read back whole."""
    note = 'a" }\nx = { value = 1 } # \x1b[31m\u202e [red]'
    found = run("update", "YS2025-007", "--note", note)
    assert found.code == 0
    assert "\x1b" not in found.text
    assert last(root).note == note
    lines = file(root).read_text().splitlines()
    assert "\x1b" not in lines[-1]
    assert "\u202e" not in lines[-1]
    assert lines[-1].startswith("20251010T")


def test_what_cannot_be_answered_is_not_recorded(run: Run, root: Path) -> None:
    """A format or a suffix that there is none of is refused before anything is written."""
    before = file(root).read_bytes()
    assert run("update", "YS2025-007", "--note", "x", "--format", "docx").code == 2
    assert run("update", "YS2025-007", "--note", "x", "-o", "receipt.docx").code == 2
    assert file(root).read_bytes() == before


def test_an_unknown_target(run: Run) -> None:
    """The nearest id is suggested; a broken record is named as broken."""
    assert "YS2025-007" in run("update", "YS2052-007", "--note", "x").said
    assert run("update", "--note", "x").code == 2


def test_a_record_beside_a_broken_one(run: Run, root: Path) -> None:
    """It is recorded, and answered for alone."""
    file(root, "YS2025-001").write_text("id = ")
    found = run("update", "YS2025-007", "--note", "x", "--format", "json")
    assert (found.code, found.json["status"], found.err) == (0, "ok", b"")
    assert last(root).note == "x"
    broken = run("update", "YS2025-001", "--note", "x")
    assert (broken.code, broken.said) == (2, error("unreadable-id", id="YS2025-001", path="YS2025/YS2025-001.toml"))


FIGURE = ("--value", "180", "--as-of", "2025-10-09")
CLAIM = ("--status", "done", "--value", "20", "--evidence", "验收1号")
WARRANT = ("--reason", "汛期", "--authority", "县政府")
EN_SHARE = "180套 as of 2025-10-09, 60%, 15 points below the expected share"


@pytest.mark.parametrize(
    ("id_", "said", "en", "zh"),
    [
        ("YS2025-001", FIGURE, EN_SHARE, "180套（截至10月9日），60%，低于序时15点"),
        (
            "YS2025-001",
            ("--value", "299", "--data", "estimate"),
            "299套 (estimate) as of 2025-10-10, 99.7%, 24.7 points above the expected share; behind → ahead",
            "299套（预计，截至10月10日），99.7%，高于序时24.7点；未达序时 → 超序时",
        ),
        (
            "YS2025-001",
            ("--value", "90", "--as-of", "2025-03-31", "--part", "城关"),
            "城关90套 as of 2025-03-31; now behind −21.67",
            "城关90套（截至3月31日）；目前未达序时 −21.67",
        ),
        (
            "YS2025-007",
            CLAIM,
            "20公里 as of 2025-10-10; done, to be verified; evidence: 验收1号; far behind → to be verified",
            "20公里（截至10月10日）；申报完成；佐证：验收1号；严重滞后 → 待核验",
        ),
        (
            "YS2025-003",
            ("--value", "7.2", "--as-of", "2025-01-31"),
            "7.2% as of 2025-01-31; now off its goal, 0.9 points below",
            "7.2%（截至1月31日）；目前未达，低0.9个百分点",
        ),
        (
            "YS2025-006",
            ("--assess", "slow", "--reason", "现场查看", "--problem", "用地", "--next", "报批", "--forecast", "hard"),
            "assessment: slow; forecast: difficult (现场查看); problem: 用地; next step: 报批; unassigned → slow",
            "评价：推进较慢；预测：有困难（现场查看）；问题：用地；下一步：报批；未分工 → 推进较慢",
        ),
        ("YS2025-001", ("--note", "x", "--as-of", "2025-09-01"), "note: x as of 2025-09-01; now behind −21.67", None),
        (
            "YS2025-004",
            ("--status", "dropped", *WARRANT),
            "dropped (汛期; 县政府); overdue → dropped",
            "终止（汛期；县政府）；逾期 → 终止",
        ),
        (
            "YS2025-001",
            ("--deadline", "2026-03-31", "--goal", "value=280", *WARRANT),
            None,
            "时限由2025年12月31日改为2026年3月31日；目标值由300套改为280套（汛期；县政府）；未达序时 −17.86",
        ),
        (
            "YS2025-001",
            ("--owner", "none", "--supporting", "水利局", "--leader", "张三", "--item", "3-1"),
            None,
            (
                "牵头单位清空（原为云山县住房和城乡建设局）；配合单位由云山县发展和改革局改为云山县水利局；"
                "牵头领导定为张三；任务编号由1改为3-1；未达序时 −21.67"
            ),
        ),
        (
            "YS2025-001",
            ("--checkpoint", "2025-10-31=300", "--checkpoint", "2025-11-30=封顶"),
            None,
            "节点：2025年10月31日 300套、2025年11月30日 封顶；未达序时 → 按节点推进",
        ),
        (
            "YS2025-001",
            ("--notice", "督办3号", "--reply-by", "2025-10-20", "--ask-deadline", "2026-01-31", "--reason", "汛期"),
            None,
            "申请延至：2026年1月31日；督办：督办3号；回复期限：2025年10月20日（汛期）；未达序时 −21.67",
        ),
    ],
)
def test_the_receipt_is_a_sentence(run: Run, id_: str, said: tuple[str, ...], en: str | None, zh: str | None) -> None:
    """What was recorded, and how the target stands by it; the state before and after where it has turned."""
    for language, wanted, colon in (("en", en, ": "), ("zh", zh, "：")):
        if wanted:
            found = run("update", id_, *said, "--dry-run", "-f", "lines", env={"TARGETTRACK_LANG": language})
            head, _colon, sentence = found.lines[-1].partition(colon)
            assert (found.code, head.split()[0], sentence) == (0, id_, wanted)


def test_the_receipt_of_what_is_taken_back_or_sent_back(run: Run) -> None:
    """An undo says what it takes back, of a deadline both days; a return has its reason, a closing its waiver."""
    steps = (
        ("update", "YS2025-007", "--deadline", "2025-12-31", *WARRANT),
        ("undo", "YS2025-007"),
        ("update", "YS2025-007", "--status", "done", "--value", "20", "--completed", "2025-10-08"),
        ("update", "YS2025-007", "--return", "路灯未装"),
        ("update", "YS2025-007", "--status", "closed", "--waive", "现场已验"),
        ("update", "YS2025-007", "--reopen", "--reason", "审计核减"),
    )
    said = [run(*step, env={"TARGETTRACK_LANG": "zh"}).lines[-1] for step in steps]
    assert [line.partition("：")[2] for line in said] == [
        "时限由2025年10月10日改为2025年12月31日（汛期；县政府）；严重滞后 −45.87",
        "撤回“时限由2025年10月10日改为2025年12月31日（汛期；县政府）”；严重滞后 −45.87",
        "20公里（截至10月10日）；申报完成；2025年10月8日完成；严重滞后 → 待核验",
        "退回重办（路灯未装）；待核验 → 退回重办",
        "已销号；免佐证：现场已验；退回重办 → 已完成",
        "撤销销号（审计核减）；已完成 → 退回重办",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_verbose_shows_the_line_and_the_whole_reason(run: Run, language: str) -> None:
    """Below the sentence: the new line behind a plus, the whole title, the reason with whose turn it is."""
    found = run("update", "YS2025-007", "--value", "20", "-v", env={"TARGETTRACK_LANG": language})
    assert found.err == b""
    sentence, line, title, reason = found.lines
    assert (sentence.split()[0], line.split()[0], title.strip()) == ("YS2025-007", "+", "新建碧道20公里")
    assert "→" in sentence
    assert KEY.search(line)
    assert "20公里" in reason
    assert run("update", "YS2025-007", "--value", "20.5", "--dry-run").text.count("\n") == 2


def test_a_key_of_ones_own_decides_alone(run: Run, root: Path) -> None:
    """With --key the same words are a line of their own, so that exit 0 never stands for a key that is not in the file."""
    record = root / "YS2025" / "YS2025-001.toml"
    assert run("update", "YS2025-001", "--note", "进场").code == 0
    assert run("update", "YS2025-001", "--note", "进场", "--key", "job-1").code == 0
    assert record.read_text(encoding="utf-8").count('note = "进场"') == 2
    assert "job-1 = {" in record.read_text(encoding="utf-8")


def test_a_planned_node_says_what_stood_there(run: Run) -> None:
    """A day that has a node already: the old one is named, of a number with its unit; a new day and the same again are not."""
    run("update", "YS2025-001", "--checkpoint", "2025-10-31=200", "--checkpoint", "2025-11-30=封顶")
    argv = ("update", "YS2025-001", "--dry-run", "-f", "lines")
    new = ("--checkpoint", "2025-10-31=210", "--checkpoint", "2025-11-30=竣工", "--checkpoint", "2025-12-15=验收")
    said = run(*argv, *new, env={"TARGETTRACK_LANG": "zh"}).lines[-1]
    assert "节点：2025年10月31日 210套（原200套）、2025年11月30日 竣工（原封顶）、2025年12月15日 验收；" in said
    assert "（原" not in run(*argv, "--checkpoint", "2025-10-31=200", env={"TARGETTRACK_LANG": "zh"}).lines[-1]
