"""JSON is a promise: one envelope, codes, every key, the same bytes everywhere, and a schema that holds."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from factories import day, goal, plan, target, update
from running import DAY
from strategies import targets
from targettrack.errors import Problem, Severity
from targettrack.ledger import selection
from targettrack.model import Kind, Ledger
from targettrack.render import json as json_format
from targettrack.render import json_schema
from targettrack.render.look import Look
from targettrack.render.safe import visible_in_json
from targettrack.views.alert import alerts
from targettrack.views.answer import Answer
from targettrack.views.checkup import checkup
from targettrack.views.detail import detail
from targettrack.views.exported import exported
from targettrack.views.listing import listing
from targettrack.views.progress import progress
from targettrack.views.recorded import receipt, recorded

if TYPE_CHECKING:
    from targettrack.model import Target

ON = day(DAY)


def answers(records: tuple[Target, ...], problems: tuple[Problem, ...] = ()) -> list[Answer]:
    """One answer of every command about these records."""
    numbered = tuple(one._replace(id=f"KP-{n:03d}") for n, one in enumerate(records, 1))
    ledger = Ledger("/targets", (plan(),), numbered, problems=problems)
    entries = tuple(selection.entry(ledger, one, ON) for one in numbered)
    done = receipt((recorded(one, line="k = {}", before=one) for one in entries), dry_run=False)
    views: dict[str, Any] = {
        "list": listing(entries, read=len(entries), unreadable=0, grouped_by="rating"),
        "report": progress(ledger, entries),
        "alerts": alerts(entries, days=30, unreadable=0),
        "check": checkup(ledger, problems, checked=0, unchecked=1),
        "export": exported(ledger, entries),
        **dict.fromkeys(("update", "undo"), done),
        "add": receipt((recorded(one) for one in entries), dry_run=True),
    }
    made = [Answer(command, ON, view, problems) for command, view in views.items()]
    return [*made, *(Answer("show", ON, detail(one), problems) for one in entries)]


def read(answer: Answer) -> Any:
    """The JSON of an answer, read by a strict reader."""
    return json.loads(json_format.render(answer, Look()), parse_constant=_refuse)


def test_the_envelope() -> None:
    """Schema, command, day, status, data and problems, in this order."""
    warning = Problem("unknown-key", "KP/KP-001.toml", 3, "titel", Severity.WARNING, {"suggestion": "title"})
    found = read(Answer("check", ON, checkup(Ledger("/targets"), (warning,), checked=0, unchecked=0), (warning,)))
    assert list(found) == ["schema", "command", "as_of", "status", "data", "problems"]
    assert (found["schema"], found["command"], found["as_of"], found["status"]) == (
        "targettrack/1",
        "check",
        "2025-09-30",
        "ok",
    )
    assert found["problems"] == [
        {
            "code": "unknown-key",
            "path": "KP/KP-001.toml",
            "line": 3,
            "key": "titel",
            "severity": "warning",
            "params": {"suggestion": "title"},
        }
    ]


def test_a_row_in_full() -> None:
    """Codes, not sentences; dates as ISO; null and [] present, but for the rarer keys of goal and reason; numbers as numbers."""
    entry = target("quantity", None, update(DAY, value=501, status="active"), section="六、惠民生")
    (answer,) = [one for one in answers((entry,)) if one.command == "list"]
    row = read(answer)["data"]["targets"]["KP-001"]
    expected = {
        "id": "KP-001",
        "plan": "KP",
        "title": "新增义务教育学位940个",
        "owner": "开平市教育局",
        "supporting": [],
        "status": "active",
        "kind": "quantity",
        "strength": "firm",
        "section": "六、惠民生",
        "tags": [],
        "assumed": [],
        "draft": False,
        "start": "2025-01-01",
        "deadline": "2025-12-31",
        "days_left": 92,
        "rating": "behind",
        "light": "yellow",
        "outline": False,
        "basis": "figure",
        "item": "",
        "leader": "",
        "markers": ["due-soon"],
        "forecast": None,
        "reported": "2025-09-30",
        "missed_checkpoint": None,
        "note": "",
        "problem": "",
        "next": "",
    }
    assert {name: row[name] for name in expected} == expected
    assert not {"as_of", "plan_year", "issuer", "level", "gap"} & {*row, *row["reason"]}
    reason = {
        "why": "share",
        "figure": 501,
        "figure_on": "2025-09-30",
        "goal": 940,
        "unit": "个",
        "actual": 53.3,
        "expected": 75,
        "share_gap": -21.7,
        "points": -439,
        "threshold": -30,
        "method": "month",
        "on": None,
        "turn": "unit",
    }
    assert row["reason"] == reason
    assert set(row["goal"]) == {"indicator", "comparator", "value", "unit"}


def test_numbers_are_exact() -> None:
    """Fifteen digits come through; whole numbers have no point."""
    assert json_format.plain(Decimal("0.1")) == 0.1
    assert json.dumps(json_format.plain(Decimal("940.0"))) == "940"
    assert json.dumps(json_format.plain(Decimal("123456789012.345"))) == "123456789012.345"
    assert json.dumps(json_format.plain(Decimal(999999999999999))) == "999999999999999"
    assert json.dumps(json_format.plain(Decimal("1E+3"))) == "1000"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=1))
def test_numbers_read_back(number: Decimal) -> None:
    """A number of at most fifteen digits is the same after a reader that knows doubles only."""
    assert Decimal(repr(float(json.dumps(json_format.plain(number))))) == number


def test_times_have_their_offset() -> None:
    """A moment is written with the offset that it was entered under."""
    assert json_format.plain(datetime.fromisoformat("2025-07-04T10:15:00+08:00")) == "2025-07-04T10:15:00+08:00"


def test_what_hides_or_controls_is_an_escape() -> None:
    r"""Also in JSON, which people look at on a terminal: \u001b, \u202e, a tag character as its two halves."""
    entry = target(title="a\x1b[31m\x7f\x9b\u202e\u200b\u2028\U000e0041é学")
    for answer in answers((entry,)):
        text = json_format.render(answer, Look())
        assert not set(text) & set("\x1b\x7f\x9b\u202e\u200b\u2028\U000e0041")
        if answer.command == "show":
            assert r'"title":"a\u001b[31m\u007f\u009b\u202e\u200b\u2028\udb40\udc41é学"' in text
            assert json.loads(text)["data"]["targets"]["KP-001"]["title"] == entry.title


SCHEMAS = json_schema.all_schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    """Each is valid JSON Schema 2020-12 and says so."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_command_that_prints_data_has_a_schema() -> None:
    """Nine outputs and four files."""
    names = "add alerts check export list report show undo update plan record settings units"
    assert set(names.split()) <= set(SCHEMAS)


@given(st.lists(targets(), min_size=1, max_size=2).map(tuple))
@settings(max_examples=20)
def test_any_answer_holds_its_schema(records: tuple[Target, ...]) -> None:
    """Every command's JSON about any record is valid by the schema of that command, dates included."""
    problem = Problem("unknown-key", "KP/x.toml", None, None, Severity.WARNING, {"n": 1, "suggestion": ""})
    for answer in answers(records, (problem,)):
        validator = Draft202012Validator(SCHEMAS[answer.command], format_checker=FormatChecker(["date"]))
        assert [error.message for error in validator.iter_errors(read(answer))] == []


def test_a_schema_refuses_what_is_not_promised() -> None:
    """A missing key, a sentence for a code and a text for a number are all noticed."""
    validator = Draft202012Validator(SCHEMAS["list"])
    (answer,) = [one for one in answers((target(),)) if one.command == "list"]
    sound = read(answer)
    assert validator.is_valid(sound)
    for spoil in (
        lambda data: data["targets"]["KP-001"].pop("deadline"),
        lambda data: data["targets"]["KP-001"].update(rating="未更新"),
        lambda data: data["targets"]["KP-001"]["goal"].update(value="940"),
        lambda data: data["total"].update(total="1"),
        lambda data: data.pop("read"),
    ):
        broken = json.loads(json.dumps(sound))
        spoil(broken["data"])
        assert not validator.is_valid(broken)


def test_a_reader_of_today_bears_the_fields_of_tomorrow() -> None:
    """Fields are only ever added, so the schema allows more than it names."""
    validator = Draft202012Validator(SCHEMAS["list"])
    (answer,) = [one for one in answers((target(),)) if one.command == "list"]
    later = read(answer)
    later["data"]["targets"]["KP-001"]["new_field"] = 1
    later["new_field"] = 1
    assert validator.is_valid(later)


@given(targets(), st.booleans())
@settings(max_examples=100)
def test_text_is_what_the_library_writes(record: Target, utf8: bool) -> None:
    """A record is written straight to text, for speed; byte for byte as Python's own writer does it."""
    own = json.dumps(json_format.plain(record), ensure_ascii=not utf8, allow_nan=False, separators=(",", ":"))
    assert json_format.written(record, Look(utf8=utf8)) == visible_in_json(own)


def test_the_keys_of_a_record() -> None:
    """In the order in which a record is written, then what the file's place says, and the parts of it."""
    (answer,) = [one for one in answers((target(),)) if one.command == "export"]
    assert " ".join(read(answer)["data"]["records"]["KP-001"]) == (
        "id item title owner supporting leader start deadline status draft confidence kind strength discarded section tags "
        "assumed upper previous recorded key checkpoints plan goal quotes updates path"
    )


def test_the_items_of_an_answer() -> None:
    """What NDJSON and CSV have one line each for: whole rows, with the alert, the record or the history beside."""
    entries = (target(), target("milestone", goal(done_when="建成"))._replace(kind=Kind.MILESTONE))
    found = {answer.command: list(map(json_format.plain, answer.data.each())) for answer in answers(entries)}
    for command in ("list", "report", "alerts", "export", "update"):
        assert [one["id"] for one in found[command]] == ["KP-001", "KP-002"]
        assert {(one["as_of"], one["plan_year"], one["issuer"], one["level"]) for one in found[command]} == {
            (DAY, 2025, "", None),
        }
    assert [one["record"]["id"] for one in found["export"]] == ["KP-001", "KP-002"]
    assert [one["alert"] for one in found["alerts"]] == ["reminder", "reminder"]
    assert [one["in"] for one in found["report"]] == [["silent"], ["silent"]]
    (shown,) = found["show"]
    assert (shown["id"], shown["history"]) == ("KP-002", [])


def _refuse(constant: str) -> None:
    raise AssertionError(constant)
