"""`targettrack export`: the whole ledger for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from running import DAY, error
from targettrack.model import Update
from targettrack.views.updates import UpdateRow


def test_everything_is_there(run: Run) -> None:
    """Two plans, ten records whole with their updates, each with its state on the day; JSON without being asked."""
    found = run("export", "--as-of", DAY)
    assert (found.code, found.err, found.json["command"], found.json["as_of"]) == (0, b"", "export", DAY)
    assert [plan["id"] for plan in found.data["plans"]] == ["QX2025", "YS2025"]
    assert len(found.data["targets"]) == len(found.data["records"]) == 10
    record, state = (found.data[part]["YS2025-005"] for part in ("records", "targets"))
    assert (record["id"], record["status"], record["deadline"]) == ("YS2025-005", "pending", "2025-09-30")
    assert (state["status"], state["deadline"], state["rating"]) == ("closed", "2025-11-30", "achieved")
    assert len(record["updates"]) == 6
    assert record["updates"][4]["void"] == "20250916T010000-eeeee4"
    assert found.data["records"]["QX2025-001"]["updates"][0]["by"] == "\x1b[31m孙\u202e八"


def test_drafts_are_exported_too(run: Run, root: Path) -> None:
    """Marked as what they are."""
    path = root / "YS2025/YS2025-006.toml"
    path.write_text(path.read_text().replace("kind =", "draft = true\nkind ="))
    drafts = {id_: record["draft"] for id_, record in run("export").data["records"].items()}
    assert len(drafts) == 10
    assert [id_ for id_, draft in drafts.items() if draft] == ["YS2025-006"]
    assert run("report", "--format", "json").data["drafts"] == 1


def test_one_plan(run: Run) -> None:
    """Only its targets, and only its head."""
    data = run("export", "--plan", "qx").data
    assert [plan["id"] for plan in data["plans"]] == ["QX2025"]
    assert list(data["targets"]) == list(data["records"]) == ["QX2025-001", "QX2025-002", "QX2025-003"]


def test_ndjson(run: Run) -> None:
    """A target a line, whole: the row of the JSON with its day and its plan, and the record."""
    lines = [json.loads(line) for line in run("export", "--as-of", DAY, "--format", "ndjson").lines]
    data = run("export", "--as-of", DAY).data
    assert [line.pop("record") for line in lines] == list(data["records"].values())
    told_once = {
        name: [line.pop(name) for line in lines] for name in ("as_of", "plan_year", "issuer", "level", "fictional")
    }
    assert lines == list(data["targets"].values())
    assert set(told_once["as_of"]) == {DAY}
    assert set(zip(told_once["plan_year"], told_once["level"], strict=True)) == {(2025, "county"), (2025, "town")}
    assert told_once["issuer"][0] == "清溪镇人民政府"


def test_csv(run: Run) -> None:
    """A record a row; a spreadsheet reads it as UTF-8 and runs nothing of it."""
    found = run("export", "--as-of", DAY, "--format", "csv")
    assert found.out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(found.text.removeprefix("\ufeff"), newline="")))
    assert [row["record.id"] for row in rows] == list(run("export").data["records"])
    assert rows[1]["record.title"] == '\'=HYPERLINK("http://example.invalid") 样板田'
    assert json.loads(rows[0]["record.updates"])[0]["note"] == "<b>第一行</b>\n第二行\t=1+1"


@pytest.mark.parametrize("name", ["table", "lines", "markdown", "html", "xlsx", ""])
def test_formats_that_are_none_of_its(run: Run, name: str) -> None:
    """For programs only: refused with those that there are."""
    line = error("unknown-format", format=name, choices="json ndjson csv")
    assert run("export", "--format", name) == (2, b"", line.encode())


def test_into_a_file(run: Run, root: Path) -> None:
    """The suffix chooses; one that no program reads is refused and makes no file."""
    assert run("export", "--as-of", DAY, "-o", "all.json").code == 0
    assert (root.parent / "all.json").read_bytes() == run("export", "--as-of", DAY).out
    assert run("export", "-o", "all.csv").code == 0
    assert (root.parent / "all.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    for name in ("all.html", "all.md", "all.txt"):
        found = run("export", "-o", name)
        assert (found.code, found.out) == (2, b"")
        assert not (root.parent / name).exists()


def test_a_row_an_update(run: Run) -> None:
    """Flat, by target and in order of entry; `as_of` is the day of the export, that of the fact is `holds_for`."""
    lines = [json.loads(line) for line in run("export", "--table", "更新", "--as-of", DAY, "--format", "ndjson").lines]
    found = [line for line in lines if line["target"] == "YS2025-005"]
    assert [(line["key"], line["voided"], line["counts"]) for line in found] == [
        (line["update"]["key"], line["voided"], line["counts"])
        for line in run("show", "YS2025-005", "--as-of", DAY, "-f", "json").data["history"]
    ]
    assert (found[4]["void"], found[4]["counts"]) == ("20250916T010000-eeeee4", False)
    assert [line["key"] for line in found if line["voided"]] == ["20250916T010000-eeeee4"]
    assert {(line["as_of"], line["issuer"], line["plan_year"]) for line in found} == {(DAY, "云山县人民政府", 2025)}
    told = [{name: line[name] for name in line if name not in _TOLD_ONCE} for line in lines]
    data = run("export", "--table", "updates", "--as-of", DAY).data
    assert data["updates"] == told
    assert [plan["id"] for plan in data["plans"]] == ["QX2025", "YS2025"]


_TOLD_ONCE = {"as_of", "plan_year", "issuer", "level", "fictional"}


def test_every_key_of_an_update_is_a_column() -> None:
    """In the same order; two have another name, since a row of targets has theirs for something else."""
    fields, own = UpdateRow._fields, Update._fields
    start = fields.index("key")
    others = {"as_of": "holds_for", "owner": "new_owner"}
    assert fields[start : start + len(own)] == tuple(others.get(name, name) for name in own)


def test_updates_for_people(run: Run) -> None:
    """As CSV with headings in words: the same rows, codes as their words."""
    found = run("export", "--table", "updates", "--as-of", DAY, "-f", "csv", "--headers", "zh")
    rows = list(csv.DictReader(io.StringIO(found.text.removeprefix("\ufeff"), newline="")))
    row = [one for one in rows if one["编号"] == "YS2025-005"][3]
    assert (row["已撤回"], row["计入状态"], row["截至"]) == ("是", "", row["截至"])
    assert len(rows) == len(run("export", "--table", "updates", "-f", "ndjson").lines)


def test_filters(run: Run) -> None:
    """A unit, a leader, a plan: of targets and of updates alike."""
    owner = "云山县教育局"
    rows = [json.loads(line) for line in run("export", "--owner", owner, "-f", "ndjson").lines]
    assert {row["owner"] for row in rows} == {owner}
    lines = [json.loads(line) for line in run("export", "--table", "updates", "--owner", owner, "-f", "ndjson").lines]
    assert {line["target"] for line in lines} <= {row["id"] for row in rows}
