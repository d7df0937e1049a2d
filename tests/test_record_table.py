"""The table of fields: whatever key it has can be typed, written, read, shown, said in both languages, and is in the schema."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factories import day, update
from targettrack import i18n, model, record, store
from targettrack.cli import typed
from targettrack.errors import UsageError
from targettrack.fields import Field, Mark, Table, Type
from targettrack.ledger import selection
from targettrack.model import Goal, Kind
from targettrack.named import notes
from targettrack.rating.goal import Yardstick
from targettrack.record.shapes import file_schemas
from targettrack.render.figures import figure_phrase, figure_unit
from targettrack.render.numbers import quantity
from targettrack.views.row import row as row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

REAL = Path(__file__).parent.parent / "targets"
TYPED = {Type.TEXT: "云山县水利局", Type.ID: "YS2025-002", Type.NUMBER: "329", Type.WHOLE: "7", Type.DAY: "2025-11-29"}
SET_GOAL = [row for row in record.GOAL.rows.values() if Mark.SET in row.marks]
SET_HEAD = [row for row in record.HEAD.rows.values() if Mark.SET in row.marks]
DRAFT = """\
id = "YS2025-090"
title = "新建桥梁"
owner = ""
kind = "quantity"
draft = true
recorded = 2025-02-20T09:00:00+08:00

[goal]
comparator = ">="
value = 20
unit = "座"

[updates]
"""


def every_row() -> Iterator[tuple[str, Field]]:
    """Each key of each file with the table that it stands in."""

    def below(name: str, table: Table) -> Iterator[tuple[str, Field]]:
        for row in table.rows.values():
            yield f"{name}.{row.name}", row
            if isinstance(row.type, Table):
                yield from below(f"{name}.{row.name}", row.type)

    for name, table in record.FILES.items():
        yield from below(name, table)


def example(row: Field) -> str:
    """What a person would type for a key."""
    if isinstance(row.type, Type):
        return f"东镇={TYPED[row.type]}" if Mark.NAMED in row.marks else TYPED[row.type]
    return "29万座" if isinstance(row.type, Table) else str(tuple(row.type)[-1])


@pytest.mark.parametrize("row", SET_GOAL, ids=[row.name for row in SET_GOAL])
def test_a_field_of_a_goal_goes_round(run: Run, root: Path, row: Field) -> None:
    """`update --goal` takes it, the file has it, it reads back, and `show` says it in its own word and its own value."""
    told = run("update", "YS2025-001", "--goal", f"{row.name}={example(row)}", "--reason", "x", "--authority", "y")
    assert (told.code, told.err) == (0, b"")
    (target,) = (one for one in store.load(root).targets if one.id == "YS2025-001")
    changed = target.updates[-1].goal
    assert list(changed) == [row.name]
    assert f"goal_{row.name} = " in (root / target.path).read_text(encoding="utf-8")
    for language in ("en", "zh"):
        i18n.use(language)
        shown = run("show", "YS2025-001", env={"TARGETTRACK_LANG": language}).out.decode()
        history = shown[shown.rindex("2025-10-10") :]
        assert f"{i18n._(row.word)} = " in history
    assert run("show", "YS2025-001", "-f", "json").data["targets"]["YS2025-001"]["goal"][row.name] not in (None, "", {})


@pytest.mark.parametrize("row", SET_GOAL, ids=[row.name for row in SET_GOAL])
def test_a_field_of_a_goal_stands_on_its_page(run: Run, row: Field) -> None:
    """What the phrase of the goal has no place for stands in a line of its own, under its own word."""
    before = run("show", "YS2025-001").out.decode()
    run("update", "YS2025-001", "--goal", f"{row.name}={example(row)}", "--reason", "x", "--authority", "y")
    after = run("show", "YS2025-001").out.decode()
    new = set(after[: after.index("History")].splitlines()) - set(before[: before.index("History")].splitlines())
    value = {"equivalent": "29万座", "parts": "东镇 329", "every": "every half-year", "better": "more is better"}
    expected = {"comparator": "≈", "of": "YS2025-002"} | value
    assert any(expected.get(row.name, example(row)) in line for line in new), (before, after)


@pytest.mark.parametrize("row", [*SET_HEAD, *SET_GOAL], ids=[row.name for row in (*SET_HEAD, *SET_GOAL)])
def test_a_draft_is_corrected_in_any_field(run: Run, root: Path, row: Field) -> None:
    """`review --set FIELD=VALUE` changes this field and no other: `to` is the end of a range, `upper` a link."""
    path = root / "YS2025/YS2025-090.toml"
    path.write_text(DRAFT, encoding="utf-8")
    (before,) = (one for one in store.load(root).targets if one.id == "YS2025-090")
    told = run("review", "YS2025-090", "--set", f"{row.name}={example(row)}", "--new-unit")
    assert (told.code, told.err) == (0, b"")
    (after,) = (one for one in store.load(root).targets if one.id == "YS2025-090")
    part, old = (after.goal, before.goal) if row.name in record.GOAL.rows else (after, before)
    changed = {name for name in part._fields if getattr(part, name) != getattr(old, name)}
    assert changed == {row.attribute}
    assert f"\n{row.name} = " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "row"), [*every_row()], ids=[name for name, _row in every_row()])
def test_every_key_has_words(name: str, row: Field) -> None:
    """Each key of each file has a word in both languages, and what it says of itself is translated, too."""
    assert row.word, name
    i18n.use("zh")
    for said in filter(None, (row.word, row.about)):
        assert not i18n._(said).isascii(), said


def test_every_key_is_in_the_schema() -> None:
    """The schema of each file has each key, in the order of the table, with a description."""
    for file, table in record.FILES.items():
        properties = file_schemas()[file]["properties"]
        assert list(properties) == list(table.rows)
        assert all(properties[name]["description"].startswith(row.word) for name, row in table.rows.items())
    line = file_schemas()["record"]["properties"]["updates"]["additionalProperties"]
    assert {f"goal_{name}" for name in record.GOAL.rows} < set(line["properties"])
    assert line["required"] == ["at"]
    goal = file_schemas()["record"]["properties"]["goal"]["properties"]
    assert goal["tolerance"] == {
        "type": "number",
        "minimum": 0,
        "description": "tolerance: how far «about» reaches, in the unit",
    }


CLASSES = {
    Type.TEXT: str,
    Type.ID: str,
    Type.NUMBER: Decimal,
    Type.WHOLE: int,
    Type.DAY: date,
    Type.MONTH_DAY: str,
    Type.MOMENT: datetime,
    Type.FLAG: bool,
}
NOUNS = [model.Goal, model.Quote, model.Checkpoint, model.Quantity, model.Update, model.Target, model.Plan, model.Unit]


@pytest.mark.parametrize("noun", [*NOUNS, model.Conventions, model.Rules, model.Settings])
def test_a_key_has_the_type_of_its_attribute(noun: type[Any]) -> None:
    """What reading gives for a key is what the attribute of the model is declared to be."""
    names = vars(model) | {"date": date, "datetime": datetime, "Mapping": Mapping}
    hints = typing.get_type_hints(noun, names, {"date": date})
    for name, row in notes(noun).items():
        kind, marks = row["type"], row["marks"]
        one = CLASSES.get(kind, str if isinstance(kind, tuple) else kind)
        expected = tuple[one, ...] if Mark.MANY in marks else Mapping[str, one] if Mark.NAMED in marks else one
        assert hints[name] in (expected, expected | None), name


@pytest.mark.parametrize(
    ("row", "text"),
    [("tolerance", "-1"), ("cycle", "0"), ("cycle", "121"), ("cycle", "1.5"), ("of", "甲乙"), ("every", "day")],
)
def test_what_a_key_cannot_be_is_refused_when_typed(row: str, text: str) -> None:
    """The bounds and the type of a key hold for what is typed as for what is read."""
    with pytest.raises(UsageError):
        typed.field(record.GOAL.rows[row], text, "--goal", today=day("2025-10-10"))


def test_enumerations_are_typed_by_code() -> None:
    """Each code of each enumeration can be typed."""
    for _name, row in every_row():
        if isinstance(row.type, type) and issubclass(row.type, StrEnum) and Mark.MANY not in row.marks:
            for code in row.type:
                assert typed.field(row, code.value, "--set", today=day("2025-10-10")) is code


def test_the_unit_of_a_figure_is_one() -> None:
    """Of all real records: what is accepted, what the receipt shows and what JSON says agree on the unit."""
    ledger = store.load(REAL)
    assert len(ledger.targets) == 423
    for target in ledger.targets:
        unit = Yardstick(target.kind, target.goal).unit
        assert typed.figure(f"1{unit}", target.kind, target.goal) == 1
        with pytest.raises(UsageError):
            typed.figure("1光年", target.kind, target.goal)
        later = target._replace(
            updates=(*target.updates, update("2025-12-01", at="2025-12-01T10:00:00+08:00", value=1))
        )
        changed = ledger._replace(targets=(later,))
        row = row_of(selection.entry(changed, later, day("2025-12-01")))
        assert row.reason.unit == unit
        shown = "rank 1" if target.kind == "rank" else quantity(Decimal(1), figure_unit(row))
        assert row.reason.figure is None or figure_phrase(row).startswith(f"{shown} as of")


@pytest.mark.parametrize(
    ("kind", "goal", "unit"),
    [
        ("quantity", Goal(indicator="粮食产量"), ""),
        ("quantity", Goal(value=Decimal(940), unit="个"), "个"),
        ("milestone", Goal(unit="所"), "%"),
        ("milestone", Goal(value=Decimal(1230), unit="亩"), "亩"),
        ("qualitative", Goal(), "%"),
        ("coverage", Goal(value=Decimal(50), unit="万元", per="个村", denominator=Decimal(22)), "个村"),
        ("growth", Goal(unit="%"), "%"),
        ("guard", Goal(), ""),
    ],
)
def test_the_unit_of_each_kind(kind: str, goal: Goal, unit: str) -> None:
    """Grain without a number is no per cent; a work without one is per cent, whatever unit stands beside it."""
    assert Yardstick(Kind(kind), goal).unit == unit
    assert typed.figure(f"5{unit}", Kind(kind), goal) == 5
    with pytest.raises(UsageError):
        typed.figure("5座", Kind(kind), goal)


def test_a_receipt_and_its_json_have_one_unit(run: Run, root: Path) -> None:
    """The grain of JM2025-011: 12 in the answer as in JSON, without a per cent that nobody said."""
    (root / "JM2025").mkdir()
    for name in ("plan.toml", "JM2025-011.toml"):
        (root / "JM2025" / name).write_bytes((REAL / "JM2025" / name).read_bytes())
    told = run("update", "JM2025-011", "--value", "12").out.decode()
    assert "12%" not in told
    assert run("show", "JM2025-011", "-f", "json").data["targets"]["JM2025-011"]["reason"]["unit"] == ""
