"""Whether two texts of a cell mean the same of a target, though they are written otherwise: 10月底 and 2025-10-31. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.cli import typed
from targettrack.errors import UsageError
from targettrack.exchange import meant
from targettrack.exchange.compare import is_same
from targettrack.exchange.forms.values import QUARTERS, quarter_of
from targettrack.ledger import selection
from targettrack.rating.standing import fold
from targettrack.record import GOAL, HEAD, UPDATE

if TYPE_CHECKING:
    from targettrack.cli.session import Session
    from targettrack.model import Target


def means(session: Session, target: Target, code: str, one: str, other: str) -> bool:
    """Whether both are read as the same day, figure, units or nodes; what cannot be read means nothing else's meaning."""
    if is_same(code, one, other):
        return True
    if not (one.strip() and other.strip()):
        return False
    try:
        return _read(session, target, code, one) == _read(session, target, code, other)
    except UsageError:
        return False


def _read(session: Session, target: Target, code: str, text: str) -> object:
    """What a cell is entered as. UsageError: those of the readers of options."""
    plan, goal = session.ledger.plan_of(target), fold(target, session.day).goal
    if code in QUARTERS:
        end = quarter_of(selection.entry(session.ledger, target, session.day), code).end
        nodes = session.nodes([(code, node) for node in meant.nodes(text, end)], target, goal) or ()
        return sorted(nodes, key=lambda node: node.date)
    if code.startswith(meant.GOAL):
        return session.assignments([f"{code.removeprefix(meant.GOAL)}={text}"], GOAL.rows, "--goal", target)
    if code == "value":
        return typed.figure(text, target.kind, goal, code)
    row = UPDATE.rows.get(code) or HEAD.rows.get(code)
    found = text if row is None else session.field(row, text, code, plan)
    return frozenset(found) if isinstance(found, tuple) else found
