"""A record kept flat comes back as it was; what it can be found by holds every day's values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import strategies
from factories import goal, plan, target, update
from targettrack.errors import Problem, Severity
from targettrack.model import Plan, Target
from targettrack.record.flat import flat, revived
from targettrack.record.traits import TRAITS


def _said(thing: object) -> str:
    return repr(thing).replace(", fold=1", "")  # no file says it, and no time of another offset has it


@given(strategies.targets() | strategies.plausible())
def test_any_record_comes_back_equal(record: Target) -> None:
    """In every field and class, down to the zeros at the end of a number and the offset of a time."""
    assert _said(revived(flat(record))) == _said(record)


@given(strategies.plans(), st.lists(strategies.targets(), max_size=2).map(tuple))
def test_so_do_plans_and_what_is_made_of_records(made: Plan, several: tuple[Target, ...]) -> None:
    """A plan, several records, none."""
    assert _said(revived(flat((made, several, None)))) == _said((made, several, None))


def test_so_do_problems() -> None:
    """With their parameters and their weight."""
    problem = Problem("bad-range", "KP/KP-001.toml", 3, "goal.to", Severity.WARNING, {"n": 2, "id": "KP-001"})
    assert revived(flat((True, (problem,)))) == (True, (problem,))


def test_a_number_keeps_its_zeros() -> None:
    """1.50 was written with two places, and is written back so."""
    kept = revived(flat(target(promise=goal(">=", "1.50"))))
    assert str(kept.goal.value) == "1.50"


def test_fields_at_their_defaults_cost_nothing() -> None:
    """What a record does not say is not kept, however many keys the format has."""
    assert len(flat(target("quantity", None, *[update("2025-03-31", value=9, key=f"u{n}") for n in range(10)]))) < 1500


def test_what_changes_from_day_to_day_is_found_by_all_that_it_ever_was() -> None:
    """Lead unit, deadline, status: the head's and those of every line, a later one and one that was taken back among them."""
    record = target(
        "quantity",
        None,
        update("2025-03-31", owner="水利局", status="active", key="u1"),
        update("2025-04-30", deadline="2026-03-31", supporting=("财政局",), leader="张三", item="7", key="u2"),
        update("2025-05-31", owner="", key="u3"),
        update("2025-06-30", void="u1", key="u4"),
        owner="教育局",
        item="9",
        tags=("民生", "教育"),
    )
    assert {name: sorted(of(record)) for name, of in TRAITS.items()} == {
        "standing": ["accepted"],
        "owner": ["", "教育局", "水利局"],
        "supporting": ["财政局"],
        "leader": ["张三"],
        "item": ["9"],
        "item_since": ["7"],
        "kind": ["quantity"],
        "status": ["active", "pending"],
        "section": [""],
        "tag": ["教育", "民生"],
        "due": ["2025-12-31", "2026-03-31"],
        "confidence": [""],
    }


def test_an_open_goal_is_due_on_no_day() -> None:
    """An ongoing target has no deadline, which no filter for days finds."""
    assert [*TRAITS["due"](target(deadline=None))] == [""]


def test_a_plan_is_more_than_its_record() -> None:
    """Its columns and reminder days come back, too."""
    made = plan()._replace(columns={"牵头": "owner"}, remind_days=(30, 7))
    assert revived(flat(made)) == made
