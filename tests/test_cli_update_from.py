"""`targettrack update --from`: many lines of another program, each answered, all or nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Run
from office import tree
from running import error
from targettrack import i18n, record, store
from targettrack.exchange.columns import CAPTIONS, Filler, Form, filled
from targettrack.model import Checkpoint, Forecast, Status
from targettrack.store import content

if TYPE_CHECKING:
    from targettrack.model import Update

FROM = ("update", "--from", "-")


def lines(*rows: dict[str, Any]) -> str:
    """Rows as NDJSON."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def last(root: Path, id_: str, back: int = 1) -> Update:
    """The newest line of a target, or one before it."""
    (target,) = [one for one in store.load(root).targets if one.id == id_]
    return target.updates[-back]


def fates(found: Any) -> list[tuple[int, str, str, str]]:
    """What became of each line."""
    return [(one["line"], one["id"], one["fate"], one["code"]) for one in found.data["lines"]]


def test_lines_are_written_as_one_act(run: Run, root: Path) -> None:
    """Two lines of one target in their order, codes and Chinese words, numbers and texts, a short id."""
    found = run(
        *FROM,
        "-f",
        "json",
        stdin=lines(
            {"id": "YS2025-007", "value": "11000米", "as_of": "2025-10-01", "by": "水利局"},
            {"id": "YS2025-007", "value": 12.5, "as_of": "2025-10-08", "note": "东段完工"},
            {"编号": "ys2025-1", "办理状态": "推进中", "forecast": "有困难"},
        ),
    )
    assert found.code == 0
    assert fates(found) == [
        (1, "YS2025-007", "written", ""),
        (2, "YS2025-007", "written", ""),
        (3, "YS2025-001", "written", ""),
    ]
    assert found.data["counts"] == {"written": 3, "same": 0, "held": 0, "refused": 0}
    before, after = last(root, "YS2025-007", 2), last(root, "YS2025-007")
    assert (before.value, before.as_of, before.by) == (Decimal(11), date(2025, 10, 1), "水利局")
    assert (after.value, after.note, after.by) == (Decimal("12.5"), "东段完工", "测试员")
    assert after.at > before.at
    assert [one["key"] for one in found.data["lines"][:2]] == [before.key, after.key]
    told = last(root, "YS2025-001")
    assert (told.status, told.forecast) == (Status.ACTIVE, Forecast.HARD)


def test_the_same_file_again(run: Run, root: Path) -> None:
    """A retry adds nothing, and each line names the key under which it stands."""
    text = lines(
        {"id": "YS2025-007", "note": "甲"}, {"id": "YS2025-007", "note": "乙"}, {"id": "YS2025-007", "note": "甲"}
    )
    first = run(*FROM, "-f", "json", stdin=text)
    before = tree(root)
    again = run(*FROM, "-f", "json", stdin=text)
    assert (again.code, again.data["counts"]["same"]) == (0, 3)
    assert sorted(one["key"] for one in again.data["lines"]) == sorted(one["key"] for one in first.data["lines"])
    assert tree(root) == before


def test_the_same_line_twice_in_a_file(run: Run, root: Path) -> None:
    """What a line of the file has said already is recorded once, as it would be in two files."""
    row = {"id": "YS2025-007", "note": "甲"}
    text = lines(row, row, {**row, "id": "YS2025-001"}, {**row, "by": "水利局"})
    found = run(*FROM, "-f", "json", stdin=text)
    assert [one[2] for one in fates(found)] == ["written", "same", "written", "written"]
    keys = [one["key"] for one in found.data["lines"]]
    assert keys[0] == keys[1]
    assert [one.by for one in (last(root, "YS2025-007", 2), last(root, "YS2025-007"))] == ["测试员", "水利局"]
    again = run(*FROM, "-f", "json", stdin=text)
    assert [one["key"] for one in again.data["lines"]] == keys
    assert again.data["counts"]["same"] == 4


def test_a_key_of_its_own(run: Run, root: Path) -> None:
    """A key makes a retry at any time; the same key for something else is refused on its line."""
    run(*FROM, stdin=lines({"id": "YS2025-007", "note": "甲", "key": "job-1"}))
    rows = [{"id": "YS2025-007", "note": "甲", "key": "job-1"}, {"id": "YS2025-007", "note": "乙", "key": "job-1"}]
    found = run(*FROM, "-f", "json", stdin=lines(*rows))
    assert (found.code, fates(found)) == (
        3,
        [(1, "YS2025-007", "same", ""), (2, "YS2025-007", "refused", "key-taken")],
    )


REFUSED = [
    ({"id": "YS2025-099", "note": "x"}, "unknown-id-near"),
    ({"note": "x"}, "id-missing"),
    ({"id": "1", "note": "x"}, "ambiguous-id"),
    ({"id": "YS2025-007"}, "nothing-to-record"),
    ({"id": "YS2025-007", "value": "3吨"}, "wrong-unit"),
    ({"id": "YS2025-007", "as_of": "2025-02-30", "note": "x"}, "bad-date"),
    ({"id": "YS2025-007", "status": "好"}, "unknown-word"),
    ({"id": "YS2025-007", "assess": "slow"}, "without-reason"),
    ({"id": "YS2025-007", "note": "x", "goal": {"value": 3}}, "without-warrant"),
    ({"id": "YS2025-007", "value": True}, "wrong-shape"),
    ({"id": "YS2025-007", "note": True}, "wrong-shape"),
    ({"id": "YS2025-007", "note": ["a", "b"]}, "wrong-shape"),
    ({"id": "YS2025-007", "note": {"a": 1}}, "wrong-shape"),
    ({"id": "YS2025-007", "as_of": False, "note": "x"}, "wrong-shape"),
    ({"id": ["YS2025-007"], "note": "x"}, "wrong-shape"),
    ({"id": "YS2025-007", "note": "x", "key": True}, "wrong-shape"),
    ({"id": "YS2025-007", "supporting": [["县财政局"]]}, "wrong-shape"),
    ({"id": "YS2025-007", "checkpoint": [{"date": "2025-09-30", "value": 3, "stage": "x"}]}, "wrong-shape"),
    ({"id": "YS2025-007", "checkpoint": [{"date": "2025-09-30", "wert": 3}]}, "wrong-shape"),
    ({"id": "YS2025-007", "goal": {"value": [3]}}, "wrong-shape"),
    ({"id": "YS2025-007", "unmentioned": "maybe"}, "wrong-shape"),
]


@pytest.mark.parametrize(("row", "code"), REFUSED, ids=[f"{code}-{n}" for n, (_row, code) in enumerate(REFUSED)])
def test_one_refusal_writes_nothing(run: Run, root: Path, row: dict[str, Any], code: str) -> None:
    """The line is named with the code, the others are held back, the end is 3; with --keep-going they are written, and 1."""
    before, text = tree(root), lines({"id": "YS2025-007", "note": "先"}, row)
    found = run(*FROM, "-f", "json", stdin=text)
    assert (found.code, [one[2:] for one in fates(found)]) == (3, [("held", ""), ("refused", code)])
    assert found.said.startswith("-:2: ")
    assert tree(root) == before
    kept = run(*FROM, "--keep-going", "-f", "json", stdin=text)
    assert (kept.code, [one[2:] for one in fates(kept)]) == (1, [("written", ""), ("refused", code)])
    assert last(root, "YS2025-007").note == "先"


BROKEN = [
    ('{"id": "YS2025-007", "note": "x"}\n{"id": ', "not-ndjson", {"option": "-:2", "detail": '{"id":'}),
    ('[{"id": "YS2025-007"}]', "not-ndjson", {"option": "-:1", "detail": '[{"id": "YS2025-007"'}),
    ('{"id": "YS2025-007", "value": NaN}', "not-ndjson", {"option": "-:1", "detail": "NaN"}),
    ('{"id": "YS2025-007", "note": "x", "note": "y"}', "not-ndjson", {"option": "-:1", "detail": "note"}),
    ("[" * 100_000, "not-ndjson", None),
    ("id,note\nYS2025-007,x,y\n", "ragged-row", {"option": "-:2"}),
    ('id,note\nYS2025-007,"x\n', "not-csv", {"option": "-:2"}),
    ("id,note,进展\nYS2025-007,x,y\n", "twice-on-a-line", {"option": "-:2", "text": "进展"}),
    ("id,value,value\nYS2025-007,12,13\n", "twice-on-a-line", {"option": "-:2", "text": "value"}),
    ('{"id": "YS2025-007", "wert": 3}', "unknown-column", None),
    ("\0\1\2\3", "not-a-feed", {"path": "-"}),
]


@pytest.mark.parametrize(("text", "code", "params"), BROKEN)
def test_a_broken_file(run: Run, root: Path, text: str, code: str, params: dict[str, str] | None) -> None:
    """Nothing is done, nothing is answered but the line and what is wrong with it; the end is 2."""
    before = tree(root)
    found = run(*FROM, "--keep-going", stdin=text)
    assert (found.code, found.out, tree(root)) == (2, b"", before)
    if params is not None:
        assert found.said == error(code, **params)


def test_a_table_of_an_office(run: Run, root: Path) -> None:
    """A CSV in GB18030 with Chinese headings: empty cells say nothing, a quoted formula is text, checkpoints are parted."""
    text = "编号,数据,截至日,进展,节点,累计数\r\nYS2025-007,,,'-甲,2025-09-30=14；2025-10-10=15,\r\n\r\nYS2025-007,12,2025-10-01,,,\r\n"
    (root.parent / "表.csv").write_bytes(text.encode("gb18030"))
    found = run("update", "--from", "表.csv", "--by", "县水利局", "-f", "ndjson")
    assert found.code == 0
    assert [(one["line"], one["fate"]) for one in map(json.loads, found.lines)] == [(2, "written"), (4, "written")]
    nodes = (Checkpoint(date(2025, 9, 30), Decimal(14)), Checkpoint(date(2025, 10, 10), Decimal(15)))
    first, second = last(root, "YS2025-007", 2), last(root, "YS2025-007")
    assert (first.note, first.checkpoint, first.by, first.value) == ("-甲", nodes, "县水利局", None)
    assert (second.value, second.as_of, second.note) == (Decimal(12), date(2025, 10, 1), None)


def test_nested_as_export_writes_them(run: Run, root: Path) -> None:
    """A goal and checkpoints as objects; null and what is empty in a goal say nothing; truth as JSON has it."""
    row = {
        "id": "YS2025-007",
        "note": None,
        "goal": {"value": 16, "unit": "", "parts": {}},
        "checkpoint": [{"date": "2025-09-30", "value": 14, "stage": ""}, {"date": "2025-10-10", "stage": "验收"}],
        "reason": "调整",
        "authority": "县人大常委会",
    }
    assert run(*FROM, stdin=lines(row)).code == 0
    line = last(root, "YS2025-007")
    nodes = (Checkpoint(date(2025, 9, 30), Decimal(14)), Checkpoint(date(2025, 10, 10), stage="验收"))
    assert (line.goal, line.checkpoint, line.note) == ({"value": Decimal(16)}, nodes, None)


def test_half_a_character_is_no_text(run: Run, root: Path) -> None:
    """Which only JSON can say; the other lines are written."""
    broken = json.dumps({"id": "YS2025-007", "note": "\ud800"})
    found = run(*FROM, "--keep-going", "-f", "json", stdin=f"{broken}\n{lines({'id': 'YS2025-007', 'note': '甲'})}")
    assert (found.code, [one[2:] for one in fates(found)]) == (1, [("refused", "half-a-character"), ("written", "")])


def test_there_is_no_minus_zero(run: Run, root: Path) -> None:
    """Nothing is nothing, whatever sign a program gives it."""
    assert run(*FROM, stdin=lines({"id": "YS2025-007", "value": -0.0})).code == 0
    assert str(last(root, "YS2025-007").value) == "0"


def test_a_dry_run(run: Run, root: Path) -> None:
    """Says what would be written, and writes nothing."""
    before = tree(root)
    found = run(*FROM, "--dry-run", "-f", "json", stdin=lines({"id": "YS2025-007", "note": "x"}))
    assert (found.code, found.data["dry_run"], found.data["counts"]["written"]) == (0, True, 1)
    assert tree(root) == before


@pytest.mark.parametrize("more", [("YS2025-007",), ("--note", "x"), ("--key", "job-1"), ("--checkpoint-file", "x")])
def test_a_file_says_everything(run: Run, more: tuple[str, ...]) -> None:
    """No target and no field beside it."""
    found = run(*FROM, *more, stdin="")
    assert (found.code, found.said) == (2, error("not-together", options="--from ID --FIELD"))


def test_a_page_counts_and_names_refusals(run: Run) -> None:
    """What a person reads."""
    found = run(*FROM, stdin=lines({"id": "YS2025-007", "note": "x"}, {"id": "YS2025-007", "value": "3吨"}))
    assert found.lines == [
        "written\t0",
        "recorded before\t0",
        "held back\t1",
        "refused\t1",
        "Nothing was written, because lines were refused; --keep-going writes the others.",
        "# Line\tId\tWhy it was refused",
        "2\tYS2025-007\t«3吨» is in 吨, but the goal is in 公里, and one does not say how much the other is",
    ]


def test_a_doubt_is_told(run: Run) -> None:
    """What `update` would doubt is doubted of a line of a file."""
    found = run(*FROM, stdin=lines({"id": "YS2025-007", "value": 100, "as_of": "2025-10-01"}))
    assert "YS2025-007" in found.said
    assert "more than three times the goal" in found.said


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_no_figure(run: Run, root: Path, *, value: bool) -> None:
    """It is refused on its line, and the others are written."""
    rows = ({"id": "YS2025-007", "value": value}, {"id": "YS2025-004", "note": "到货"})
    (root.parent / "t.ndjson").write_text("\n".join(map(json.dumps, rows)))
    found = run("update", "--from", "t.ndjson", "--keep-going", "-f", "json")
    assert [(one["fate"], one["code"]) for one in found.data["lines"]] == [("refused", "wrong-shape"), ("written", "")]


def test_the_headings_of_our_own_sheets(run: Run, root: Path) -> None:
    """A month's sheet saved as CSV speaks as the sheet does: every column that a unit fills in, and a day as a cell has it."""
    form = [CAPTIONS[code] for code in filled(Form.MONTH, Filler.UNIT)]
    cells = {
        "value": "11公里",
        "as_of": "2025.10.8",
        "data": "预计",
        "stage": "东段完工",
        "note": "铺设",
        "problem": "征地",
        "next": "复工",
        "evidence": "验收1号",
        "forecast": "有困难",
        "done": "否",
        "completed": "",
        "ask_deadline": "2026年1月31日",
        "reason": "汛期",
    }
    with i18n.speaking("zh"):
        head = ",".join(["编号", *(caption.title for caption in form)])
    (root.parent / "表.csv").write_text(f"{head}\nYS2025-007,{','.join(cells[one.code] for one in form)}\n")
    found = run("update", "--from", "表.csv")
    line = last(root, "YS2025-007")
    assert (found.code, line.value, str(line.as_of), line.status) == (0, 11, "2025-10-08", None), found.text
    assert (line.note, line.problem, line.next, line.evidence) == ("铺设", "征地", "复工", "验收1号")
    assert (line.stage, line.forecast, str(line.ask_deadline), line.reason) == (
        "东段完工",
        "hard",
        "2026-01-31",
        "汛期",
    )


@pytest.mark.parametrize(("answer", "status"), [("是", Status.DONE), ("√", Status.DONE), ("yes", Status.DONE)])
def test_a_claim_of_a_sheet_is_a_status(run: Run, root: Path, answer: str, status: Status) -> None:
    """是否申报完成 是, as in a sheet: claimed done."""
    text = f"编号,是否申报完成,佐证\nYS2025-007,{answer},验收1号\n"
    assert run(*FROM, stdin=text).code == 0
    assert last(root, "YS2025-007").status is status


def test_an_unknown_heading_is_answered_shortly(run: Run) -> None:
    """All of them at once, with the few that they may stand for: no list of everything."""
    found = run(*FROM, stdin="编号,进展状况,备住\nYS2025-007,x,y\n", env={"TARGETTRACK_LANG": "zh"})
    assert found.code == 2
    assert "进展状况 备住" in found.said
    assert "进展情况" in found.said
    assert len(found.said) < 120


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [("value", "约2", "cell-about"), ("value", "1～2万", ""), ("as_of", "31月6日", "bad-date")],
)
def test_refusals_speak_as_the_import_does(run: Run, field: str, cell: str, code: str) -> None:
    """In Chinese no code and no English word: what is wrong with the cell, and the field as it is called."""
    found = run(*FROM, stdin=lines({"id": "YS2025-007", field: cell, "note": "x"}), env={"TARGETTRACK_LANG": "zh"})
    assert found.code == 3
    assert re.search("[a-z_]{3,}", found.text.replace("keep-going", "")) is None
    data = run(*FROM, "-f", "json", stdin=lines({"id": "YS2025-007", field: cell, "note": "x"})).data
    assert code in data["lines"][0]["code"]


def test_a_page_says_what_was_recorded(run: Run) -> None:
    """Id, figure and state of each line, as `update` says them; of more than ten those that turned, then the ids."""
    few = run(*FROM, stdin=lines({"id": "YS2025-007", "value": 20, "as_of": "2025-10-09"}))
    assert few.lines[4] == "YS2025-007  碧道: 20公里 as of 2025-10-09; far behind → to be verified"
    turned = {"id": "YS2025-001", "value": 20, "as_of": "2025-10-09"}
    many = run(*FROM, stdin=lines(*({"id": "YS2025-003", "note": f"第{n}次"} for n in range(10)), turned))
    assert [line.partition(" ")[0] for line in many.lines[4:]] == ["YS2025-001", "10"]
    assert many.lines[-1] == "10 more lines: YS2025-003."


def test_many_lines_of_one_target_are_proved_together(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many lines a target gets, its file is read twice and parsed once as it was and once as it becomes."""
    texts = []
    read = record.read_target

    def counted(text: str, **place: str) -> object:
        texts.append(text)
        return read(text, **place)

    monkeypatch.setattr(record, "read_target", counted)
    content.parsed.cache_clear()  # of the texts of other tests
    lines = "".join(f'{{"id": "YS2025-007", "note": "第{number}次"}}\n' for number in range(60))
    (root.parent / "many.ndjson").write_text(lines, encoding="utf-8")
    assert run("update", "--from", "many.ndjson").code == 0
    assert len([text for text in texts if 'id = "YS2025-007"' in text]) == 2
    assert (root / "YS2025/YS2025-007.toml").read_text(encoding="utf-8").count("次") == 60
