"""`targettrack show`: one target whole."""

from __future__ import annotations

import pytest

from conftest import Run
from running import DAY, error


def test_what_is_shown_of_a_target(run: Run) -> None:
    """The promise, what holds, the state with its reason, the history with what was taken back."""
    found = run("show", "YS2025-005", "--as-of", DAY, "--format", "json")
    data, target = found.data, found.row
    assert (target["rating"], target["light"], target["markers"]) == (
        "achieved",
        "blue",
        ["stretch", "early", "extended"],
    )
    assert (target["deadline"], data["original"]["deadline"]) == ("2025-11-30", "2025-09-30")
    assert [line["voided"] for line in data["history"]] == [False, False, False, True, False, False]
    assert [line["update"]["by"] for line in data["history"]] == ["赵六", "赵六", "赵六", "张三", "张三", "赵六"]
    assert [point["stage"] for point in data["checkpoints"]] == ["动工", "合龙"]
    (change,) = data["deadline_changes"]
    assert (change["old"], change["new"], change["reason"], change["authority"]) == (
        "2025-09-30",
        "2025-11-30",
        "汛期停工",
        "县政府常务会议",
    )
    assert data["path"] == "YS2025/YS2025-005.toml"


def test_the_reason_in_numbers(run: Run) -> None:
    """160 of 300 at the end of September: 53.33 % against 75 %, 21.67 points short, within 30."""
    reason = run("show", "ys2025-1", "--as-of", DAY, "--format", "json").row["reason"]
    expected = {
        "why": "share",
        "figure": 160,
        "figure_on": "2025-09-30",
        "actual": 53.33,
        "expected": 75,
        "share_gap": -21.67,
        "points": -140,
        "threshold": -30,
        "method": "month",
    }
    assert {name: reason[name] for name in expected} == expected


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_sees_everything_that_is_on_record(run: Run, language: str) -> None:
    """Title, quote with its place, units, deadlines, tags, acceptance test, every note, key and paper of the history."""
    text = run("show", "YS2025-004", "--as-of", DAY, env={"TARGETTRACK_LANG": language}).text
    for part in (
        *("YS2025-004", "云山一中新校区主体工程完工并完成内部装修", "云山县教育局", "云山县住房和城乡建设局"),
        *(
            "2025-06-30",
            "一、保民生",
            "教育",
            "主体工程通过竣工验收",
            "「云山一中新校区主体工程完工」",
            "yunshan.txt",
            "4",
        ),
        *("资金未到位", "王五", "2025-05-31", "2025-06-05", "ddddd1", "80%", "YS2025/YS2025-004.toml"),
    ):
        assert part in text
    text = run("show", "YS2025-005", "--as-of", DAY, env={"TARGETTRACK_LANG": language}).text
    for part in ("云交〔2025〕18号", "汛期停工", "县政府常务会议", "2025-11-30", "动工", "合龙", "eeeee4"):
        assert part in text


def test_a_bar_against_the_expected_share(run: Run) -> None:
    """On a screen: 21 of 40 cells reached, the mark of the expected share at the thirtieth."""
    text = run("show", "ys2025-1", "--as-of", DAY, "--format", "table").text
    (bar,) = [line for line in text.splitlines() if "┃" in line]
    cells = bar[bar.index("━") : bar.rindex("─") + 1]
    assert (len(cells), cells.count("━"), cells.index("┃")) == (40, 21, 29)
    assert "53.33% / 75%" in bar


def test_the_past_knows_nothing_of_later(run: Run) -> None:
    """On 30 June the target was under way: later facts are marked and do not count."""
    found = run("show", "YS2025-005", "--as-of", "2025-06-30", "--format", "json")
    assert (found.row["status"], found.row["deadline"]) == ("active", "2025-09-30")
    assert [line["counts"] for line in found.data["history"]] == [True, True, False, False, False, False]


@pytest.mark.parametrize("word", ["YS2025-007", "ys2025-7", "7", "007"])
def test_short_ids(run: Run, word: str) -> None:
    """61 for KP2025-061, where it is unique."""
    assert run("show", word, "--format", "json").row["id"] == "YS2025-007"


def test_ids_that_cannot_be_meant(run: Run) -> None:
    """The candidates with their titles, or the nearest id, or how to see them all."""
    both = "QX2025-001 改造老旧管网12.5公里 [red]不是标记[/red]; YS2025-001 建成保障性住房300套"
    assert run("show", "1") == (2, b"", error("ambiguous-id", id="1", count=2, candidates=both).encode())
    assert run("show", "YS2052-004").said == error(
        "unknown-id-near",
        id="YS2052-004",
        nearest="YS2025-004",
        title="云山一中新校区主体工程完工并完成内部装修、设备采购、校园绿化等全部配套工程",
    )
    assert run("show", "../x").said == error("unknown-id", id="../x")
    assert run("show").code == 2
    assert run("show", "1", "2").code == 2
