"""What the public reports outside of the project tell without labels; without them there is nothing to hold."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from targettrack import extract
from targettrack.model import Level

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
CLOSED = "湖州市"  # kept unread until the end
TEXTS = sorted(path for path in CORPUS.glob("*-*.*") if CLOSED not in path.name) if CORPUS.is_dir() else []
GROUPS = {
    "国务院": None,
    "省自治区": Level.PROVINCE,
    "主要城市": Level.CITY,
    "其他地市": Level.CITY,
    "县": Level.COUNTY,
}
LITTLE = {"国务院-2023.md"}  # three quarters of it look back on five years
EXPLAINED = re.compile(r"[:：](?:指|即)|名词解释")

pytestmark = pytest.mark.skipif(not TEXTS, reason="the reports are not at hand")


@cache
def read(path: Path) -> extract.Extraction:
    """A report, read without the name of its file, which holds what is asked."""
    return extract.draft(extract.read_bytes(path.read_bytes()))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_year_issuer_and_tier(path: Path) -> None:
    """Year, place and tier are read as the name of the file has them."""
    group, *place, year = path.stem.split("-")
    found = read(path)
    issuer = f"{place[0]}人民政府" if place else group
    assert (found.year, found.issuer, found.level) == (int(year), issuer, GROUPS[group])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_title_and_promises(path: Path) -> None:
    """The title names a report; a third to four fifths of a report promise; no word that is explained is a draft."""
    found = read(path)
    assert "工作报告" in found.title
    assert found.share is not None
    assert path.name in LITTLE or 0.4 < found.share < 0.85
    assert [one.code for one in found.doubts] == (["little-promised"] if path.name in LITTLE else [])
    assert [draft.quote for draft in found.drafts if EXPLAINED.search(draft.quote)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_growth_of_the_year_is_of_the_year(path: Path) -> None:
    """The rate at which the economy is to grow is dated in the year that is planned."""
    found = read(path)
    rates = [draft for draft in found.drafts if "生产总值" in draft.title and draft.kind == "growth"]
    assert not rates or found.year in {draft.deadline.year for draft in rates if draft.deadline}
