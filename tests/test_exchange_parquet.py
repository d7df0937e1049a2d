"""Parquet by DuckDB: the rows of NDJSON, typed; the same bytes each time; nothing is written without the library."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import Run
from running import DAY, error
from targettrack.exchange.parquet import column_type
from targettrack.model import Checkpoint, Kind


def asked(query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def test_targets(run: Run, root: Path) -> None:
    """A row a target with typed columns, where NDJSON has the same."""
    assert run("export", "--as-of", DAY, "-o", "ledger.parquet").code == 0
    path = root.parent / "ledger.parquet"
    types = {name: kind for name, kind, *_more in asked(f"DESCRIBE SELECT * FROM '{path}'")}
    assert (types["deadline"], types["as_of"], types["plan_year"]) == ("DATE", "DATE", "BIGINT")
    assert types["goal"].startswith('STRUCT(indicator VARCHAR, comparator VARCHAR, "value" DECIMAL(38,10)')
    lines = [json.loads(line) for line in run("export", "--as-of", DAY, "-f", "ndjson").lines]
    found = asked(f"SELECT id, rating, goal.value, deadline, as_of, len(tags) FROM '{path}'")
    assert found == [
        (
            line["id"],
            line["rating"],
            None if line["goal"]["value"] is None else Decimal(str(line["goal"]["value"])),
            date.fromisoformat(line["deadline"]) if line["deadline"] else None,
            date.fromisoformat(DAY),
            len(line["tags"]),
        )
        for line in lines
    ]


def test_updates_and_the_same_bytes(run: Run, root: Path) -> None:
    """A row an update; a second run writes the same file."""
    argv = ("export", "--table", "updates", "--as-of", DAY, "-o")
    assert [run(*argv, name).code for name in ("one.parquet", "two.parquet")] == [0, 0]
    one, two = (root.parent / name for name in ("one.parquet", "two.parquet"))
    assert one.read_bytes() == two.read_bytes()
    lines = run("export", "--table", "updates", "--as-of", DAY, "-f", "ndjson").lines
    assert asked(f"SELECT count(*), count(*) FILTER (voided) FROM '{one}'") == [
        (len(lines), sum(json.loads(line)["voided"] for line in lines))
    ]


def test_nothing_to_say_is_a_file_with_columns(run: Run, root: Path) -> None:
    """No row, and the columns all the same, so that it can be read beside the others."""
    assert run("export", "--plan", "qx", "--owner", "none", "-o", "none.parquet").code == 0
    assert asked(f"SELECT count(*), count(goal.value) FROM '{root.parent / 'none.parquet'}'") == [(0, 0)]


def test_without_the_library(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to install, and no file."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert run("export", "-o", "ledger.parquet") == (3, b"", error("data-missing").encode())
    assert not (root.parent / "ledger.parquet").exists()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (date | None, "DATE"),
        (Kind, "VARCHAR"),
        (tuple[str, ...], "VARCHAR[]"),
        (dict[str, Decimal], "MAP(VARCHAR, DECIMAL(38,10))"),
        (dict[str, int | str], "MAP(VARCHAR, VARCHAR)"),
        (Checkpoint, 'STRUCT("date" DATE, "value" DECIMAL(38,10), "stage" VARCHAR)'),
    ],
)
def test_types(kind: Any, name: str) -> None:
    """What each kind of field is called in DuckDB; what may be several is text."""
    assert column_type(kind) == name
