"""What the public reports outside of the project tell without labels; without them there is nothing to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

import unmarked

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TEXTS = sorted(CORPUS.glob("*-20[0-9][0-9].*")) if CORPUS.is_dir() else []
LITTLE = {"国务院-2023"}  # three quarters of it look back on five years
# A known fault: a subject that is taken for a target.
BARE = {"主要城市-唐山市-2019": ("303个市重点项目",)}
FEWEST, MOST = 79, 300  # tasks that offices count in a report

pytestmark = pytest.mark.skipif(not TEXTS, reason="the reports are not at hand")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_a_report_tells_without_labels(path: Path) -> None:
    """Header, size and plain sense of a report, read without the name of its file, which holds what is asked."""
    found = unmarked.figures(path)
    assert found.year[0] == found.year[1]
    assert found.level[0] == found.level[1]
    assert unmarked.right_issuer(found), found.issuer
    assert found.name in LITTLE or (FEWEST <= found.items <= MOST and 0.4 < found.promise < 0.85)
    assert found.doubts == (("little-promised",) if found.name in LITTLE else ())
    assert found.glossary == 0
    assert found.gdp
    assert (found.unread_shares, found.bare_titles) == ((), BARE.get(found.name, ()))
