"""Words that would say what did not happen: a day on which nobody closed, a limit reached that was «not exceeded»."""

from __future__ import annotations

from factories import day, goal, plan, target, update
from targettrack import i18n
from targettrack.ledger import selection
from targettrack.model import Ledger, Target
from targettrack.render import reasons
from targettrack.views.row import row


def _said(entry: Target) -> str:
    i18n.use("zh")
    return reasons.explain(row(selection.entry(Ledger("/targets", (plan(),), (entry,)), entry, day("2025-12-01"))))


def test_the_day_of_completion_is_not_called_the_day_of_the_closing() -> None:
    """Completed in September and closed in November is «completed in September»."""
    closing = update("2025-11-20", status="closed", evidence="验收单")
    said = _said(target("quantity", None, update("2025-09-30", value=940), closing))
    assert "2025年9月30日完成" in said
    assert "销号" not in said


def test_what_was_closed_short_of_its_goal_has_the_day_of_the_closing() -> None:
    """It was never completed, so there is no other day."""
    closing = update("2025-11-20", status="closed", waive="划转")
    assert "2025年11月20日销号" in _said(target("quantity", None, update("2025-09-30", value=900), closing))


def test_exactly_the_number_under_less_than_is_not_below_it() -> None:
    """«Not exceeded» is said of 超过 only."""
    said = _said(target("quantity", goal("<", 10, unit="起"), update("2025-09-30", value=10)))
    assert "恰为10起，未低于" in said
    assert "未超过" not in said
