"""What `report --form bulletin` shows: 督查通报, the counts, the same by class of work, who is behind, what needs a decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from targettrack.ledger import selection
from targettrack.model import Kind, Ledger, Target
from targettrack.named import NamedTuple
from targettrack.rating import since as happenings
from targettrack.rating.ladder import Rated
from targettrack.rating.standing import is_report
from targettrack.rating.vocabulary import RATINGS, Rating
from targettrack.views.row import Before, PlanHead, Row, heads, ids, named, rows
from targettrack.views.tally import Apart, Tally, apart, tally
from targettrack.views.worst import attention


class WorkClass(StrEnum):
    """The classes of work that bulletins speak of (金寨 2025, 连云港 2019, 恩平 2024). Each target is in one."""

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


class ClassTally(NamedTuple):
    """The targets of one class."""

    name: WorkClass
    total: Tally
    targets: tuple[str, ...]  # ids


class Followed(NamedTuple):
    """What stood on the list of the last bulletin, and how it stood there."""

    id: str
    before: Before


class Noticed(NamedTuple):
    """The last notice 督办单 that was sent over a target."""

    id: str
    number: str
    sent: date
    reply_by: date | None
    answered: date | None  # the day of the first report of the lead unit since; None: not answered


class Bulletin(NamedTuple):
    """The bulletin of a day. The classes sum to the total."""

    year: int  # of the day of the bulletin, as the number 〔2025〕 has it
    issue: int | None  # its number, never invented: None leaves a blank
    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    targets: Mapping[str, Row]  # by id
    classes: tuple[ClassTally, ...]  # all of them, also those without a target
    attention: tuple[str, ...]  # ids of the red and yellow, the worst first
    problems: tuple[str, ...]  # ids of those that report a problem and are not settled
    silent: Mapping[str, tuple[str, ...]]  # ids of those that were not reported in time, by lead unit
    leaders: Mapping[str, str]  # in charge of a target or of its lead unit, by id; of those that have one
    since: date | None  # the day of the last bulletin, if its list is to be followed up
    followed: tuple[Followed, ...]  # that list
    notices: tuple[Noticed, ...]  # of those that are open, or were answered since that day

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is behind and nobody reports a problem."""
        return not self.attention and not self.problems and not self.unreadable

    def each(self) -> list[dict[str, Any]]:
        """Every row with the parts that name it."""
        classes = {f"classes.{one.name}": one.targets for one in self.classes}
        silent = [id_ for ids in self.silent.values() for id_ in ids]
        sections = {"attention": self.attention, "problems": self.problems, "silent": silent}
        return named(self.targets, {**sections, **classes})


def bulletin(
    ledger: Ledger, entries: Sequence[Rated], *, year: int, issue: int | None, since: date | None = None
) -> Bulletin:
    """The bulletin of some entries. `since`: the day of the last one, whose list is followed up."""
    targets = rows(entries)
    silent = [entry for entry in entries if entry.state.rating is Rating.NOT_UPDATED]
    return Bulletin(
        year=year,
        issue=issue,
        plans=heads(entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        apart=apart(entries),
        targets=targets,
        classes=tuple(_class(name, entries) for name in WorkClass),
        attention=ids(attention(entries)),
        problems=tuple(row.id for row in targets.values() if row.problem and RATINGS[row.rating].is_open),
        silent={unit: ids(members) for unit, members in sorted(selection.group(silent, "owner").items())},
        leaders={entry.target.id: who for entry in entries if (who := selection.leader_of(entry, ledger.units))},
        since=since,
        followed=() if since is None else _followed(ledger, entries, since),
        notices=tuple(filter(None, map(noticed, entries))),
    )


def _followed(ledger: Ledger, entries: Sequence[Rated], since: date) -> tuple[Followed, ...]:
    """Those that had a warning on the day of the last bulletin, as it was known then."""
    then = {one.after.target.id: one.before for one in happenings.between(ledger, entries, since) if not one.is_new}
    warned = (then[id_] for id_ in ids(entries) if id_ in then and then[id_].state.light.is_warning)
    return tuple(Followed(one.target.id, Before.of(one)) for one in selection.sort(list(warned), "rating"))


def noticed(entry: Rated) -> Noticed | None:
    """The last notice that was sent over a target; any later report of the unit answers it."""
    lines = entry.state.standing.updates
    places = [n for n, line in enumerate(lines) if line.notice]
    if not places:
        return None
    sent = lines[places[-1]]
    later = lines[places[-1] :]
    reply_by = next((line.reply_by for line in reversed(later) if line.reply_by), None)
    answered = next((line.as_of for line in later if is_report(line)), None)
    return Noticed(entry.target.id, sent.notice or "", sent.as_of, reply_by, answered)


def work_class(target: Target) -> WorkClass:
    """The class of work that a target belongs to."""
    if LIVELIHOOD_SECTION in target.section or any(LIVELIHOOD_TAG in tag for tag in target.tags):
        return WorkClass.LIVELIHOOD
    return WorkClass.INDICATOR if target.goal.set_by else _OF_KIND[target.kind]


def _class(name: WorkClass, entries: Sequence[Rated]) -> ClassTally:
    members = [entry for entry in entries if work_class(entry.target) is name]
    return ClassTally(name, tally("", members), ids(members))
