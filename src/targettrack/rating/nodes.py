"""Nodes (checkpoints) as steps: the last one that is due is the measure. Knows figures, stages and days; knows no status.

A number is missed from the reporting day after its node on, or at once by a figure of its day or later; a named stage
after a cycle without a word on it. What meets a later node makes good whatever lies before it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple
from targettrack.rating import schedule
from targettrack.rating.reason import exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from targettrack.model import Checkpoint
    from targettrack.rating.compare import Comparison
    from targettrack.rating.figures import Measured


class Step(NamedTuple):
    """One node on a day."""

    node: Checkpoint
    is_due: bool  # its day is over; a number is not due before it was to be reported
    reached_on: date | None
    is_missed: bool


class NodeProgress(NamedTuple):
    """All nodes of a target on a day, in order."""

    steps: tuple[Step, ...]
    heard: date | None  # the newest figure, named stage or confirmation

    @property
    def measure(self) -> Step | None:
        """The last node due."""
        return next((step for step in reversed(self.steps) if step.is_due), None)

    @property
    def next_step(self) -> Step | None:
        """The node after the last one due."""
        place = 0 if self.measure is None else self.steps.index(self.measure) + 1
        return self.steps[place] if place < len(self.steps) else None

    @property
    def first_missed(self) -> Step | None:
        """The first node that was missed and not made good since."""
        return next((step for step in self.steps if step.is_missed), None)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the last node due is a stage without a word on it."""
        step = self.measure
        return step is not None and step.reached_on is None and not step.is_missed

    @property
    def is_late(self) -> bool:
        """Whether the last node due was reached after its day."""
        step = self.measure
        return step is not None and step.reached_on is not None and step.reached_on > step.node.date


_NO_NODES = NodeProgress((), None)


def progress(comparison: Comparison, nodes: tuple[Checkpoint, ...], day: date) -> NodeProgress:
    """How nodes stand on a day. A guard or a ceiling has nothing to reach, and periods are steps of their own."""
    stick = comparison.yardstick
    if not nodes or stick.is_limit or stick.goal.every is not None:
        return _NO_NODES
    known = [one for one in comparison.measured if one.as_of <= day]
    named = [(place, on) for place, on in _named(comparison, nodes) if on <= day]
    reached = named + [(place, on) for place, on in _in_numbers(comparison, nodes, known) if on is not None]
    steps = []
    for place, node in enumerate(nodes):
        on = min((on for at, on in reached if at >= place), default=None)
        is_told = day > _last_report(comparison, node) or bool(
            node.value is not None and known and known[-1].as_of >= node.date
        )
        is_due = node.date < day and (is_told or on is not None or node.value is None)
        steps.append(Step(node, is_due, on, is_due and is_told and on is None))
    heard = [one.as_of for one in known[-1:]] + [on for _, on in named]
    return NodeProgress(tuple(steps), max(heard, default=None))


def _last_report(comparison: Comparison, node: Checkpoint) -> date:
    """The last day on which a word on a node is awaited."""
    if node.value is None:
        return schedule.months_later(node.date, Fraction(comparison.cycle))
    return schedule.reporting_day(node.date, comparison.rules.reporting_day)


def _named(comparison: Comparison, nodes: tuple[Checkpoint, ...]) -> Iterator[tuple[int, date]]:
    """Which nodes were named as reached or confirmed by the office, by place, and when."""
    stages = {node.stage: place for place, node in enumerate(nodes) if node.stage}
    days = {node.date: place for place, node in enumerate(nodes)}
    yield from ((stages[one.stage], one.as_of) for one in comparison.standing.figures if one.stage in stages)
    met = ((update.node_met, update.as_of) for update in comparison.standing.nodes_met)
    yield from ((days[node], on) for node, on in met if node in days)


def _in_numbers(
    comparison: Comparison, nodes: tuple[Checkpoint, ...], known: list[Measured]
) -> Iterator[tuple[int, date | None]]:
    """Which numbers were reached, by place, and when: of what is built up by the newest figure, else by one of its day or later.

    What is built up is not taken down again: a lower number after a higher one asks for no less.
    """
    stick, asked = comparison.yardstick, None
    for place, node in enumerate(nodes):
        if node.value is None:
            continue
        number = exact(node.value)
        if stick.is_held:
            found = [one.as_of for one in known if one.as_of >= node.date and stick.reaches(one.value, number)]
        else:
            asked = number if asked is None else (min if stick.is_less else max)(asked, number)
            is_reached = bool(known) and stick.reaches(known[-1].value, asked)
            found = [one.as_of for one in known if stick.reaches(one.value, asked)] if is_reached else []
        yield place, min(found, default=None)
