"""The fictional county of `targettrack init --example`: most states there are, no fault, no real place."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targettrack import record, store
from targettrack.acts.refusals import Case, refusal
from targettrack.cli import main
from targettrack.ledger import selection
from targettrack.model import Forecast, Kind, Settings, Status, Strength
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Rating
from targettrack.store import sample, toml

if TYPE_CHECKING:
    from pathlib import Path

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated

DAY = date.fromisoformat(sample.DAY)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store with the example in it; no test here writes to it."""
    return store.init(tmp_path_factory.mktemp("example"), example=True)


@pytest.fixture(scope="module")
def ledger(root: Path) -> Ledger:
    """The example, read."""
    return store.load(root)


@pytest.fixture(scope="module")
def entries(ledger: Ledger) -> dict[str, Rated]:
    """Every target of the example on its day, by id."""
    return {entry.target.id: entry for entry in selection.survey(ledger, DAY)}


COUNTS = {
    "broken": 1,
    "missed": 1,
    "overdue": 1,
    "far-behind": 1,
    "unlikely": 1,
    "behind": 7,
    "not-updated": 2,
    "undecided": 2,
    "unassigned": 1,
    "first-report": 1,
    "awaiting-result": 1,
    "reported": 2,
    "not-due": 1,
    "on-track": 6,
    "ahead": 2,
    "unverified": 2,
    "achieved": 2,
    "suspended": 1,
    "dropped": 1,
}


def test_counts_by_rating(entries: dict[str, Rated]) -> None:
    """On its day the example shows nineteen ratings, so many of each, 36 in all; nobody has assessed, returned or waived yet."""
    assert Counter(entry.state.rating for entry in entries.values()) == COUNTS
    assert sum(COUNTS.values()) == 36
    assert list(COUNTS) == [rating for rating in Rating if rating in COUNTS]


def test_what_occurs_of_each_vocabulary(entries: dict[str, Rated]) -> None:
    """Every status, kind, strength and forecast; of reasons and markers all but those of acts that the example has none of."""
    states = [entry.state for entry in entries.values()]
    unseen = {"final", "claim", "account", "unmentioned", "last-report", "periods", "idle", "parts", "assessment"}
    assert {why.value for why in Why} - {state.reason.why.value for state in states} == unseen
    markers = {marker.value for state in states for marker in state.markers}
    assert markers == {"no-owner", "stretch", "early", "exceeded", "late", "due-soon", "extended", "adjusted"}
    assert {state.standing.status for state in states} == set(Status)
    assert {state.standing.forecast for state in states} == {None, *Forecast}
    assert {entry.target.kind for entry in entries.values()} == set(Kind)
    assert {entry.target.strength for entry in entries.values()} == set(Strength)


@pytest.mark.parametrize(
    ("id_", "rating", "actual", "gap"),
    [
        ("EX2025-005", Rating.BEHIND, "53.30", "-21.70"),  # 连云港, third quarter of 2019: 53.3 %, 21.7 points below
        ("EX2025T-001", Rating.AHEAD, "85.00", "10.00"),  # just ahead
        ("EX2025-010", Rating.ON_TRACK, "84.90", "9.90"),  # not quite
        ("EX2025-014", Rating.BEHIND, "73.33", "-1.67"),  # not quite
        ("EX2025-012", Rating.BEHIND, "45.10", "-29.90"),  # nearly far behind
    ],
)
def test_figures_near_the_thresholds(
    entries: dict[str, Rated], id_: str, rating: Rating, actual: str, gap: str
) -> None:
    """A reader sees on which side of a threshold a figure falls."""
    state = entries[id_].state
    assert (state.rating, state.reason.actual, state.reason.gap) == (rating, Decimal(actual), Decimal(gap))


def test_extensions_in_time_and_late(entries: dict[str, Rated]) -> None:
    """Of the two deadlines that were moved, one was asked for before it passed; both say why and by whom."""
    moves = {id_: entry.state.standing.deadline_changes for id_, entry in entries.items()}
    late = {id_: [move.late for move in changes] for id_, changes in moves.items() if changes}
    assert late == {"EX2025-019": [False], "EX2025-021": [True]}
    assert all(move.reason and move.authority for changes in moves.values() for move in changes)


def test_plainly_fictional(ledger: Ledger) -> None:
    """No plan, issuer or unit could be taken for a real one, and no document is claimed as a source."""
    for plan in ledger.plans:
        assert plan.fictional
        assert "虚构" in plan.title
        assert "虚构" in plan.issuer
        assert not plan.document
    named = {unit.name for unit in ledger.units}
    for target in ledger.targets:
        assert {name for name in (target.owner, *target.supporting) if name} <= named
        assert [quote.line for quote in target.quotes] == [None]
    assert all(name.startswith(("示例县", "示例镇")) for name in named)


def test_papers_are_called_fictional(ledger: Ledger) -> None:
    """A number of a paper that a change rests on says itself that it is made up."""
    said = [text for t in ledger.targets for u in t.updates for text in (u.authority, u.evidence) if text]
    assert len(said) == 15
    assert [text for text in said if "虚构" not in text] == []


def test_check_finds_nothing(ledger: Ledger, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`targettrack check` is content: no error, no warning."""
    assert ledger.problems == ()
    assert main(["check", "--store", str(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert (data["plans"], data["targets"], data["errors"], data["warnings"]) == (2, 36, 0, 0)


def test_settings_are_the_defaults(ledger: Ledger, root: Path) -> None:
    """The settings file explains every key there is and changes nothing but which plan a brief is of."""
    assert ledger.settings == Settings(plan="EX2025")
    data = record.parse((root / "targettrack.toml").read_text(), "targettrack.toml")[0]
    assert data is not None
    assert set(data) == set(record.FILES["settings"].rows)
    for name, row in record.FILES["settings"].rows.items():
        if isinstance(row.type, record.Table):
            assert set(data[name]) == set(row.type.rows)


def test_records_stand_as_targettrack_writes_them(ledger: Ledger, root: Path) -> None:
    """A comment, the head in order, then one line per update, byte for byte."""
    for target in ledger.targets:
        comment, text = (root / target.path).read_text().split("\n", 1)
        lines = "".join(toml.line(u.key, record.fields_of(u)) + "\n" for u in target.updates)
        assert comment.startswith("# The commitment as it was made.")
        assert text == f"{toml.document(record.head_of(target))}\n[updates]\n{lines}"


def test_updates_are_such_as_the_command_takes(ledger: Ledger) -> None:
    """Nobody learns from the example what `targettrack update` would refuse."""
    for target in ledger.targets:
        for n, update in enumerate(target.updates):
            before = target._replace(updates=target.updates[:n])
            assert refusal(Case.of(ledger, before, update)) is None


def test_links_lead_to_the_county(ledger: Ledger) -> None:
    """Each promise of the town names the county's promise that it serves."""
    upper = {target.id: target.upper for target in ledger.targets if target.plan == "EX2025T"}
    assert upper == {
        "EX2025T-001": "EX2025-012",
        "EX2025T-002": "EX2025-023",
        "EX2025T-003": "EX2025-024",
        "EX2025T-004": "EX2025-018",
        "EX2025T-005": "EX2025-029",
    }
