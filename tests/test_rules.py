"""docs/rules.md is true: the tests and modules that it names are there, and its table of dates is the one of the code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from targettrack import dates

ROOT = Path(__file__).parent.parent
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
TODAY, YEAR = date(2025, 3, 10), 2025
ROW = re.compile(r"^\| `(.+?)` \| (\S+) \| (\S+) \| (anywhere|typed|text) \| (.+) \|$", re.MULTILINE)
DATES = ROW.findall(RULES)


def test_every_test_that_is_named_is_there() -> None:
    """`tests/test_x.py::test_y` is a function of that file; `tests/test_x.py` alone is a file."""
    named = re.findall(r"`(tests/\w+\.py)(?:::(\w+))?`", RULES)
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file, _test in named}
    assert len(named) >= 40
    assert [f"{file}::{test}" for file, test in named if f"\ndef {test}(" not in texts[file] and test] == []


def test_every_module_that_is_named_is_there() -> None:
    """A threshold is found where the page says that it is: the module, and the name in it."""
    named = re.findall(r"`((?:model|\w+/\w+)\.py)`(?: \(([^)]*)\))?", RULES.partition("## Thresholds")[2])
    assert len(named) >= 10
    for module, names in named:
        text = (
            (ROOT / "src/targettrack" / module).read_text(encoding="utf-8") if not module.startswith("tests/") else ""
        )
        words = [name.rpartition(".")[2] for name in re.findall(r"`([\w.]+)`", names)]
        assert [word for word in words if not re.search(rf"\b{word}\b", text)] == [], module


def test_the_table_of_dates_is_whole() -> None:
    """Each row of the code is there with all of its examples, in its order, and no row is there that the code has not."""
    shown = [phrase for phrase, *_rest in DATES]
    assert " ".join(shown) == " ".join(phrase.example for phrase in dates._PHRASES)


@pytest.mark.parametrize(("phrase", "first", "last", "where", "source"), DATES)
def test_a_row_of_the_table_of_dates(phrase: str, first: str, last: str, where: str, source: str) -> None:
    """The days that stand beside it are those that are read, where it is read; and a source is given."""
    typed = dates.parse(phrase, today=TODAY, year=YEAR)
    found = dates.find(phrase.replace("(", "").replace(")", ""), today=TODAY, year=YEAR)
    in_text = found[0].period if found else None
    expected = None if first == "–" else (first, last)
    read = {"typed": typed if where != "text" else None, "text": in_text if where != "typed" else None}
    days = {name: period and (str(period.first), str(period.last)) for name, period in read.items()}
    assert days == {
        "typed": None if where == "text" else expected,
        "text": None if where == "typed" else expected,
    }
    assert typed is None or where != "text"
    assert in_text is None or where != "typed"
    assert source.strip()
