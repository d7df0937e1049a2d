"""Nodes (checkpoints) as steps: the last one that is due is the measure. Knows figures, stages and days; knows no status.

A number is missed from the reporting day after its node on, or at once by a figure of its day or later; a named stage
after a cycle without a word on it. What is reached later makes good whatever lies before it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from targettrack.rating import schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from targettrack.model import Checkpoint, Rules
    from targettrack.rating.figures import Measured
    from targettrack.rating.goal import Yardstick
    from targettrack.rating.standing import Standing


class Step(NamedTuple):
    """One node on a day: not due, reached, missed, or waiting for a word on it."""

    node: Checkpoint
    needed: Fraction | None  # in the goal's unit; None: a named stage
    is_due: bool  # its day is over
    reached_on: date | None
    is_missed: bool

    @property
    def is_waiting(self) -> bool:
        """Whether nobody knows yet."""
        return self.is_due and self.reached_on is None and not self.is_missed


class Progress(NamedTuple):
    """All nodes of a target on a day, in order."""

    steps: tuple[Step, ...]
    heard: date | None  # the newest figure, named stage or confirmation

    @property
    def due(self) -> tuple[Step, ...]:
        """Those whose day is over and of which it is known how they stand; a number is not due before it is reported."""
        return tuple(step for step in self.steps if step.is_due and not (step.is_waiting and step.needed is not None))

    @property
    def measure(self) -> Step | None:
        """The last node due."""
        return self.due[-1] if self.due else None

    @property
    def next_step(self) -> Step | None:
        """The node after the last one due."""
        place = self.steps.index(self.due[-1]) + 1 if self.due else 0
        return self.steps[place] if place < len(self.steps) else None

    @property
    def first_missed(self) -> Step | None:
        """The first node that was missed and not made good since."""
        found = None
        for step in self.due:
            if step.reached_on is not None:
                found = None
            elif step.is_missed:
                found = found or step
        return found

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the last node due is a stage without a word on it."""
        return self.measure is not None and self.measure.is_waiting

    @property
    def is_late(self) -> bool:
        """Whether the last node due was reached after its day."""
        step = self.measure
        return step is not None and step.reached_on is not None and step.reached_on > step.node.date


def progress(
    nodes: Sequence[Checkpoint],
    yardstick: Yardstick,
    standing: Standing,
    measured: Sequence[Measured],
    day: date,
    rules: Rules,
    cycle: Fraction,
) -> Progress:
    """How the nodes stand on a day. A guard or a ceiling has nothing to reach, and periods are steps of their own."""
    if not nodes or yardstick.is_limit or yardstick.goal.every is not None:
        return Progress((), None)
    known = [one for one in measured if one.as_of <= day]
    named = _named(nodes, standing, day)
    steps, needed = [], None
    for place, node in enumerate(nodes):
        if node.value is not None:
            needed = _furthest(yardstick, needed, Fraction(node.value))
        own = needed if node.value is not None else None
        reached = [on for at, on in named if at >= place]
        if own is not None:
            reached += _reached(yardstick, own, node.date, known)
        is_due = node.date < day
        missed = is_due and not reached and _is_over(own, node.date, known, day, rules, cycle)
        steps.append(Step(node, own, is_due, min(reached, default=None), missed))
    heard = [one.as_of for one in known[-1:]] + [on for _, on in named]
    return Progress(tuple(steps), max(heard, default=None))


def _furthest(yardstick: Yardstick, before: Fraction | None, value: Fraction) -> Fraction:
    """What is built up is not taken down again: a lower number after a higher one asks for no less."""
    if before is None or yardstick.is_held:
        return value
    return min(before, value) if yardstick.is_less else max(before, value)


def _named(nodes: Sequence[Checkpoint], standing: Standing, day: date) -> list[tuple[int, date]]:
    """Which nodes were named as reached or confirmed by the office, by place, and when."""
    stages = {node.stage: place for place, node in enumerate(nodes) if node.stage}
    days = {node.date: place for place, node in enumerate(nodes)}
    told = [(stages[figure.stage], figure.as_of) for figure in standing.figures if figure.stage in stages]
    confirmed = ((update.node_met, update.as_of) for update in standing.nodes_met)
    told += [(days[met], on) for met, on in confirmed if met in days]
    return [(place, on) for place, on in told if on <= day]


def _reached(yardstick: Yardstick, needed: Fraction, on: date, known: Sequence[Measured]) -> list[date]:
    """When a number was reached: what is built up by the newest figure, what is held by any of its day or later."""
    if yardstick.is_held:
        return [one.as_of for one in known if one.as_of >= on and yardstick.reaches(one.value, needed)]
    if not known or not yardstick.reaches(known[-1].value, needed):
        return []
    return [next(one.as_of for one in known if yardstick.reaches(one.value, needed))]


def _is_over(
    needed: Fraction | None, on: date, known: Sequence[Measured], day: date, rules: Rules, cycle: Fraction
) -> bool:
    """Whether the time to report on a node is over, or a figure of its day or later has said already."""
    if needed is None:
        return day > schedule.months_later(on, cycle)
    return day > schedule.reporting_day(on, rules.reporting_day) or bool(known and known[-1].as_of >= on)
