"""`targettrack list`: filters, order, groups, formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from conftest import Run
from running import DAY, NOW, Outcome, error
from targettrack.cli import session, world


def ids(found: Outcome) -> str:
    """The ids in their order, without what they begin with alike."""
    assert found.code == 0
    shown = [id_ for group in found.data["groups"] for id_ in group["targets"]] or found.data["order"]
    assert sorted(shown) == sorted(found.data["order"]) == sorted(found.data["targets"])
    return " ".join(id_.replace("2025-0", "") for id_ in shown)


ALL = "QX01 QX02 QX03 YS01 YS02 YS03 YS04 YS05 YS06 YS07"


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ("", ALL),
        ("--plan QX2025", "QX01 QX02 QX03"),
        ("--plan qx", "QX01 QX02 QX03"),
        ("--plan qx --plan ys", ALL),
        ("--owner 云山县教育局", "YS04"),
        ("--owner 县教育局", "YS04"),
        ("--owner 教育", "YS04"),
        ("--owner 住建局 --owner 水利", "YS01 YS07"),
        ("--owner none", "YS06"),
        ("--owner 未分工", "YS06"),
        ("--rating behind", "YS01 YS03"),
        ("--rating 逾期 --rating 严重滞后", "YS04 YS07"),
        ("--rating BEHIND", "YS01 YS03"),
        ("--status active", "QX01 YS01 YS02 YS03 YS04 YS07"),
        ("--status 已销号", "YS05"),
        ("--status 终止 --status missed", "QX02 QX03"),
        ("--kind milestone", "QX02 QX03 YS04 YS05"),
        ("--kind 增速", "YS03"),
        ("--section 民生", "YS01 YS02 YS04"),
        ("--section 稳增长 --section 镇村", "QX01 QX02 QX03 YS03"),
        ("--tag 教育 --tag 交通", "YS04 YS05"),
        ("--due-before 2025-10-10", "YS04 YS07"),
        ("--due-before 2025-10-09", "YS04"),
        ("--due-before 上半年", "YS04"),
        ("--due-after 2025-12-31", "QX01 QX02 QX03 YS01 YS02 YS03"),
        ("--due-after 2025-10-01 --due-before 2025-11-30", "YS05 YS07"),
        ("北门地块", "YS01"),
        ("HYPERLINK", "QX02"),
        ("hyperlink", "QX02"),
        ("ys2025-00", "YS01 YS02 YS03 YS04 YS05 YS06 YS07"),
        ("水利局", "YS07"),
        ("没有这样的", ""),
        ("--plan ys --status active --kind quantity --section 民生", "YS01 YS02"),
        ("--sort deadline --plan ys", "YS04 YS07 YS05 YS01 YS02 YS03 YS06"),
        ("--sort -deadline --plan ys", "YS01 YS02 YS03 YS05 YS07 YS04 YS06"),
        ("--sort rating --plan ys", "YS04 YS07 YS01 YS03 YS06 YS02 YS05"),
        ("--sort gap", "YS07 YS01 YS03 QX01 QX02 QX03 YS02 YS04 YS05 YS06"),
        ("--sort -id --plan qx", "QX03 QX02 QX01"),
        ("--sort updated --plan ys", "YS06 YS04 YS05 YS07 YS01 YS02 YS03"),
        ("--group kind --plan qx", "QX01 QX02 QX03"),
        ("--group rating --plan ys", "YS04 YS07 YS01 YS03 YS06 YS02 YS05"),
        ("--draft", ""),
    ],
)
def test_which_in_which_order(run: Run, argv: str, expected: str) -> None:
    """Each filter, sort key and group, by code, by Chinese word, by short form."""
    assert ids(run("list", "--as-of", DAY, "--format", "json", *argv.split())) == expected


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("plan", ["QX2025", "YS2025"]),
        ("owner", None),
        (
            "rating",
            ["missed", "overdue", "far-behind", "behind", "unassigned", "ahead", "unverified", "achieved", "dropped"],
        ),
        ("status", ["active", "missed", "dropped", "closed", "pending"]),
        ("kind", ["quantity", "milestone", "growth", "qualitative"]),
        ("section", ["镇村建设", "一、保民生", "二、稳增长", "三、强基础"]),
    ],
)
def test_groups_are_named_by_codes(run: Run, by: str, names: list[str] | None) -> None:
    """Every target stands in one group; names are codes or what the record says."""
    data = run("list", "--as-of", DAY, "--group", by, "--format", "json").data
    found = [group["name"] for group in data["groups"]]
    assert data["grouped_by"] == by
    assert sorted(set(found)) == sorted(found)
    assert sum(len(group["targets"]) for group in data["groups"]) == 10
    assert names is None or found == names


def test_the_day_decides(run: Run) -> None:
    """The same ledger on three days; without --as-of it is today in the store's time zone."""
    rating = {
        day: run("list", "YS2025-004", "--as-of", day, "--format", "json").row["rating"]
        for day in ("2025-01-31", "2025-06-30", "2025-07-01")
    }
    assert rating == {"2025-01-31": "first-report", "2025-06-30": "behind", "2025-07-01": "awaiting-result"}
    assert run("list", "--format", "json").json["as_of"] == NOW.date().isoformat()


def test_a_typed_period_is_said_back(run: Run) -> None:
    """6月底 becomes 2025-06-30, a Monday; an ISO date needs no echo."""
    found = run("list", "--as-of", "6月底", "--format", "json")
    assert found.json["as_of"] == "2025-06-30"
    assert "2025-06-30" in found.said
    assert found.said.count("\n") == 1
    assert run("list", "--as-of", "2025-06-30", "--format", "json").err == b""


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("--as-of", "86400"), error("bad-date", option="--as-of", text="86400")),
        (("--as-of", "2月30日"), error("bad-date", option="--as-of", text="2月30日")),
        (("--as-of", "2025-02-29"), error("bad-date", option="--as-of", text="2025-02-29")),
        (("--as-of", ""), error("bad-date", option="--as-of", text="")),
        (("--due-before", "someday"), error("bad-date", option="--due-before", text="someday")),
        (("--plan", "XX"), error("unknown-plan", plan="XX", candidates="QX2025 YS2025")),
        (("--plan", "2025"), error("ambiguous-plan", plan="2025", candidates="QX2025 YS2025")),
        (
            ("--format", "docx"),
            error("unknown-format", format="docx", choices="table lines json ndjson markdown html csv"),
        ),
    ],
)
def test_what_cannot_be_meant(run: Run, argv: tuple[str, ...], line: str) -> None:
    """Refused with exit code 2, one line that names the option, the word and what there is."""
    assert run("list", *argv) == (2, b"", line.encode())


@pytest.mark.parametrize(
    ("argv", "candidates"),
    [
        (("--owner", "云山"), "云山县教育局"),
        (("--owner", "县教肓局"), "云山县教育局"),
        (("--rating", "sluggish"), "overdue"),
        (("--status", "finished"), "closed"),
        (("--kind", "number"), "quantity"),
        (("--sort", "name"), "deadline"),
        (("--group", "colour"), "rating"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(run: Run, argv: tuple[str, ...], candidates: str) -> None:
    """Exit code 2; what was typed and what could be typed stand in the line."""
    found = run("list", *argv)
    assert (found.code, found.out) == (2, b"")
    assert argv[1] in found.said
    assert candidates in found.said


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.json", b'{"schema":"targettrack/1",'),
        ("out.ndjson", b'{"id"'),
        ("out.jsonl", b'{"id"'),
        ("out.md", b"# "),
        ("out.html", b"<!DOCTYPE html>"),
        ("out.HTM", b"<!DOCTYPE html>"),
        ("out.csv", b"\xef\xbb\xbfid,"),
        ("out.txt", b"# "),
    ],
)
def test_the_suffix_chooses_the_format(run: Run, name: str, start: bytes) -> None:
    """-o writes the file, says so on standard error, and leaves standard output empty."""
    found = run("list", "--as-of", DAY, "-o", name)
    assert (found.code, found.out) == (0, b"")
    assert name in found.said
    data = Path(name).read_bytes()
    assert data.startswith(start)
    assert "建成保障性住房300套".encode() in data


def test_a_format_goes_before_the_suffix(run: Run) -> None:
    """--format decides where both are given; `-o -` is standard output."""
    run("list", "--as-of", DAY, "-o", "list.txt", "--format", "json")
    assert Path("list.txt").read_bytes() == run("list", "--as-of", DAY, "--format", "json").out
    assert run("list", "--as-of", DAY, "-o", "-", "--format", "json").out == Path("list.txt").read_bytes()


def test_a_file_that_cannot_be_written(run: Run) -> None:
    """An unknown suffix and a missing folder are refused; a file that is there stays as it was."""
    Path("old.json").write_bytes(b"old")
    assert run("list", "-o", "report.docx").code == 2
    assert run("list", "-o", "none/report.json") == (
        3,
        b"",
        error("no-folder", path=str(Path("none/report.json").absolute())).encode(),
    )
    assert run("list", "--as-of", "86400", "-o", "old.json").code == 2
    assert Path("old.json").read_bytes() == b"old"


def test_formats_agree_on_what_is_listed(run: Run) -> None:
    """Ten targets in every format."""
    for name in ("lines", "markdown", "html", "csv", "ndjson", "table"):
        text = run("list", "--as-of", DAY, "--format", name).text
        assert len(set(re.findall(r"(?:YS|QX)2025-0\d\d", text))) == 10, name


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", ["80", "100", "120"])
@pytest.mark.parametrize(
    "command", [("list",), ("list", "--group", "owner"), ("report",), ("alerts",), ("show", "YS2025-005")]
)
def test_no_line_is_wider_than_the_screen(run: Run, command: tuple[str, ...], width: str, language: str) -> None:
    """Cells, not characters; and the longest title is all there."""
    found = run(*command, "--as-of", DAY, "--format", "table", env={"COLUMNS": width, "TARGETTRACK_LANG": language})
    assert found.code == 0
    assert [line for line in found.lines if cell_len(line) > int(width)] == []
    if command[0] == "list":
        letters = "".join(found.text.split())
        for part in ("云山一中新校区主", "全部配套工程", "[red]不是标记[/red]", "样板田"):
            assert set(part) <= set(letters)


def test_a_terminal_gets_a_table_and_a_pipe_gets_lines(run: Run) -> None:
    """Off a terminal: no colour, no rule, no folding, tabs between cells."""
    screen, pipe = run("list", "--as-of", DAY, terminal=True), run("list", "--as-of", DAY)
    assert screen.out != pipe.out
    assert "\x1b[" in screen.text
    assert "─" in screen.text
    assert "\x1b" not in pipe.text
    assert "─" not in pipe.text
    assert "云山一中新校区主体工程完工并完成内部装修、设备采购、校园绿化等全部配套工程" in pipe.text
    assert pipe.out == run("list", "--as-of", DAY, "--format", "lines").out
    plain = run("list", "--as-of", DAY, "--format", "table").text
    assert re.sub(r"\x1b\[[0-9;]*m", "", screen.text) == plain


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_is_left_out_where_it_is_not_wanted(run: Run, env: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal: the table without an escape."""
    found = run("list", "--as-of", DAY, terminal=True, env=env)
    assert found.out == run("list", "--as-of", DAY, "--format", "table").out


def test_an_empty_no_color_asks_for_nothing(run: Run) -> None:
    """By no-color.org the variable counts when it is not empty."""
    assert "\x1b[" in run("list", "--as-of", DAY, terminal=True, env={"NO_COLOR": ""}).text


def test_markup_and_controls_of_records_are_shown(run: Run) -> None:
    """[red] is a word; an escape of a record is written out; on a screen with colour, too."""
    for found in (
        run("list", "--as-of", DAY, terminal=True, env={"COLUMNS": "200"}),
        run("list", "--as-of", DAY, "--format", "lines"),
    ):
        assert "[red]不是标记[/red]" in re.sub(r"\x1b\[[0-9;]*m", "", found.text)
    shown = run("show", "QX2025-001", "--as-of", DAY, terminal=True, env={"COLUMNS": "200"}).text
    assert "\\x1b[31m孙\\u202e八" in shown
    assert "\u202e" not in shown
    assert "\x1b[31m孙" not in shown


def test_an_empty_list(run: Run) -> None:
    """Nothing found is no error; the base is said."""
    found = run("list", "没有这样的", "--as-of", DAY)
    assert (found.code, found.err) == (0, b"")
    assert "10" in found.text
    data = run("list", "没有这样的", "--as-of", DAY, "--format", "json").data
    assert (data["read"], data["total"]["total"], data["targets"], data["order"]) == (10, 0, {}, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("list", "--sort", "时限"), ("list", "--sort", "deadline")),
        (("list", "--sort", "-时限"), ("list", "--sort", "-deadline")),
        (("list", "--group", "牵头单位"), ("list", "--group", "owner")),
        (("list", "--rating", "滞后"), ("list", "--rating", "behind")),
        (("list", "--status", "进行中"), ("list", "--status", "active")),
        (("list", "--kind", "数量"), ("list", "--kind", "quantity")),
        (("report", "--level", "县级"), ("report", "--level", "county")),
        (("report", "--form", "督查通报", "--all-plans"), ("report", "--form", "bulletin", "--all-plans")),
        (("report", "--by", "牵头单位"), ("report", "--by", "owner")),
        (("report", "--since", "上月"), ("report", "--since", "1m")),
        (("alerts", "--level", "预警"), ("alerts", "--level", "warning")),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_printed_may_be_typed(run: Run, typed: tuple[str, ...], code: tuple[str, ...], language: str) -> None:
    """A printed word, or one that offices use, does what the code does, whatever language the reader has."""
    env = {"TARGETTRACK_LANG": language}
    found = run(*typed, "--as-of", DAY, env=env)
    assert found.code == 0
    assert found == run(*code, "--as-of", DAY, env=env)


def test_long_work_shows_how_far_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and rating a large ledger: a bar each on standard error where somebody sees it, nothing elsewhere."""
    monkeypatch.setattr(session, "FILES_OF_A_SECOND", 5)
    monkeypatch.setattr(session, "RATED_IN_A_SECOND", 5)
    quiet = run("list")
    monkeypatch.setattr(world, "talks_to_terminal", lambda: True)
    shown = run("list")
    assert (quiet.err, shown.out) == (b"", quiet.out)
    assert [word for word in ("Reading", "Rating") if word not in shown.said] == []
