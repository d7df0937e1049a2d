"""`report --since`, `--by owner`, `--form bulletin`, `--form year-end`: the same numbers in every face."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run
from running import DAY, error

FACES = ("table", "lines", "markdown", "html")
SINCE = ("report", "--as-of", DAY, "--since", "2025-08-31")
BULLETIN = ("report", "--as-of", DAY, "--form", "bulletin", "--all-plans")
BRIEF = ("report", "--as-of", DAY, "--form", "brief", "--all-plans")
YEAR_END = ("report", "--as-of", "2026-01-15", "--form", "year-end", "--all-plans")
REGISTER = ("report", "--as-of", DAY, "--form", "changes")
BY_OWNER = ("report", "--as-of", DAY, "--by", "owner")


def plain(text: str) -> str:
    """What a face says, without its markup: tags, table rules, escapes and line breaks."""
    text = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text).replace("\\", "")
    return re.sub(r"[\s|*#─]+", "", text)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("face", FACES)
def test_changes_are_the_same_in_each_face(run: Run, face: str, language: str) -> None:
    """Since 31 August: the counts of the JSON stand in each face, and every target that changed is named."""
    changes = run(*SINCE, "--format", "json").data["changes"]
    shown = plain(run(*SINCE, "--format", face, env={"TARGETTRACK_LANG": language, "COLUMNS": "200"}).text)
    headings = {
        "late": ("Newly overdue or missed", "新增逾期或未完成"),
        "lights": ("Light changed", "亮灯变化"),
        "figures": ("New figures", "新报数据"),
        "problems": ("Problems reported", "新报问题"),
    }
    for name, words in headings.items():
        heading = words[language == "zh"].replace(" ", "")
        count = len(changes[name])
        assert count == 0 or f"{heading}{count}" in shown
        assert count == 0 or re.search(rf"{heading}[(（]{count}[)）]", shown)
        assert [id_ for id_ in changes[name] if id_ not in shown] == []


def test_what_changed_in_september(run: Run) -> None:
    """One target found missed; the new figure of one beside the old; the problem that came with it."""
    data = run(*SINCE, "--format", "json").data
    changes, changed = data["changes"], {one["id"]: one for one in data["changes"]["changed"]}
    assert changes["since"] == "2025-08-31"
    assert changes["late"] == ["QX2025-002"]
    assert "YS2025-002" in changes["lights"]
    row = data["targets"]["YS2025-002"]
    assert (row["light"], row["outline"]) == ("blue", True)
    assert (changed["YS2025-002"]["before"]["light"], changed["YS2025-002"]["before"]["outline"]) != ("blue", True)
    assert changed["YS2025-001"]["figure"]["old"]["value"] == 120
    assert changes["problems"] == ["YS2025-001"]


def test_no_change_is_one_line(run: Run) -> None:
    """A day on which nothing was entered and nothing fell due: one line says so."""
    found = run("report", "--as-of", "2025-03-20", "--since", "1d", "--format", "lines")
    assert "Nothing has changed since 2025-03-19." in found.lines
    assert run("report", "--as-of", "2025-03-20", "--format", "json").data["changes"] is None


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("7d", "2025-09-23"),
        ("7天", "2025-09-23"),
        ("2w", "2025-09-16"),
        ("1m", "2025-08-30"),
        ("1个月", "2025-08-30"),
        ("上月", "2025-08-30"),
        ("上周", "2025-09-23"),
        ("last week", "2025-09-23"),
        ("last", "2025-09-29"),
        ("上期", "2025-09-29"),
        ("2025-08-31", "2025-08-31"),
        ("8月底", "2025-08-31"),
    ],
)
def test_forms_of_since(run: Run, typed: str, since: str) -> None:
    """Lengths before the day of the report, its last Monday, or a day."""
    assert run("report", "--as-of", DAY, "--since", typed, "--format", "json").data["changes"]["since"] == since


@pytest.mark.parametrize(
    ("argv", "code", "params"),
    [
        (("--since", "2025-09-30"), "since-not-before", {"option": "--since", "day": DAY, "as_of": DAY}),
        (("--since", "0d"), "since-not-before", {"option": "--since", "day": DAY, "as_of": DAY}),
        (("--since", "99999m"), "bad-period", {"option": "--since", "text": "99999m"}),
        (("--since", "上回"), "bad-date", {"option": "--since", "text": "上回"}),
        (("--since", "7d", "--form", "changes"), "since-of-form", {}),
        (("--by", "owner", "--form", "bulletin"), "form-and-by", {}),
        (("--issue", "9"), "issue-of-form", {}),
        (("--all-plans",), "plans-of-form", {}),
        (("--leader", "无此人"), "unknown-leader", {"leader": "无此人", "candidates": "–"}),
    ],
)
def test_nonsense_is_refused(run: Run, argv: tuple[str, ...], code: str, params: dict[str, str]) -> None:
    """What cannot be meant is a usage error, and standard output stays empty."""
    found = run("report", "--as-of", DAY, *argv)
    assert (found.code, found.out, found.said) == (2, b"", error(code, **params))


def test_levels_narrow(run: Run) -> None:
    """Seven targets of the county, three of the town."""
    counts = {level: run("report", "--level", level, "-f", "json").data["total"]["total"] for level in ("county", "镇")}
    assert counts == {"county": 7, "镇": 3}


def test_the_classes_of_a_bulletin_sum(run: Run) -> None:
    """Each target is in one class; lights sum to the total in each; the worst stand first."""
    data = run(*BULLETIN, "--format", "json").data
    assert sum(one["total"]["total"] for one in data["classes"]) == data["total"]["total"] == 10
    assert [one["name"] for one in data["classes"]] == ["indicator", "quantity", "project", "livelihood", "other"]
    for one in data["classes"]:
        assert sum(one["total"]["by_light"].values()) == one["total"]["total"] == len(one["targets"])
    report = run("report", "--as-of", DAY, "--format", "json").data
    assert data["total"] == report["total"]
    assert data["attention"] == report["attention"]
    assert data["problems"] == ["YS2025-001", "YS2025-004"]


def test_a_bulletin_in_the_words_of_offices(run: Run) -> None:
    """The four parts, the gap as 低于序时…个百分点, the problem and the next step."""
    text = run(*BULLETIN, "--format", "lines", env={"TARGETTRACK_LANG": "zh"}).text
    for part in ("# 督查通报", "〔2025〕第　期", "# 一、总体情况", "# 二、分类进展", "# 三、未达序时清单（5条）"):
        assert part in text
    assert "完成年度目标的53.33%，低于序时21.67个百分点" in text
    assert "# 四、需要协调的问题（2条）" in text
    assert "北门地块拆迁未完成。下一步：10月底前完成拆迁。" in text


def test_the_number_of_a_bulletin_is_never_invented(run: Run) -> None:
    """Given, it is printed; not given, it is a blank."""
    zh = {"TARGETTRACK_LANG": "zh"}
    assert "〔2025〕第9期" in run(*BULLETIN, "--issue", "9", env=zh).text
    assert run(*BULLETIN, "--format", "json").data["issue"] is None


@pytest.mark.parametrize("face", FACES)
def test_a_bulletin_has_the_same_numbers_in_each_face(run: Run, face: str) -> None:
    """Rates with their bases, every class with its count, every target that is behind with its gap."""
    data = run(*BULLETIN, "--format", "json").data
    shown = plain(run(*BULLETIN, "--format", face, env={"COLUMNS": "200"}).text)
    rate = data["total"]["completion"]
    assert f"{rate['part']}/{rate['base']}={rate['percent']}%" in shown
    for n, one in enumerate(data["classes"], 1):
        assert re.search(rf"\({n}\)[A-Za-z]+:{one['total']['total']}", shown)
    for id_ in data["attention"]:
        assert f"({id_})" in shown


@pytest.mark.parametrize("face", FACES)
def test_the_account_sums_in_each_face(run: Run, face: str) -> None:
    """Both sides of each plan sum to its targets, firm and endeavours together too; every target is in an account once."""
    data = run(*YEAR_END, "--format", "json").data
    shown = plain(run(*YEAR_END, "--format", face, env={"COLUMNS": "200"}).text)
    assert [account["plan"]["id"] for account in data["accounts"]] == ["QX2025", "YS2025"]
    for account in data["accounts"]:
        sums = {side: sum(account[side]["by_outcome"].values()) for side in ("original", "adjusted", "firm", "stretch")}
        assert sums["original"] == sums["adjusted"] == sums["firm"] + sums["stretch"] == len(account["endings"])
        assert sum(account["items"]["by_outcome"].values()) == account["apart"]["items"]["total"]
        assert f"total{sums['original']}{sums['adjusted']}" in shown
        rate = account["original"]["in_time"]
        assert f"{rate['part']}/{rate['base']}" in shown
        assert [one["id"] for one in account["endings"] if one["id"] not in shown] == []
    assert sum(len(account["endings"]) for account in data["accounts"]) == len(data["targets"]) == 10


def test_which_plan_is_accounted_for(run: Run, root: Path) -> None:
    """The one asked for; else the current one; else the only one that ended within twelve months; else a question."""
    argv = ("report", "--as-of", "2026-01-15", "--form", "year-end", "-f", "json")
    asked = run(*argv)
    commands = "; ".join(f"targettrack report --form year-end --plan {plan}" for plan in ("QX2025", "YS2025"))
    assert (asked.code, asked.out, asked.said) == (2, b"", error("which-plan", commands=commands))
    assert [one["plan"]["id"] for one in run(*argv, "--plan", "ys").data["accounts"]] == ["YS2025"]
    settings = root / "targettrack.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\nplan = "QX2025"\n', encoding="utf-8")
    assert [one["plan"]["id"] for one in run(*argv).data["accounts"]] == ["QX2025"]


@pytest.mark.parametrize("face", FACES)
def test_the_register_has_what_was_changed(run: Run, face: str) -> None:
    """The bridge's new deadline with its reason and authority, and no figure; the counts are those of the JSON."""
    data = run(*REGISTER, "--format", "json").data
    (moved,) = [one for one in data["changes"] if one["id"] == "YS2025-005"]
    assert (moved["change"], moved["deadline"]["old"], moved["deadline"]["new"]) == (
        "deadline",
        "2025-09-30",
        "2025-11-30",
    )
    assert (moved["deadline"]["reason"], moved["deadline"]["authority"]) == ("汛期停工", "县政府常务会议")
    assert sum(data["by_change"].values()) == len(data["changes"])
    shown = plain(run(*REGISTER, "--format", face, env={"TARGETTRACK_LANG": "zh", "COLUMNS": "200"}).text)
    for words in ("时限调整", "2025-09-30", "2025-11-30", "汛期停工；县政府常务会议"):
        assert words in shown


def test_a_supporting_unit_sees_its_part(run: Run) -> None:
    """The school is led by 教育局: 发展和改革局 has it on its page as supporting, and no sheet of it."""
    (page,) = run(*BY_OWNER, "--unit", "发展和改革局", "--format", "json").data["units"]
    assert "YS2025-004" in page["supports"]
    assert "YS2025-004" not in [sheet["id"] for sheet in page["sheets"]]
    assert set(page["reported"]) == {"part", "base", "percent"}


@pytest.mark.parametrize("face", FACES)
def test_the_six_groups_sum_in_every_face(run: Run, face: str) -> None:
    """Each group that has any stands with its number; with the others they make ten."""
    total = run("report", "--as-of", DAY, "--format", "json").data["total"]
    assert sum(total["by_group"].values()) == sum(total["by_rating"].values()) == total["total"] == 10
    for argv in (("report", "--as-of", DAY), BULLETIN):
        shown = plain(run(*argv, "--format", face, env={"COLUMNS": "200"}).text)
        for group, count in total["by_group"].items():
            assert not count or f"{group}{count}" in shown


def test_pages_by_owner(run: Run) -> None:
    """One page per unit, every target on one page; a unit reads its own with --owner."""
    data = run(*BY_OWNER, "--format", "json").data
    assert [unit["owner"] for unit in data["units"]] == sorted(unit["owner"] for unit in data["units"])
    assert sum(len(unit["sheets"]) for unit in data["units"]) == data["total"]["total"] == 10
    (page,) = run(*BY_OWNER, "--owner", "住建局", "--format", "json").data["units"]
    (sheet,) = page["sheets"]
    assert (sheet["id"], sheet["causes"]) == ("YS2025-001", ["behind"])
    assert sheet["blanks"] == ["figure", "problem", "next", "forecast"]


@pytest.mark.parametrize("face", FACES)
def test_a_page_asks_and_leaves_blanks(run: Run, face: str) -> None:
    """What the unit must answer and what it fills in, with the unit of the figure."""
    shown = plain(run(*BY_OWNER, "--owner", "住建局", "--format", face, env={"TARGETTRACK_LANG": "zh"}).text)
    for words in ("云山县住房和城乡建设局", "说明原因、措施和全年预判", "数据______套"):
        assert words.replace("_", "") in shown.replace("_", "")


@pytest.mark.parametrize("argv", [SINCE, BRIEF, BULLETIN, YEAR_END, BY_OWNER, REGISTER])
@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "lines", "markdown", "html"])
def test_every_form_in_every_format(run: Run, root: Path, argv: tuple[str, ...], form: str) -> None:
    """Ten targets and one broken file: the rest is there, exit code 1; the same bytes on a second run."""
    (root / "YS2025/YS2025-003.toml").write_bytes(b"id = \n")
    first, second = run(*argv, "--format", form), run(*argv, "--format", form)
    assert (first.code, first.out) == (1, second.out)
    assert first.out
    assert "YS2025/YS2025-003.toml:1" in first.said


def test_the_width_of_a_screen(run: Run) -> None:
    """No line is wider than the screen, in either language, at 80, 120 and 200 cells."""
    from rich.cells import cell_len

    for width in ("80", "120", "200"):
        for language in ("en", "zh"):
            for argv in (SINCE, BULLETIN, YEAR_END, BY_OWNER, REGISTER):
                found = run(*argv, "--format", "table", env={"COLUMNS": width, "TARGETTRACK_LANG": language})
                assert [line for line in found.lines if cell_len(line) > int(width)] == []
