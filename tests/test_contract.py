"""JSON as a promise: each row once, ids elsewhere, whole rows a line, JSON on any stream, every field described."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import targettrack
from conftest import Run
from running import DAY, in_process
from targettrack import i18n
from targettrack.i18n import LOCALE
from targettrack.render import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(targettrack.__file__).parent
LEDGERS = Path(__file__).parent.parent / "targets"
SINCE = ("report", "--as-of", DAY, "--since", "2025-08-31")
ABOUT_TARGETS = {
    "list": ("list", "--as-of", DAY),
    "list by unit": ("list", "--as-of", DAY, "--group", "owner"),
    "show": ("show", "YS2025-005", "--as-of", DAY),
    "report": SINCE,
    "bulletin": ("report", "--as-of", DAY, "--form", "bulletin", "--all-plans"),
    "by owner": ("report", "--as-of", DAY, "--by", "owner"),
    "year-end": ("report", "--as-of", DAY, "--form", "year-end", "--all-plans"),
    "alerts": ("alerts", "--as-of", DAY),
    "export": ("export", "--as-of", DAY),
    "update": ("update", "YS2025-001", "YS2025-007", "--note", "x", "--dry-run"),
}
WHOLE = {"id", "item", "plan", "title", "leader", "rating", "light", "outline", "basis", "markers", "reason"}
WHOLE |= {"as_of", "plan_year", "issuer", "level"}


def objects(data: Any, place: str = "data") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a JSON document with the path to it."""
    if isinstance(data, dict):
        yield place, data
        for name, member in data.items():
            yield from objects(member, f"{place}.{name}")
    elif isinstance(data, list):
        for member in data:
            yield from objects(member, f"{place}[]")


@pytest.mark.parametrize("name", ABOUT_TARGETS)
def test_each_row_stands_once(run: Run, name: str) -> None:
    """Under its id in `data.targets` and nowhere else; there is no gap of two meanings, and no light for an outline."""
    data = run(*ABOUT_TARGETS[name], "--format", "json").data
    rows = [place for place, found in objects(data) if {"rating", "markers"} <= set(found)]
    assert rows == [f"data.targets.{id_}" for id_ in data["targets"]]
    assert {row["id"] for row in data["targets"].values()} == set(data["targets"])
    assert [place for place, found in objects(data) if "gap" in found] == []
    assert {row["light"] for row in data["targets"].values()} <= {"red", "yellow", "green", "blue", "grey", "none"}


@pytest.mark.parametrize("name", ABOUT_TARGETS)
def test_every_id_that_is_named_has_a_row(run: Run, name: str) -> None:
    """A program that follows an id from any list finds its row."""
    data = run(*ABOUT_TARGETS[name], "--format", "json").data
    ids = re.compile(r"(?:YS|QX)2025-\d{3}")
    lists = [member for _place, found in objects(data) for member in found.values() if isinstance(member, list)]
    named = {one for member in lists for one in member if isinstance(one, str) and ids.fullmatch(one)}
    named |= {found["id"] for place, found in objects(data) if place.endswith("[]") and ids.match(str(found.get("id")))}
    assert named <= set(data["targets"])


def test_a_change_names_what_was_before(run: Run) -> None:
    """Id, the state before, and what else is another; what charts are drawn from is no part of it."""
    data = run(*SINCE, "--format", "json").data
    assert set(data["changes"]["changed"][0]) == {"id", "before", "deadline", "goal", "figure", "owner", "words"}
    before = {one["id"]: one["before"] for one in data["changes"]["changed"]}
    assert set(before["YS2025-001"]) == {"rating", "light", "outline", "reason"}
    assert not {"picture", "draw", "series", "shares", "by_lamp", "earlier"} & {
        name for _place, found in objects(data) for name in found
    }


@pytest.mark.parametrize("name", ABOUT_TARGETS)
def test_a_line_is_a_whole_row(run: Run, name: str) -> None:
    """NDJSON and CSV: the day, the plan's year, issuer and level beside the row; the same lines in both."""
    argv = ABOUT_TARGETS[name]
    lines = [json.loads(line) for line in run(*argv, "--format", "ndjson").lines]
    assert [WHOLE - set(line) for line in lines] == [set()] * len(lines)
    assert len({line["id"] for line in lines}) == len(lines)
    text = run(*argv, "--format", "csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert {(line["plan"], line["plan_year"], line["issuer"], line["level"]) for line in lines} <= {
        ("YS2025", 2025, "云山县人民政府", "county"),
        ("QX2025", 2025, "清溪镇人民政府", "town"),
    }


@pytest.mark.parametrize(
    ("name", "id_", "sections"),
    [
        ("report", "QX2025-002", ["attention", "changes.late"]),
        ("report", "YS2025-001", ["attention", "changes.figures", "changes.words", "changes.problems"]),
        ("bulletin", "YS2025-001", ["attention", "problems", "classes.livelihood"]),
        ("by owner", "YS2025-001", ["causes", "blanks"]),
        ("by owner", "YS2025-005", []),
        ("year-end", "YS2025-005", ["done", "changed"]),
    ],
)
def test_a_line_of_a_report_names_its_sections(run: Run, name: str, id_: str, sections: list[str]) -> None:
    """`in`: which parts of the report name the target."""
    lines = [json.loads(line) for line in run(*ABOUT_TARGETS[name], "--format", "ndjson").lines]
    assert [line["in"] for line in lines if line["id"] == id_] == [sections]
    assert len(lines) == 10


@pytest.mark.parametrize("day", [(), ("--as-of", "2025-10-10"), ("--as-of", "2026-01-15")])
def test_the_size_of_a_weekly_report(day: tuple[str, ...]) -> None:
    """The five real ledgers, today and on a day with changes: under 600,000 bytes."""
    found = in_process(("report", "--since", "7d", "-f", "json", "--store", str(LEDGERS), *day))
    assert found.code in {0, 1}
    assert len(found.data["targets"]) > 400
    assert len(found.out) < 600_000


STREAMS = ("latin-1", "gbk", "cp437", "utf-16")


@pytest.mark.parametrize("encoding", STREAMS)
@pytest.mark.parametrize("argv", [*ABOUT_TARGETS.values(), ("schema",)])
def test_json_is_json_on_any_stream(run: Run, argv: tuple[str, ...], encoding: str) -> None:
    """Where the stream is not UTF-8 everything beyond ASCII is an escape: a strict reader gets the same data."""
    option = () if argv[0] == "schema" else ("--format", "json")
    found, plain = run(*argv, *option, encoding=encoding), run(*argv, *option)
    assert "\\u" in found.out.decode(encoding)
    assert found.out.decode(encoding).isascii()
    assert _keyless(json.loads(found.out)) == _keyless(plain.json)
    if option:
        lines = run(*argv, "--format", "ndjson", encoding=encoding).out.decode(encoding).splitlines()
        other = [json.loads(line) for line in run(*argv, "--format", "ndjson").lines]
        assert [_keyless(json.loads(line)) for line in lines] == _keyless(other)


def _keyless(data: Any) -> Any:
    """Without the keys of updates, of which each run makes its own."""
    text = json.dumps(data)
    return json.loads(re.sub(r"20251010T\d{6}-\w{6}", "KEY", text))


@pytest.mark.parametrize("encoding", STREAMS)
@pytest.mark.parametrize("name", ["csv", "html", "markdown"])
def test_a_file_keeps_its_encoding_on_any_stream(run: Run, name: str, encoding: str) -> None:
    """CSV begins with the mark of UTF-8 and HTML declares it, so that they are UTF-8 wherever they go."""
    argv = ("list", "--as-of", DAY, "--format", name)
    assert run(*argv, encoding=encoding).out == run(*argv).out


def test_a_file_bears_any_text(run: Run, root: Path) -> None:
    """What goes to a file is UTF-8 as it is, whatever the screen."""
    assert run("list", "--as-of", DAY, "-o", "list.json", encoding="latin-1").code == 0
    assert "建成保障性住房300套".encode() in (root.parent / "list.json").read_bytes()


@pytest.mark.parametrize("name", json_schema.OUTPUTS)
def test_every_field_is_described(name: str) -> None:
    """Each property of each class says what it is, each class once; nothing is described that JSON has not."""
    schema = json_schema.output_schema(name)
    described = [(place, found) for place, found in objects(schema, name) if "properties" in found]
    assert len(described) >= 2
    bare = [f"{place}.{key}" for place, found in described for key, one in found["properties"].items() if _is_bare(one)]
    assert bare == []
    assert all(found.get("description") for found in schema["$defs"].values())
    assert not {"Picture", "Share", "Lamp", "Any"} & set(schema["$defs"])


def _is_bare(one: dict[str, Any]) -> bool:
    return not one.get("description")


def test_the_schema_says_what_the_code_says() -> None:
    """The comment beside a field, or the words of the table of fields, are its description; there is no second text."""
    defs = json_schema.output_schema("report")["$defs"]
    assert defs["Tally"]["properties"]["by_group"]["description"].startswith("the six groups of ratings")
    assert (
        defs["Row"]["properties"]["outline"]["description"] == "the light rests on a person's word, or waits for proof"
    )
    assert defs["Goal"]["properties"]["to"]["description"] == "upper end: of a range (1-2个); it is met at the value"
    assert "by_lamp" not in defs["Tally"]["properties"]
    assert "as_of" not in defs["Row"]["properties"]


def test_every_output_has_a_schema(run: Run) -> None:
    """Every view that a command can give is held by one schema, under the name that `schema` lists."""
    views = {kind.__name__ for kind in json_schema.OUTPUTS.values()}
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / "views").glob("*.py"))
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    protocols = {"View", "ReportView"}
    with_each = {
        node.name
        for node in classes
        if any(isinstance(one, ast.FunctionDef) and one.name == "each" for one in node.body)
    }
    assert with_each - protocols == views
    assert set(json_schema.OUTPUTS) <= set(run("schema").json)


def test_renderers_ask_no_view_what_it_is() -> None:
    """No `hasattr`, no `getattr` with a default, no name of a view's class as a string: a contract says what views can do."""
    names = {kind.__name__ for kind in json_schema.OUTPUTS.values()}
    found = []
    for path in (PACKAGE / "render").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            asks = called == "hasattr" or (isinstance(node, ast.Call) and called == "getattr" and len(node.args) > 2)
            keys = [key for key in node.keys if key] if isinstance(node, ast.Dict) else []
            compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            named = [one for one in (*keys, *compared) if isinstance(one, ast.Constant) and one.value in names]
            found += [f"{path.name}:{node.lineno}"] if asks or named else []
    assert found == []


def test_two_nouns_never_share_a_name() -> None:
    """Of the classes in model, record, rating, views and render each has a name of its own."""
    places = [path for layer in ("record", "rating", "views", "render") for path in (PACKAGE / layer).rglob("*.py")]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (*places, *PACKAGE.glob("*.py")))
    counts = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    assert [name for name, n in counts.items() if n > 1] == []


HALF = re.compile(r"[一-鿿》）”][,;:!?]|[,;:!?][一-鿿《（“]|[一-鿿]\.(?:\s|$)")


def test_chinese_sentences_have_chinese_punctuation() -> None:
    """No half-width comma, colon, semicolon or stop beside a Chinese character in any translation."""
    text = (LOCALE / "zh_CN" / "LC_MESSAGES" / "targettrack.po").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(("msgstr", '"'))]
    assert [line for line in lines if re.search("[一-鿿]", line) and HALF.search(line)] == []


WORDS = (
    (("list", "--rating", "未更新"), []),
    (("list", "--rating", "未分工"), ["YS2025-006"]),
    (("list", "--rating", "临期"), ["QX2025-001", "YS2025-001", "YS2025-003", "YS2025-007"]),
    (("list", "--in-group", "已申报"), ["YS2025-002"]),
    (("list", "--why", "序时"), ["QX2025-001", "YS2025-001", "YS2025-007"]),
    (("list", "--unit", "发展和改革局"), ["YS2025-001", "YS2025-002", "YS2025-003", "YS2025-004"]),
    (("list", "--rating", "红灯"), ["QX2025-002", "YS2025-004", "YS2025-007"]),
    (("list", "--rating", "滞后"), ["YS2025-001", "YS2025-003"]),
    (("list", "--rating", "逾期92天"), ["YS2025-004"]),
    (("list", "--rating", "overdue 92 d"), ["YS2025-004"]),
    (("list", "--status", "进行中", "--plan", "qx"), ["QX2025-001"]),
    (("list", "--sort", "-时限", "--plan", "qx"), ["QX2025-001", "QX2025-002", "QX2025-003"]),
    (("list", "--group", "牵头单位", "--plan", "qx"), ["QX2025-001", "QX2025-002", "QX2025-003"]),
)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("argv", "ids"), WORDS, ids=lambda one: " ".join(one) if one and one[0] == "list" else "")
def test_what_a_list_prints_can_be_typed(run: Run, argv: tuple[str, ...], ids: list[str], language: str) -> None:
    """Words for grey, markers, lights, numbers of days, fields; whatever language the reader has chosen."""
    found = run(*argv, "--as-of", DAY, "--format", "json", env={"TARGETTRACK_LANG": language})
    assert (found.code, sorted(found.data["targets"])) == (0, ids)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_a_report_prints_can_be_typed(run: Run, language: str) -> None:
    """Levels, forms, alert levels, words for a day before."""
    env = {"TARGETTRACK_LANG": language}
    report = ("report", "--as-of", DAY, "--format", "json")
    assert run(*report, "--level", "县级", env=env).data["total"]["total"] == 7
    assert "classes" in run(*report, "--form", "督查通报", "--all-plans", env=env).data
    assert "accounts" in run(*report, "--form", "年度对账", "--all-plans", env=env).data
    assert "by_change" in run(*report, "--form", "调整台账", env=env).data
    assert "units" in run(*report, "--by", "牵头单位", env=env).data
    assert run(*report, "--since", "上周", env=env).data["changes"]["since"] == "2025-09-23"
    alerts = run("alerts", "--level", "提醒", "--as-of", DAY, "--format", "json", env=env).data
    assert alerts["by_level"] == {"reminder": 2, "warning": 0, "overdue": 0}


@pytest.mark.parametrize(
    ("argv", "allowed"),
    [
        (("list", "--rating", "x"), ("逾期", "未更新", "临期", "红灯")),
        (("list", "--in-group", "x"), ("已有结论", "待定")),
        (("list", "--why", "x"), ("序时", "节点")),
        (("list", "--sort", "x"), ("时限", "牵头单位")),
        (("list", "--kind", "x"), ("数量", "底线")),
        (("report", "--level", "x"), ("省级", "县级")),
        (("report", "--form", "x"), ("督查通报", "年度对账")),
        (("alerts", "--level", "x"), ("提醒", "预警")),
    ],
)
def test_errors_list_what_is_allowed_in_the_reader_s_language(
    run: Run, argv: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    """In Chinese the Chinese words, in English the codes; a word for each."""
    said = run(*argv, env={"TARGETTRACK_LANG": "zh"}).said
    listed = said.rpartition("：")[2]
    assert [word for word in allowed if word not in listed] == []
    assert re.search("[a-z]", listed) is None
    assert re.search("[一-鿿]", run(*argv, env={"TARGETTRACK_LANG": "en"}).said) is None
