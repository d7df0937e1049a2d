"""`targettrack check`: every fault of every file in one pass, with its place and a stable code."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import Run

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = "2025年\n建成保障性住房300套。\n城镇新增就业4万人。\n云山一中新校区主体工程完工。\n"
PLACE = re.compile(r"^[^:\s]+(?::\d+)?: (?:error|warning): .+ \[[a-z0-9-]+\]$")


def faulty(root: Path) -> None:
    """Spoil the ledger in a dozen ways, one file each."""
    good = (root / "YS2025/YS2025-001.toml").read_text(encoding="utf-8")
    records = {
        "YS2025/YS2025-101.toml": b"",
        "YS2025/YS2025-102.toml": 'title = "建成保障性住房"\n'.encode("gbk"),
        "YS2025/YS2025-103.toml": b"id = \n",
        "YS2025/YS2025-104.toml": b"<<<<<<< HEAD\nid = 1\n",
        "YS2025/YS2025-105.toml": good.replace("YS2025-001", "YS2025-002").encode(),
        "YS2025/YS2025-106.toml": good.replace('title = "', 'title = "x"\ntitle = "').encode(),
        "YS2025/YS2025-107.toml": good.replace('"YS2025-001"', '"../x"').encode(),
        "YS2025/YS2025-108.toml": b"a = " + b"[" * 60_000,
        "YS2025/YS2025-109.toml": b"#" * 2_000_000,
        "YS2025/YS2025-110.toml": good.encode()[:400],
        "YS2025/YS2025-111.toml": good.replace("YS2025-001", "YS2025-111")
        .replace("deadline = 2025-12-31", 'deadline = "年底"\nowners = "x"')
        .replace('kind = "quantity"', 'kind = "count"')
        .encode(),
        "stray.toml": good.encode(),
        "NEW/NEW-001.toml": good.replace("YS2025-001", "NEW-001").encode(),
    }
    (root / "NEW").mkdir()
    for name, data in records.items():
        (root / name).write_bytes(data)
    (root / "YS2025/YS2025-112.toml").mkdir()
    (root / "YS2025/YS2025-113.toml").symlink_to("/etc/hostname")
    (root / "YS2025/YS2025-114.toml").symlink_to("/dev/zero")


CODES = {
    ("NEW/plan.toml", None, "plan-missing"),
    ("YS2025/YS2025-101.toml", None, "empty-file"),
    ("YS2025/YS2025-102.toml", 1, "not-utf8"),
    ("YS2025/YS2025-103.toml", 1, "toml-syntax"),
    ("YS2025/YS2025-104.toml", 1, "conflict-markers"),
    ("YS2025/YS2025-105.toml", None, "id-not-file-name"),
    ("YS2025/YS2025-106.toml", 5, "two-commitments"),
    ("YS2025/YS2025-107.toml", 2, "bad-id"),
    ("YS2025/YS2025-108.toml", None, "too-deep"),
    ("YS2025/YS2025-109.toml", None, "too-large"),
    ("YS2025/YS2025-111.toml", 7, "wrong-type"),
    ("YS2025/YS2025-111.toml", 8, "unknown-key"),
    ("YS2025/YS2025-111.toml", 10, "unknown-choice"),
    ("YS2025/YS2025-112.toml", None, "not-a-file"),
    ("YS2025/YS2025-113.toml", None, "outside-store"),
    ("YS2025/YS2025-114.toml", None, "outside-store"),
    ("stray.toml", None, "misplaced-file"),
}


def test_a_clean_ledger(run: Run) -> None:
    """Exit code 0, no error, everything counted."""
    found = run("check", "--format", "json")
    assert (found.code, found.err, found.json["status"]) == (0, b"", "ok")
    data = found.data
    assert (data["plans"], data["targets"], data["unreadable"], data["errors"], data["warnings"]) == (2, 10, 0, 0, 0)
    assert (data["quotes_checked"], data["quotes_unchecked"]) == (0, 3)


def test_every_fault_in_one_pass(run: Run, root: Path) -> None:
    """Each bad file with its line and its code, several faults of one file together; the good ones are read."""
    faulty(root)
    found = run("check", "--format", "json")
    assert (found.code, found.err, found.json["status"]) == (1, b"", "partial")
    places = {(one["path"], one["line"], one["code"]) for one in found.json["problems"]}
    assert places >= CODES
    truncated = {code for path, _line, code in places - CODES if path == "YS2025/YS2025-110.toml"}
    assert truncated
    assert {path for path, _line, _code in places - CODES} == {"YS2025/YS2025-110.toml"}
    assert found.data["targets"] == 11
    assert found.data["unreadable"] == 15
    assert found.data["errors"] + found.data["warnings"] == len(found.json["problems"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_as_compilers_write_it(run: Run, root: Path, language: str) -> None:
    """path:line: severity: sentence [code], a line each on standard output, in order of place."""
    faulty(root)
    found = run("check", env={"TARGETTRACK_LANG": language})
    assert (found.code, found.err) == (1, b"")
    problems = [line for line in found.lines if line.endswith("]")]
    assert len(problems) == len(run("check", "--format", "json").json["problems"])
    if language == "en":
        assert [line for line in problems if not PLACE.match(line)] == []
    for path, number, code in CODES:
        start = path if number is None else f"{path}:{number}"
        assert [line for line in problems if line.startswith(f"{start}:") and line.endswith(f"[{code}]")], (start, code)


def test_every_command_still_works_beside_them(run: Run, root: Path) -> None:
    """All other records are reported; exit code 1; standard error names the faults and where to see them all."""
    faulty(root)
    for argv in (("list",), ("report",), ("alerts",), ("export",), ("show", "YS2025-001", "--links")):
        found = run(*argv, "--format", "json")
        assert (found.code, found.json["status"]) == (1, "partial"), argv
        assert "NEW/plan.toml" in found.said
        assert "targettrack check" in found.said
        assert found.said.count("\n") <= 7
    assert run("show", "YS2025-001").err == b""  # which answers for the files that it read
    listed = run("list", "--as-of", "2025-09-30", "--format", "json").data
    assert len(listed["order"]) == listed["read"] == 11
    assert listed["unreadable"] == 15


def test_a_warning_alone_is_no_error(run: Run, root: Path) -> None:
    """Exit code 0: the ledger can be read whole."""
    path = root / "YS2025/YS2025-006.toml"
    path.write_text(path.read_text().replace('done_when = "年度清淤计划完成"', ""))
    found = run("check", "--format", "json")
    assert (found.code, found.json["status"], found.data["warnings"]) == (0, "ok", 1)
    assert [(one["code"], one["severity"]) for one in found.json["problems"]] == [("missing-test", "warning")]
    assert run("list").err == b""


def test_references(run: Run, root: Path) -> None:
    """A target that leads nowhere is an error of the ledger, not of the file: it is still read."""
    path = root / "QX2025/QX2025-001.toml"
    path.write_text(path.read_text().replace('upper = "YS2025-007"', 'upper = "YS2025-404"'))
    found = run("check", "--format", "json")
    assert (found.code, found.data["targets"]) == (1, 10)
    assert [(one["code"], one["key"], one["params"]) for one in found.json["problems"]] == [
        ("unknown-reference", "upper", {"id": "YS2025-404"})
    ]


def test_quotes_against_their_source(run: Run, root: Path) -> None:
    """With --sources: found, longer than its line, not there; a document that is not at hand is counted."""
    (root.parent / "docs").mkdir()
    (root.parent / "docs/yunshan.txt").write_text(SOURCE, encoding="utf-8")
    found = run("check", "--sources", "docs", "--format", "json")
    assert (found.code, found.data["quotes_checked"], found.data["quotes_unchecked"]) == (0, 3, 0)
    (root.parent / "docs/yunshan.txt").write_text(SOURCE.replace("300套。", ""), encoding="utf-8")
    found = run("check", "--sources", "docs", "--format", "json")
    assert found.code == 1
    (problem,) = found.json["problems"]
    assert (problem["code"], problem["path"]) == ("quote-longer-than-line", "YS2025/YS2025-001.toml")
    assert problem["params"] == {"quote": "建成保障性住房300套", "document": "yunshan.txt", "n": 2}
    assert run("check", "--sources", "nowhere").code == 3


def test_a_source_that_was_changed(run: Run, root: Path) -> None:
    """The SHA-256 in plan.toml tells."""
    (root.parent / "docs").mkdir()
    (root.parent / "docs/yunshan.txt").write_text(SOURCE, encoding="utf-8")
    plan = root / "YS2025/plan.toml"
    text = plan.read_text()
    plan.write_text(f'{text}sha256 = "{hashlib.sha256(SOURCE.encode()).hexdigest()}"\n')
    assert run("check", "--sources", "docs").code == 0
    plan.write_text(f'{text}sha256 = "{"0" * 64}"\n')
    found = run("check", "--sources", "docs", "--format", "json")
    assert [(one["code"], one["path"]) for one in found.json["problems"]] == [("document-changed", "YS2025/plan.toml")]


def test_settings_and_units_are_checked(run: Run, root: Path) -> None:
    """A fault there is named with its line, and costs one setting, not the ledger."""
    (root / "targettrack.toml").write_text('timezone = "Asia/Shanghai"\n[rules]\nahead = 5000\nmethod = "week"\n')
    (root / "units.toml").write_text('[[unit]]\nname = ""\n')
    found = run("check", "--format", "json")
    assert {(one["path"], one["line"], one["code"]) for one in found.json["problems"]} == {
        ("targettrack.toml", 3, "out-of-range"),
        ("targettrack.toml", 4, "unknown-choice"),
        ("units.toml", 2, "empty-value"),
    }
    assert run("list", "--format", "json").data["read"] == 10
    assert "[out-of-range]" in run("check").text


def test_the_text_of_faults(run: Run, root: Path, golden: Callable[[str, bytes], None]) -> None:
    """Every sentence of the faulty ledger, as recorded."""
    faulty(root)
    golden("check-faulty.txt", run("check").out)
    golden("check-faulty-zh.txt", run("check", "--lang", "zh").out)


@pytest.mark.parametrize("format_", ["ndjson", "csv"])
def test_a_fault_is_a_line_of_its_own(run: Run, root: Path, format_: str) -> None:
    """In the formats of one item a line, the items of a check are its faults, with place and code."""
    (root / "YS2025/YS2025-001.toml").write_text("", encoding="utf-8")
    found = run("check", "--format", format_)
    lines = [line for line in found.text.splitlines() if "empty-file" in line]
    assert (found.code, len(lines)) == (1, 1)
    assert "YS2025/YS2025-001.toml" in lines[0]


def test_a_hundred_faults_of_a_file(run: Run, root: Path) -> None:
    """What reading and what comparing finds in one file is named a hundred times, then counted."""
    path = root / "YS2025/YS2025-007.toml"
    lines = "".join(
        f'k{number:03d} = {{ at = 2025-09-01T09:00:00+08:00, as_of = 2025-09-0{2 + number % 8}, colour = "红" }}\n'
        for number in range(150)
    )
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
    problems = [one for one in run("check", "-f", "json").json["problems"] if one["path"].endswith("007.toml")]
    assert len(problems) == 101
    assert (problems[-1]["code"], problems[-1]["params"]) == ("more-faults", {"n": 200})
    assert run("check").lines[-3].endswith("200 more faults in this file; mend the ones above first [more-faults]")
