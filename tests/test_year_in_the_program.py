"""The same year in the program: a ledger that a script makes, each line typed on its own day, and the words that it prints."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from office import Office
from targettrack import store
from targettrack.model import Append, Create, NewPlan, Update
from targettrack.rating.vocabulary import RatingGroup
from year import DAYS, PLAN, RECORDED, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

TYPED = ("value", "status", "stage", "note", "evidence", "forecast", "reason", "authority", "deadline", "owner")
"""What is typed as an option of `update`; a line that says anything else is appended as that command would."""
_FRAME = {"key", "at", "as_of", "by"}


class Told(NamedTuple):
    """What the program says on one evening."""

    words: dict[str, str]  # id: the state in Chinese
    rows: dict[str, Any]  # id: the row of the JSON
    groups: dict[str, int]  # of the report


def typed(line: Update) -> list[str] | None:
    """A line as the words of a command; None where it says what has no option here."""
    said = {name: one for name, one in line._asdict().items() if name not in _FRAME}
    said = {
        name: value
        for name, value in said.items()
        if value is not None and value is not False and value not in ({}, ())
    }
    if not said.keys() <= {*TYPED}:
        return None
    options = [[f"--{name.replace('_', '-')}", str(value)] for name, value in said.items()]
    return ["--as-of", line.as_of.isoformat(), *(word for option in options for word in option)]


def lines() -> Iterator[tuple[str, Update]]:
    """All lines of the year with the ids of their targets, in the order of entry."""
    every = [(promise.head.id, line) for promise in YEAR.values() for line in promise.entered]
    return iter(sorted(every, key=lambda one: one[1].order))


def told(office: Office, on: date) -> Told:
    """Ask for the list on an evening, in words and as JSON."""
    office.moment = datetime.combine(on, time(20), RECORDED.tzinfo)
    listed = office.run("list", "--lang", "zh", "--format", "lines").lines
    head, *rows = [line.removeprefix("# ").split("\t") for line in listed if "\t" in line]
    column = head.index("状态")
    report = office.run("report", "--format", "json").data
    return Told({row[0]: row[column] for row in rows}, report["targets"], report["total"]["by_group"])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> dict[date, Told]:
    """The year, entered line by line; what is told on its seven evenings."""
    folder = tmp_path_factory.mktemp("year")
    root = store.init(folder)
    store.apply(root, [NewPlan(PLAN), *(Create(promise.head) for promise in YEAR.values())])
    office, waiting, found = Office(folder), list(lines()), {}
    for on in DAYS:
        today = [one for one in waiting if one[1].at.date() <= on]
        waiting = waiting[len(today) :]
        for id_, line in today:
            office.moment = line.at - timedelta(milliseconds=1)
            options = typed(line)
            if options is None:
                record = next(one for one in store.load_only(root, (id_,)).targets if one.id == id_)
                store.apply(root, [Append(record, line)])
                continue
            done = office.run("update", id_, *options)
            assert done.code in {0, 1}, (id_, options, done.said)
        found[on] = told(office, on)
    assert not waiting
    return found


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_words_of_the_year(year: dict[date, Told], on: date) -> None:
    """Each state in the words that were expected, with its number."""
    index = DAYS.index(on)
    wanted = {promise.head.id: promise.says[index].word for promise in YEAR.values()}
    assert year[on].words == wanted


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_program_rates_as_the_ladder_does(year: dict[date, Told], on: date) -> None:
    """Rating by rating what was reasoned; the six groups of the report sum to sixty."""
    index = DAYS.index(on)
    rated = {id_: row["rating"] for id_, row in year[on].rows.items()}
    assert rated == {promise.head.id: promise.says[index].rating for promise in YEAR.values()}
    assert list(year[on].groups) == list(RatingGroup)
    assert sum(year[on].groups.values()) == 60
