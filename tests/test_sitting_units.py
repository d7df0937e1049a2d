"""What a reviewer types for a unit: the number of one that is offered, or a part of a name of one of the plan's units."""

from __future__ import annotations

import pytest

from factories import ledger, plan, target
from targettrack.cli.sitting import units
from targettrack.cli.sitting.desk import Deed, Desk, key_of
from targettrack.errors import UsageError
from targettrack.model import Ledger, Level, Unit

PLACE = {"issuer": "开平市人民政府", "level": Level.COUNTY}
PLAN = plan(**PLACE)
LISTED = (
    Unit("开平市人民政府办公室", ("市府办",)),
    Unit("开平市教育局"),
    Unit("开平市教育发展中心"),
    Unit("开平市民政局"),
)
OFFERED = ("开平市财政局", "开平市教育局")


def known(*owners: str) -> Ledger:
    """A ledger with listed units and records that are led by some."""
    records = (target()._replace(id=f"KP-{number:03d}", owner=owner) for number, owner in enumerate(owners, 1))
    return ledger(*records, **PLACE)._replace(units=LISTED)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1", "开平市财政局"),
        ("２", "开平市教育局"),
        ("市府办", "开平市人民政府办公室"),
        ("民政", "开平市民政局"),  # 人民政府 has it, too, but does not begin so
        ("教育局", "开平市教育局"),
        ("教育2", "开平市教育发展中心"),
        ("统计", "开平市统计局"),  # a usual unit of the place, which no file lists
        ("招商中心", "开平市招商中心"),  # of a record
        ("none", ""),
        ("未分工", ""),
    ],
)
def test_what_is_meant(text: str, unit: str) -> None:
    """Numbers first, then a name, then what begins so, then what has it."""
    assert units.lead(known("开平市招商中心"), PLAN, OFFERED, text) == unit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("教育", "ambiguous-owner"),
        ("教育9", "ambiguous-owner"),
        ("9", "ambiguous-owner"),
        ("0", "ambiguous-owner"),
        ("某某局", "new-owner"),
        ("民政3", "new-owner"),
    ],
)
def test_what_cannot_be_meant(text: str, code: str) -> None:
    """Never a guess, and never a new unit by a slip."""
    with pytest.raises(UsageError, match=code):
        units.lead(known(), PLAN, OFFERED, text)


def test_a_plan_without_a_place() -> None:
    """Its own units and those of the ledger are all there are."""
    nowhere = known("开平市招商中心")._replace(plans=(plan(),), units=())
    assert units.lead(nowhere, plan(), (), "招商") == "开平市招商中心"


def test_units_are_offered_in_order() -> None:
    """Those proposed, those assigned last, those that lead most; each once, nine at most."""
    drafts = (target(),)
    found = units.candidates(known("乙", "乙", "丙"), drafts, ["甲"], ["丙", "甲"])
    assert found == ("甲", "丙", "乙")
    assert len(units.candidates(known(), drafts, map(str, range(20)), [])) == 9


def test_what_was_assigned_last() -> None:
    """By the reviewer in this sitting, not by a proposal."""
    drafts = tuple(target(draft=True)._replace(id=f"KP-{number}", owner="") for number in range(3))
    desk = Desk(drafts, key_of(drafts[0]), 4)
    for draft, unit, assumed in zip(drafts, "甲乙丙", ((), (), ("owner",)), strict=True):
        after = draft._replace(owner=unit, assumed=assumed)
        desk = desk._replace(deeds=(*desk.deeds, Deed("changed", (draft,), (after,))))
    assert units.recent(desk) == ("乙", "甲")
