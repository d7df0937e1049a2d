"""What was typed of one target, field by field → the line of its record. Knows no file that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.cli import typed
from targettrack.ledger import names
from targettrack.model import Update
from targettrack.rating.standing import fold
from targettrack.record import GOAL, UPDATE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from targettrack.cli.session import Session
    from targettrack.model import Target

OF_GOAL = frozenset({"value", "part", "checkpoint"})
"""Fields that are meant by a target's own goal: its unit, its parts."""


def line(
    session: Session,
    target: Target,
    said: Mapping[str, Any],
    goal: Sequence[str] = (),
    *,
    by: str,
    key: str = "",
    new_unit: bool = False,
    place: Callable[[str], str] = typed.option,
) -> Update:
    """The line that enters what was typed for fields of an update, and as FIELD=VALUE for those of the goal.

    `by`: who says so where no field does. `place`: what an error names for a field. UsageError: those of `Session.fields`,
    `Session.assignments`, `Session.nodes` and `typed.figure`.
    """
    own = {name: said[name] for name in OF_GOAL & said.keys()}
    common = {name: said[name] for name in said if name not in own}
    plan = session.ledger.plan_of(target)
    entered: dict[str, Any] = {"at": session.now, "as_of": session.today, "by": by}
    entered |= session.fields(common, UPDATE.rows, plan, new_unit=new_unit, place=place)
    points = own.pop("checkpoint", [])
    nodes = [
        (place("checkpoint"), text) for text in (points if isinstance(points, list) else typed.SEMICOLON.split(points))
    ]
    return Update(key=typed.key(key, target), **entered, **of_goal(session, target, own, nodes, goal, place))


def of_goal(
    session: Session,
    target: Target,
    said: Mapping[str, str],
    nodes: Sequence[tuple[str, str]],
    goal: Sequence[str] = (),
    place: Callable[[str], str] = typed.option,
) -> dict[str, Any]:
    """What is meant by a target's own goal, its unit and its parts, which the same line may change."""
    fields = [text if "=" in text else f"value={text}" for text in goal]
    changed = session.assignments(fields, GOAL.rows, "--goal", target) if fields else {}
    asked = bool(nodes) or not OF_GOAL.isdisjoint(said)
    now = fold(target, session.day).goal._replace(**changed) if asked else target.goal
    found: dict[str, Any] = {"goal": changed, "checkpoint": session.nodes(nodes, target, now)}
    if "value" in said:
        found["value"] = typed.figure(said["value"], target.kind, now, place("value"))
    if "part" in said:
        found["part"] = names.part_of(now.parts, said["part"])
    return found
