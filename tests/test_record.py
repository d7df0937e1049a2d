"""Between TOML and the model: every problem with its code and line, bounded work, nothing lost on the way and back."""

from __future__ import annotations

import time
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from factories import checkpoint, day, goal, target, update
from strategies import plans, targets
from targettrack import record
from targettrack.errors import Severity
from targettrack.model import Kind, Level, Plan, Quantity, Quote, Settings, Status, Target, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targettrack.errors import Problem

RECORD = """\
# The commitment as it was made.
id = "KP-001"
title = "新增义务教育学位940个"
owner = "开平市教育局"
deadline = 2025-12-31
kind = "quantity"
recorded = 2025-02-26T09:00:00+08:00
checkpoint = [{ date = 2025-06-30, value = 400 }, { date = 2025-09-30, value = 700 }]

[goal]
comparator = ">="
value = 940
unit = "个"

[source]
quote = "新增义务教育学位940个"
line = 143

[updates]
20250704T021500-k7f3q9 = { at = 2025-07-04T10:15:00+08:00, as_of = 2025-06-30, by = "教育局", value = 310 }
"""
UPDATE_LINE = 20
PATH = "KP/KP-001.toml"


def read(text: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """Read a record of the plan KP."""
    return record.read_target(text, path=PATH, plan="KP")


def edited(old: str, new: str) -> str:
    """Give the record with one place changed."""
    assert RECORD.count(old) == 1
    return RECORD.replace(old, new)


def brief(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str | None]]:
    """Code, line and key of problems."""
    return [(problem.code, problem.line, problem.key) for problem in problems]


def test_a_whole_record() -> None:
    """What stands in the file stands in the target, numbers as Decimal, updates in order of entry."""
    found, problems = read(RECORD)
    assert problems == ()
    assert found == target("quantity", goal(">=", 940, unit="个"), path=PATH)._replace(
        quotes=(Quote("新增义务教育学位940个", 143),),
        checkpoints=(checkpoint("2025-06-30", 400), checkpoint("2025-09-30", 700)),
        updates=(
            update("2025-06-30", at="2025-07-04T10:15:00+08:00", key="20250704T021500-k7f3q9", by="教育局", value=310),
        ),
    )


def test_the_form_of_the_file_does_not_matter() -> None:
    """CRLF, inline tables and arrays of inline tables read as the same record."""
    expected = read(RECORD)[0]
    inline = (
        edited("\n[goal]\n", "\n")
        .replace('comparator = ">="\nvalue = 940\nunit = "个"\n', "")
        .replace("[source]\n", 'goal = { comparator = ">=", value = 940, unit = "个" }\n[source]\n')
    )
    inline = inline.replace("400 }, {", "400 },\n    {")
    assert read(inline) == (expected, ())
    assert read(RECORD.replace("\n", "\r\n")) == (expected, ())


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ('id = "KP-001"', "", "missing-key", None, "id"),
        ('id = "KP-001"', 'id = "KP/001"', "bad-id", 2, "id"),
        ('id = "KP-001"', 'id = "开平-001"', "bad-id", 2, "id"),
        ('title = "新增义务教育学位940个"', 'title = "  "', "empty-value", 3, "title"),
        ('title = "新增义务教育学位940个"', f'title = "{"学" * 20001}"', "too-long", 3, "title"),
        ('owner = "开平市教育局"', "owner = 7", "wrong-type", 4, "owner"),
        ('owner = "开平市教育局"', 'supporting = ["甲局", 7]', "wrong-type", 4, "supporting"),
        ('owner = "开平市教育局"', 'assumed = ["mood"]', "unknown-choice", 4, "assumed"),
        ('owner = "开平市教育局"', 'draft = "true"', "wrong-type", 4, "draft"),
        ('owner = "开平市教育局"', "start = 2026-01-01", "deadline-before-start", 5, "deadline"),
        ("deadline = 2025-12-31", 'deadline = "2025-12-31"', "wrong-type", 5, "deadline"),
        ("deadline = 2025-12-31", "deadline = 2025-12-31T00:00:00+08:00", "wrong-type", 5, "deadline"),
        ("deadline = 2025-12-31", "deadline = 0205-12-31", "out-of-range", 5, "deadline"),
        ("deadline = 2025-12-31", "deadline = 9999-12-31", "out-of-range", 5, "deadline"),
        ('kind = "quantity"', 'kind = "number"', "unknown-choice", 6, "kind"),
        ("+08:00\n", "\n", "no-offset", 7, "recorded"),
        ("recorded = 2025-02-26T09:00:00+08:00", "recorded = 2025-02-26", "wrong-type", 7, "recorded"),
        ("value = 940", "value = true", "wrong-type", 12, "goal.value"),
        ("value = 940", "value = nan", "wrong-type", 12, "goal.value"),
        ("value = 940", "value = -inf", "wrong-type", 12, "goal.value"),
        ("value = 940", "value = 1234567890123456", "too-many-digits", 12, "goal.value"),
        ("value = 940", "value = 1.234567890123456", "too-many-digits", 12, "goal.value"),
        ("value = 940", "value = 1e15", "too-many-digits", 12, "goal.value"),
        ("value = 940", "value = 1e99999999999999999999", "too-many-digits", 12, "goal.value"),
        ("value = 940", "value = 1e-99999999999999999999", "too-many-digits", 12, "goal.value"),
        ("value = 940", "value = 940\ntolerance = -1", "out-of-range", 13, "goal.tolerance"),
        ("value = 940", "value = 940\nto = 939", "bad-range", 13, "goal.to"),
        ("value = 940", "to = 939", "bad-range", 12, "goal.to"),
        ("[goal]", "discarded = true\n[goal]", "discarded-and-accepted", 10, "discarded"),
        ("value = 940", "equivalent = 7", "wrong-type", 12, "goal.equivalent"),
        ("value = 940", 'equivalent = { unit = "亩" }', "missing-key", 12, "goal.equivalent.value"),
        ('comparator = ">="', 'comparator = "=>"', "unknown-choice", 11, "goal.comparator"),
        ("line = 143", "line = 0", "out-of-range", 17, "source.line"),
        ("line = 143", 'also = [{ quote = "甲" }, { quote = 7 }]', "wrong-type", 17, "source.also.quote"),
        ("date = 2025-06-30, ", "", "missing-key", 8, "checkpoint.date"),
        ("date = 2025-09-30, ", "", "missing-key", 8, "checkpoint.date"),
        ("value = 700", "value = false", "wrong-type", 8, "checkpoint.value"),
        (", value = 700", "", "missing-key", 8, "checkpoint.value"),
        ("value = 310", "value = true", "wrong-type", UPDATE_LINE, "updates.20250704T021500-k7f3q9.value"),
        ("value = 310", 'status = "finished"', "unknown-choice", UPDATE_LINE, "updates.20250704T021500-k7f3q9.status"),
        ("value = 310", 'void = "nothing"', "unknown-void", UPDATE_LINE, "updates.20250704T021500-k7f3q9"),
        (
            "value = 310",
            'void = "20250704T021500-k7f3q9"',
            "unknown-void",
            UPDATE_LINE,
            "updates.20250704T021500-k7f3q9",
        ),
        ("value = 310", "goal_value = nan", "wrong-type", UPDATE_LINE, "updates.20250704T021500-k7f3q9.goal_value"),
        ("value = 310", 'goal_of = "甲"', "bad-id", UPDATE_LINE, "updates.20250704T021500-k7f3q9.goal_of"),
        ("at = 2025-07-04T10:15:00+08:00, ", "", "missing-key", UPDATE_LINE, "updates.20250704T021500-k7f3q9.at"),
        ("20250704T021500-k7f3q9 = {", '"7 月" = {', "bad-id", UPDATE_LINE, "updates.7 月"),
        ("[updates]\n", "[updates]\nnote = 7\n", "wrong-type", UPDATE_LINE, "updates.note"),
        ("[goal]\n", "[[goal]]\n", "wrong-type", 10, "goal"),
        ("[updates]\n", "[[updates]]\n", "wrong-type", 19, "updates"),
    ],
)
def test_problems_of_a_record(old: str, new: str, code: str, line: int | None, key: str) -> None:
    """Each fault has its code, its line and its key, is an error, and keeps the record from being half read."""
    found, problems = read(edited(old, new))
    assert found is None
    assert (code, line, key) in brief(problems)
    assert [problem.severity for problem in problems if problem.code == code] == [Severity.ERROR]


def test_every_problem_at_once() -> None:
    """One reading names all faults of a file, each on its own line."""
    text = (
        edited('kind = "quantity"', 'kind = "number"')
        .replace("value = 940", "value = nan")
        .replace("line = 143", "line = 0")
    )
    found, problems = read(text)
    assert found is None
    assert brief(problems) == [
        ("unknown-choice", 6, "kind"),
        ("wrong-type", 12, "goal.value"),
        ("out-of-range", 17, "source.line"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "suggestion"),
    [
        ('owner = "开平市教育局"', 'ower = "开平市教育局"', 4, "ower", "owner"),
        ('unit = "个"', 'unti = "个"', 13, "goal.unti", "unit"),
        ("line = 143", "colour = 1", 17, "source.colour", ""),
        ("value = 310", 'vaule = 310, note = "x"', UPDATE_LINE, "updates.20250704T021500-k7f3q9.vaule", "value"),
        ("[updates]\n", "[extra]\na = 1\n[updates]\n", 19, "extra", ""),
    ],
)
def test_an_unknown_key_is_a_warning(old: str, new: str, line: int, key: str, suggestion: str) -> None:
    """What nobody reads is kept, with a warning on its line and the key that was perhaps meant."""
    found, problems = read(edited(old, new))
    assert found is not None
    assert brief(problems) == [("unknown-key", line, key)]
    assert (problems[0].severity, problems[0].params) == (Severity.WARNING, {"suggestion": suggestion})


def test_unknown_keys_stand_in_the_order_of_the_file() -> None:
    """The same file always gives the same list."""
    text = RECORD.replace("[goal]\n", "[goal]\n" + "".join(f"x{number} = 1\n" for number in (3, 1, 2)))
    assert [problem.key for problem in read(text)[1]] == ["goal.x3", "goal.x1", "goal.x2"]


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        (
            edited("value = 940", "<<<<<<< HEAD\nvalue = 940\n=======\nvalue = 900\n>>>>>>> other"),
            "conflict-markers",
            12,
            None,
        ),
        (edited("value = 940", "<<<<<<< HEAD\nvalue = 940").replace("\n", "\r\n"), "conflict-markers", 12, None),
        (edited("value = 940", "value = 900\nvalue = 940"), "duplicate-key", 13, "value"),
        (edited("value = 940", "value = 900\nvalue = 940").replace("\n", "\r\n"), "duplicate-key", 13, "value"),
        (RECORD + "[goal]\n", "duplicate-key", 21, "goal"),
        (edited("value = 310", "value = 310, value = 311"), "duplicate-key", UPDATE_LINE, "20250704T021500-k7f3q9"),
        (edited("value = 940", "value = "), "toml-syntax", 12, None),
        (edited("value = 940", "value = 2025-02-30"), "toml-syntax", 12, None),
        (edited("value = 940", f"value = {'9' * 5000}"), "too-many-digits", 12, None),
        (edited("value = 940", f"value = 0x{'f' * 5000}"), "too-many-digits", 12, None),
        (edited("value = 940", f"value = {'[' * 40}{']' * 40}"), "too-deep", None, None),
    ],
)
def test_problems_of_a_file(text: str, code: str, line: int | None, key: str | None) -> None:
    """What is no TOML, or no TOML for a record, gives one problem with its line."""
    found, problems = read(text)
    assert found is None
    assert brief(problems) == [(code, line, key)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a." * 40_000 + "a = 1\n", "too-deep"),
        ("[" + "a." * 40_000 + "a]\n", "too-deep"),
        ("a." * 900 + "a = 1\n", "too-deep"),
        ("a = " + "[" * 100_000, "too-deep"),
        ("a = " + "{ a = " * 100_000, "too-deep"),
        ("".join(f"{'a.' * 500}k{number} = 1\n" for number in range(900)), "too-deep"),
        ("a = " + "9" * 900_000, "too-many-digits"),
        ("a = 0x" + "f" * 900_000, "too-many-digits"),
        ('id = "1"\nid = "2"\ntitle = ' + " " * 900_000 + "x", "two-commitments"),
        ("[updates]\nk = 1\nk = {" + "} " * 400_000 + "x", "duplicate-key"),
        ("".join(f"k{number} = 1\n" for number in range(80_000)), "missing-key"),
        ("[updates]\n" + "".join(f"k{number} = 1\n" for number in range(80_000)), "wrong-type"),
        ("[updates]\n" + "".join(f"k{number} = {{}}\n" for number in range(20_000)), "missing-key"),
    ],
    ids=[
        "key",
        "header",
        "shallower",
        "lists",
        "tables",
        "keys",
        "decimal",
        "hex",
        "blanks",
        "braces",
        "unknown",
        "updates",
        "empty",
    ],
)
def test_hostile_files_take_bounded_work(text: str, code: str) -> None:
    """Within the size that the store reads (1 MiB), no file keeps the reader busy for more than moments."""
    assert len(text) < 1_048_576
    began = time.process_time()
    found, problems = read(text)
    assert time.process_time() - began < 10
    assert found is None
    assert code in {problem.code for problem in problems}


def test_numbers_are_exact() -> None:
    """15 digits are read as they stand, whole or with a point; nothing passes through a binary float."""
    for number in ("123456789012345", "0.1", "2.32", "-12345.6789012345", "0.00000000000001"):
        found, problems = read(edited("value = 940", f"value = {number}"))
        assert problems == ()
        assert found is not None
        assert found.goal.value == Decimal(number)


def test_an_update_without_a_day_holds_for_the_day_of_entry() -> None:
    """`as_of` may be left out; the day is that of `at` in its own offset."""
    found, _ = read(edited("10:15:00+08:00, as_of = 2025-06-30,", "00:15:00+08:00,"))
    assert found is not None
    assert found.updates[0].as_of == day("2025-07-04")


PLAN = """\
id = "KP"
title = "报告"
year = 2025
level = "county"
start = 2025-01-01
end = 2025-12-31
"""


def test_a_plan() -> None:
    """A plan reads back as it was written."""
    plan, problems = record.read_plan(PLAN, path="KP/plan.toml", plan="KP")
    assert plan == Plan("KP", "报告", 2025, day("2025-01-01"), day("2025-12-31"), level=Level.COUNTY)
    assert problems == ()
    assert record.read_plan(tomli_w.dumps(record.plan_head(plan)), path="KP/plan.toml", plan="KP") == (plan, ())


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ('id = "KP"', 'id = "SK"', "id-not-folder-name", 1, "id"),
        ("year = 2025", "year = 25", "out-of-range", 3, "year"),
        ("year = 2025", "year = 2025.0", "wrong-type", 3, "year"),
        ("start = 2025-01-01\n", "", "missing-key", None, "start"),
        ("end = 2025-12-31", "end = 2024-12-31", "end-before-start", 6, "end"),
        ('level = "county"', 'level = "village"', "unknown-choice", 4, "level"),
    ],
)
def test_problems_of_a_plan(old: str, new: str, code: str, line: int | None, key: str) -> None:
    """A faulty plan gives none, with code, line and key."""
    plan, problems = record.read_plan(PLAN.replace(old, new), path="KP/plan.toml", plan="KP")
    assert (plan, brief(problems)) == (None, [(code, line, key)])


def test_a_plan_that_is_no_toml() -> None:
    """A plan.toml that cannot be parsed gives none, and one problem with its line."""
    plan, problems = record.read_plan("id = \n", path="KP/plan.toml", plan="KP")
    assert (plan, brief(problems)) == (None, [("toml-syntax", 1, None)])


def test_units() -> None:
    """A unit without a name is left out; the others are read; the problem is on its own table's line."""
    text = '[[unit]]\nname = "开平市教育局"\naliases = ["教育局"]\nleads = ["学位"]\n\n[[unit]]\naliases = ["交通局"]\n'
    units, problems = record.read_units(text, path="units.toml")
    assert units == (Unit("开平市教育局", ("教育局",), None, ("学位",)),)
    assert brief(problems) == [("missing-key", 6, "unit.name")]
    assert record.read_units("x = ", path="units.toml")[0] == ()
    assert brief(record.read_units("unit = [7]\n", path="units.toml")[1]) == [("wrong-type", 1, "unit")]


def test_settings() -> None:
    """What is not said keeps its default, also the time zone."""
    assert record.read_settings("", path="targettrack.toml") == (Settings(), ())
    assert record.read_settings("x = ", path="targettrack.toml")[0] == Settings()
    text = 'timezone = "Asia/Urumqi"\n[rules]\nmethod = "day"\nbehind = -20\nremind_days = [15]\n[cycle_months]\nquantity = 3\n'
    settings, problems = record.read_settings(text, path="targettrack.toml")
    rules = settings.rules
    assert problems == ()
    assert (settings.timezone, rules.method, rules.behind, rules.remind_days) == (
        "Asia/Urumqi",
        "day",
        Decimal(-20),
        (15,),
    )
    assert (rules.cycle_months[Kind.QUANTITY], rules.cycle_months[Kind.GROWTH], rules.ahead) == (3, 3, Decimal(10))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('method = "week"', "unknown-choice"),
        ("behind = 30", "out-of-range"),
        ("ahead = -1", "out-of-range"),
        ("near_share = 101", "out-of-range"),
        ("stale_cycles = 1000000", "out-of-range"),
        ("checkpoint_months = 1000000000", "out-of-range"),
        ("remind_days = [-1]", "out-of-range"),
        ("remind_days = [true]", "wrong-type"),
        ("remind_days = 7", "wrong-type"),
        ("remind_day = [7]", "unknown-key"),
    ],
)
def test_problems_of_settings(line: str, code: str) -> None:
    """A faulty setting keeps its default and costs no other; a bound with the wrong sign is one."""
    settings, problems = record.read_settings(f"[rules]\n{line}\n", path="targettrack.toml")
    assert settings == Settings()
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2)]


def written(entry: Target) -> str:
    """Give a record's text: its head and its updates."""
    lines: Mapping[str, object] = {change.key: record.fields_of(change) for change in entry.updates}
    return tomli_w.dumps({**record.head_of(entry), "updates": lines})


def test_a_comparator_without_a_number_is_kept() -> None:
    """基本同步 has a tolerance and no value; its «about» is not lost."""
    entry = target("relative", goal("~", of="KP-002", tolerance="0.5"), path=PATH)
    assert read(written(entry)) == (entry, ())


def test_what_says_nothing_is_not_written() -> None:
    """A head has no empty fields but the owner; an update keeps "" and [], which clear."""
    assert record.head_of(target()._replace(owner="", goal=goal(None), deadline=None)) == {
        "id": "KP-001",
        "title": "新增义务教育学位940个",
        "owner": "",
        "status": "pending",
        "kind": "quantity",
        "strength": "firm",
        "recorded": datetime.fromisoformat("2025-02-26T09:00:00+08:00"),
    }
    change = update("2025-06-30", owner="", supporting=(), status="done", goal={"value": 900, "comparator": ">"})
    assert record.fields_of(change) == {
        "at": datetime.fromisoformat("2025-06-30T10:00:00+08:00"),
        "as_of": day("2025-06-30"),
        "by": "",
        "status": str(Status.DONE),
        "owner": "",
        "supporting": [],
        "goal_value": 900,
        "goal_comparator": ">",
    }


def test_a_second_unit_and_a_second_quote() -> None:
    """1546.67公顷(2.32万亩) keeps both amounts, and a repeated promise both quotes."""
    hectares = goal(">=", "1546.67", unit="公顷")._replace(equivalent=Quantity(Decimal("2.32"), "万亩"))
    entry = target("quantity", hectares, path=PATH)._replace(quotes=(Quote("甲", 1), Quote("乙")))
    assert read(written(entry)) == (entry, ())


@given(targets())
def test_what_is_written_reads_back(entry: Target) -> None:
    """Head and updates of any target, through TOML, give the same target without a problem."""
    assert read(written(entry)) == (entry, ())


@given(plans())
def test_a_plan_reads_back(plan: Plan) -> None:
    """Any plan, through TOML, is the same plan without a problem."""
    assert record.read_plan(tomli_w.dumps(record.plan_head(plan)), path="x", plan=plan.id) == (plan, ())


@given(st.text(max_size=200) | st.text("[]{}=.,\"'#\n\r 019azTZ:-+", max_size=200))
def test_any_text_is_read_or_named(text: str) -> None:
    """Whatever a file holds, there is a target or an error, and never a crash."""
    found, problems = read(text)
    assert (found is None) == any(problem.severity is Severity.ERROR for problem in problems)


@pytest.mark.parametrize("count", [99, 100, 101, 9_000])
def test_a_hundred_faults_are_named(count: int) -> None:
    """Of a file with more faults than that, the rest is counted in one line, the last of the file."""
    text = RECORD + "".join(f"k{number} = 1\n" for number in range(count))
    found, problems = read(text)
    assert found is None
    assert len(problems) == min(count, 101)
    listed = sorted(problems, key=lambda problem: problem.sort_key)
    assert [problem.code for problem in listed[:100]] == ["wrong-type"] * min(count, 100)
    if count > 100:
        assert (listed[-1].code, listed[-1].params) == ("more-faults", {"n": count - 100})


def test_what_is_counted_is_still_an_error() -> None:
    """An error behind a hundred warnings keeps the record from being read."""
    text = edited("value = 310", "value = 310, " + ", ".join(f"x{number} = 1" for number in range(120)) + ", note = 7")
    found, problems = read(text.replace("[goal]\n", "[goal]\n" + "".join(f"y{number} = 1\n" for number in range(120))))
    assert found is None
    assert [problem.severity for problem in problems if problem.code == "more-faults"] == [Severity.ERROR]
