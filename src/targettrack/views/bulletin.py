"""What `report --form bulletin` shows: 督查通报, the counts, the same by class of work, who is behind, what needs a decision."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from targettrack.ledger import selection
from targettrack.model import Kind
from targettrack.rating.since import SETTLED
from targettrack.views.head import PlanHead, heads
from targettrack.views.progress import ATTENTION
from targettrack.views.row import Row, row
from targettrack.views.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.model import Ledger, Target
    from targettrack.rating.ladder import Rated


class WorkClass(StrEnum):
    """The classes of work that bulletins speak of (domain.md, section 4). Each target is in one."""

    INDICATOR = "indicator"  # 主要指标
    QUANTITY = "quantity"  # 量化任务
    PROJECT = "project"  # 重点项目
    LIVELIHOOD = "livelihood"  # 民生实事
    OTHER = "other"  # 其他工作


_OF_KIND = {
    **dict.fromkeys((Kind.GROWTH, Kind.LEVEL, Kind.RANK, Kind.RELATIVE), WorkClass.INDICATOR),
    **dict.fromkeys((Kind.QUANTITY, Kind.COVERAGE), WorkClass.QUANTITY),
    Kind.MILESTONE: WorkClass.PROJECT,
    **dict.fromkeys((Kind.QUALITATIVE, Kind.GUARD), WorkClass.OTHER),
}
LIVELIHOOD_TAG, LIVELIHOOD_SECTION = "民生", "民生实事"
"""A target is 民生实事 by such a tag or under such a heading, whatever its kind."""


class Class(NamedTuple):
    """The targets of one class."""

    name: WorkClass
    total: Tally
    targets: tuple[Row, ...]


class Bulletin(NamedTuple):
    """The bulletin of a day. The classes sum to the total. `issue` is never invented: None leaves a blank."""

    year: int  # of the day of the bulletin, as the number 〔2025〕 has it
    issue: int | None
    plans: tuple[PlanHead, ...]
    unreadable: int
    total: Tally
    classes: tuple[Class, ...]  # all of them, also those without a target
    attention: tuple[Row, ...]  # red and yellow, the worst first
    problems: tuple[Row, ...]  # those that report a problem and are not settled

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is behind and nobody reports a problem."""
        return not self.attention and not self.problems and not self.unreadable


def bulletin(ledger: Ledger, entries: Sequence[Rated], *, year: int, issue: int | None) -> Bulletin:
    """The bulletin of some entries."""
    behind = selection.sort((e for e in entries if e.state.rating in ATTENTION), "rating")
    rows = [row(entry) for entry in entries if entry.state.rating not in SETTLED]
    return Bulletin(
        year=year,
        issue=issue,
        plans=heads(ledger, entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        classes=tuple(_class(name, entries) for name in WorkClass),
        attention=tuple(row(entry) for entry in behind),
        problems=tuple(one for one in rows if one.problem),
    )


def work_class(target: Target) -> WorkClass:
    """The class of work that a target belongs to."""
    if LIVELIHOOD_SECTION in target.section or any(LIVELIHOOD_TAG in tag for tag in target.tags):
        return WorkClass.LIVELIHOOD
    return WorkClass.INDICATOR if target.goal.set_by else _OF_KIND[target.kind]


def _class(name: WorkClass, entries: Sequence[Rated]) -> Class:
    members = [entry for entry in entries if work_class(entry.target) is name]
    return Class(name, tally("", members), tuple(row(entry) for entry in members))
