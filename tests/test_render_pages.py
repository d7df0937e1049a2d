"""Every page in every format: whatever a record holds, it is shown whole, safely, and within the screen."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from factories import day, plan
from running import DAY
from strategies import targets
from targettrack import i18n, render
from targettrack.errors import Problem
from targettrack.ledger import selection
from targettrack.model import Append, Create, Ledger
from targettrack.render.look import Look
from targettrack.render.safe import safe
from targettrack.views.alert import alerts
from targettrack.views.answer import Answer
from targettrack.views.checkup import checkup
from targettrack.views.detail import detail
from targettrack.views.listing import listing
from targettrack.views.progress import progress
from targettrack.views.recorded import receipt, recorded

if TYPE_CHECKING:
    from targettrack.model import Target

ON = day(DAY)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def answers(*records: Target) -> list[Answer]:
    """One answer of every command that has a page, about these records, beside a file that could not be read."""
    fault = Problem("missing-key", "KP/\x1b[31m\u202e.toml", 3, "title")
    ledger = Ledger(
        "/targets", (plan(title="\x1b[2J报告\u202e"),), records, problems=(fault,), unreadable=(fault.path,)
    )
    entries = tuple(selection.entry(ledger, one, ON) for one in records)
    lines = [(one, Append(one.target, update)) for one in entries for update in one.target.updates]
    whole = [
        recorded(one, line=f"k = {{ {one.target.title} }}", before=one, change=Create(one.target)) for one in entries
    ]
    done = receipt(
        [*whole, *(recorded(one, before=one, change=line) for one, line in lines)], dry_run=True, verbose=True
    )
    views = {
        "list": listing(entries, read=len(entries), unreadable=1),
        "report": progress(ledger, entries),
        "alerts": alerts(entries, days=30, unreadable=1),
        "check": checkup(ledger, ledger.problems, checked=0, unchecked=1),
        "update": done,
    }
    made = [Answer(command, ON, view, ledger.problems) for command, view in views.items()]
    return [*made, *(Answer("show", ON, detail(one), ledger.problems) for one in entries)]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@given(st.lists(targets(), min_size=1, max_size=2))
@settings(max_examples=25)
def test_a_screen_of_80_cells(language: str, records: list[Target]) -> None:
    """No line is wider than 80 cells; nothing that controls or hides is raw; the whole title is there."""
    i18n.use(language)
    for answer in answers(*records):
        shown = "".join(render.render(answer, "table", Look(80)))
        assert [line for line in shown.split("\n") if cell_len(line) > 80] == []
        assert UNSEEN.search(shown) is None
        if answer.command == "show":
            assert _letters(safe(answer.data.target.title)) <= set(shown)
        elif answer.command in {"list", "update"}:
            assert all(_letters(safe(one.title)) <= set(shown) for one in records)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@given(records=st.lists(targets(), min_size=1, max_size=2))
@settings(max_examples=20)
def test_every_format_bears_any_record(language: str, records: list[Target]) -> None:
    """Every format of every answer can be made, ends with a line break, and hides and controls nothing."""
    i18n.use(language)
    for answer in answers(*records):
        for name in render.FORMATS:
            shown = "".join(render.render(answer, name, Look(80, color=name == "table")))
            assert shown.endswith("\n") or (name == "ndjson" and not shown)
            without_colour = re.sub(r"\x1b\[[0-9;]*m", "", shown) if name == "table" else shown
            plain = without_colour.replace("\r\n", "\n").removeprefix("\ufeff") if name == "csv" else without_colour
            assert UNSEEN.search(plain) is None
            assert not {c for c in plain if unicodedata.category(c) in {"Cs", "Zl", "Zp"}}


@given(records=st.lists(targets(), min_size=1, max_size=2))
@settings(max_examples=20)
def test_json_says_the_same_in_every_language(records: list[Target]) -> None:
    """Codes, not sentences: the bytes of JSON, of NDJSON and of CSV are those of English."""
    for answer in answers(*records):
        for name in ("json", "ndjson", "csv"):
            shown = set()
            for language in i18n.LANGUAGES:
                i18n.use(language)
                shown.add("".join(render.render(answer, name, Look(80))))
            assert len(shown) == 1


@given(records=st.lists(targets(), min_size=1, max_size=2))
@settings(max_examples=20)
def test_json_reads_back(records: list[Target]) -> None:
    """What was escaped in JSON reads back as it was; every line of NDJSON is an object."""
    for answer in answers(*records):
        if answer.command == "show":
            data = json.loads("".join(render.render(answer, "json", Look())))["data"]
            assert data["targets"][answer.data.id]["title"] == answer.data.target.title
        if answer.command == "list":
            lines = "".join(render.render(answer, "ndjson", Look())).split("\n")[:-1]
            assert [json.loads(line)["title"] for line in lines] == [one.title for one in records]


def _letters(text: str) -> set[str]:
    return set("".join(text.split()))
