"""A row of an office's list → drafts. A number that has its own column is taken as it stands, text is read as a report is.

What the row says of unit, time and nodes goes before what its text makes likely. Knows columns and clauses; knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from targettrack import dates, extract
from targettrack.errors import Problem, Severity, UsageError
from targettrack.exchange import cells, nodes
from targettrack.exchange.columns import CAPTIONS, Caption, Holds
from targettrack.exchange.recognise import Row, Table
from targettrack.exchange.sparse import reference
from targettrack.extract import Draft
from targettrack.model import FIRST_YEAR, LAST_YEAR, Checkpoint, Comparator, Goal, Kind, Plan, Quote, Strength, Unit
from targettrack.named import NamedTuple
from targettrack.record import MAX_DIGITS
from targettrack.record.values import MAX_TEXT

_CONTENTS = (
    "具体任务 具体内容 具体措施 工作措施 主要措施 主要举措 推进措施 年度任务 年度工作任务 目标及措施 工作目标及措施"
)
COLUMNS: dict[str, Caption] = {
    code: CAPTIONS[code]
    for code in (
        *("item", "section", "title", "goal_value", "goal", "goal_unit", "goal_done_when"),
        *("leader", "owner", "supporting", "deadline", "q1", "q2", "q3", "q4", "responsible", "contact"),
    )
}
"""The columns of such a list; the last two are of no record."""
# A list often says in one column what it is about, and in a second one what is to be done.
COLUMNS |= {
    "item": COLUMNS["item"]._replace(also=f"{COLUMNS['item'].also} 编号 任务编号 项目编号"),
    "goal": COLUMNS["goal"]._replace(also=f"{COLUMNS['goal'].also} {COLUMNS['title'].also} {_CONTENTS}"),
}
_ONGOING = re.compile("长期|持续|常态|全年推进|贯穿|^每[月季年]|^ongoing$")
# 「县教育局牵头，县财政局、县住建局配合」, 「牵头单位：县教育局；配合单位：县财政局」, 「县教育局、县财政局按职责分工负责」
_ROLES = re.compile(
    r"(?:牵头|配合|协办|责任|参加)(?:单位|部门)?\s*[:：]|[(（](?:牵头|配合)[)）]"
    r"|等?(?:牵头|配合|参与|协助|(?:按职责)?(?:分工|分别)?负责)(?:落实)?(?=[，,；;。、\s]|$)"
)
_SENTENCE = re.compile("[。；;]")
_PARTED = re.compile(r"[、，,;；\n]+|\s{2,}")
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(\D*)", re.ASCII)
_SPAN = re.compile(r"([+-]?\d+(?:\.\d+)?)\D*?[~\u2013\u2014至到-]\s*([+-]?\d+(?:\.\d+)?)\s*(\D*)", re.ASCII)
_UNIT_OF_HEADING = re.compile(r"[(（]\s*(?:单位\s*[:：])?\s*([^()（）\d\s]{1,8})\s*[)）]")
_LONGEST_TITLE = 40
# （1）6月底完成设备安装 at the beginning of a line of a cell
_LINE = re.compile(r"(?:^|\n)\s*(?:[（(]\d{1,2}[)）]|\d{1,2}(?:[．、]|\.(?!\d))|[①-⑳])\s*")


class Source(NamedTuple):
    """What a list is read for."""

    plan: Plan
    units: tuple[Unit, ...]  # listed ones, whose words say who leads
    full: Callable[[str], str]  # the full name of a unit; the name as it is written where none is meant
    today: date
    is_ours: bool  # a sheet that was made here: a blank cell of it says that there is nothing


class Listed(NamedTuple):
    """A draft of a list, with what only a list says of it."""

    draft: Draft
    leader: str
    nodes: tuple[Checkpoint, ...]


class Number(NamedTuple):
    """A number of a column of numbers."""

    value: Decimal
    to: Decimal | None
    unit: str


class _Due(NamedTuple):
    last: date | None  # None: ongoing, or not understood


class Entry:
    """One row."""

    def __init__(self, row: Row, item: str, table: Table, source: Source, *, is_one_of: bool) -> None:
        """Read the words of a row; what has no meaning is in `problems`, and else as if it were blank.

        `is_one_of`: other rows have the same task, each with a goal of its own.
        """
        self._row, self._item, self._table, self._source = row, item, table, source
        self._is_one_of = is_one_of
        self.problems: list[Problem] = []
        self._task = self._text("title")
        self.title = " ".join(self._task.split())
        self.section = " ".join(self._text("section").split()) or row.section
        self.line = row.number + 1
        self._goal_code = "goal_value" if "goal_value" in row.values else "goal"
        self._goal = self._text(self._goal_code)
        self._aim = "\n".join(dict.fromkeys(filter(None, (self._goal, self._text("goal")))))
        self._number = self._counted_goal()
        words = "" if self._number or source.is_ours else " ".join(self._aim.split())
        self.quote = Quote(" ".join(filter(None, (self.title, words if words != self.title else ""))), self.line)
        self._text("item")  # which a spreadsheet likes to make a day of: 3-1

    def tell(self, code: str, column: str = "", **params: str | int) -> None:
        """Name what is not, or not wholly, read: of the row, or of one cell."""
        place = (
            f"{self._table.sheet}!{reference(self._row.number, self._table.columns[column])}"
            if column
            else self._table.sheet
        )
        line = None if column else self._row.number + 1
        key = self._table.headings[self._table.columns[column]] if column else None
        self.problems.append(Problem(code, place, line, key, Severity.WARNING, params))

    def listed(self) -> list[Listed]:
        """The drafts of the row. The first one has the nodes that are no numbers."""
        drafts = [self._counted(self._number)] if self._number else self._worded()
        leader, due, units = self._text("leader"), self._due(), self._named("owner")
        found = [self._assigned(draft, _own_time(draft, due) if len(drafts) > 1 else due, units) for draft in drafts]
        planned = {code: self._text(code) for code in nodes.QUARTERS}
        year = self._source.plan.year
        return [
            Listed(draft, leader, nodes.nodes(planned, year, draft.goal, is_first=n == 0))
            for n, draft in enumerate(found)
        ]

    def _text(self, code: str) -> str:
        caption = COLUMNS[code]._replace(holds=Holds.TEXT)
        try:
            text = cells.text(self._row.values.get(code), caption)
        except UsageError as error:
            self.tell(error.code, code, **error.params)
            return ""
        if len(text) > MAX_TEXT:
            self.tell("too-long", code, length=len(text), limit=MAX_TEXT)
        return text if len(text) <= MAX_TEXT else ""

    def _counted_goal(self) -> Number | None:
        """The goal, where its cell is a number and nothing else; its unit is beside it, in its column, or in the heading."""
        try:
            plain = cells.number(self._goal)
        except UsageError:
            return None  # words, which are read as such
        heading = self._table.headings.get(self._table.columns.get(self._goal_code, -1), "")
        said = _UNIT_OF_HEADING.search(heading)
        unit = self._text("goal_unit") or (said[1] if said else "")
        span, single = _SPAN.fullmatch(plain), _NUMBER.fullmatch(plain)
        if sum(character.isdigit() for character in plain) > MAX_DIGITS:
            self.tell("too-many-digits", self._goal_code, limit=MAX_DIGITS)
            return None
        if span and Decimal(span[1]) >= Decimal(span[2]):
            self.tell("range-turned", self._goal_code, option=heading, text=plain)
            return None
        if span:
            return Number(Decimal(span[1]), Decimal(span[2]), span[3] or unit)
        return Number(Decimal(single[1]), None, single[2] or unit) if single else None

    def _counted(self, number: Number) -> Draft:
        """The task with the number of its column; what it measures and how is read in its title, as far as that says so."""
        beside = f"{number.value:f}{number.unit}"
        read = (*self._read(self._task), *self._read(f"{self._task}{beside}"))
        same = next((draft for draft in read if _is_same(draft.goal, number)), None)
        kind = Kind.LEVEL if number.unit.startswith("%") else Kind.QUANTITY
        goal = Goal(comparator=Comparator.AT_LEAST) if same is None else same.goal
        stated = () if same is None else same.assumed
        draft = self._bare(kind) if same is None else same._replace(title=self.title)
        return draft._replace(
            goal=goal._replace(value=number.value, to=number.to, unit=number.unit or goal.unit),
            assumed=tuple(dict.fromkeys((*stated, *(() if same else ("comparator",))))),
        )

    def _worded(self) -> list[Draft]:
        """What the text of the goal promises in numbers, and that of the task; one soft task where neither does."""
        if self._source.is_ours:
            kind = next((one.kind for one in self._read(self._task) if one.goal.value is None), Kind.QUALITATIVE)
            bare = self._bare(kind)
            return [bare._replace(goal=bare.goal._replace(unit=self._text("goal_unit")))]
        aims = [draft for draft in self._read(self._aim) if draft.goal.value is not None]
        test = "" if aims else self._aim
        tasks = list(self._tasks())
        numbers = {(draft.goal.value, draft.goal.unit) for draft in tasks}
        if self._is_one_of and aims:
            tasks = []
        elif any((draft.goal.value, draft.goal.unit) not in numbers for draft in aims):
            own = {(draft.goal.value, draft.goal.unit) for draft in aims}
            tasks = [one for one in tasks if one.goal.value and (one.goal.value, one.goal.unit) not in own]
        else:
            aims = []  # the task says the same, and more
        found = [*aims, *tasks] or [self._bare(Kind.QUALITATIVE)]
        if len(found) == 1 and len(self.title) <= _LONGEST_TITLE and found[0].goal.value is None:
            found = [found[0]._replace(title=self.title)]
        return [self._with_test(draft, test) for draft in found]

    def _tasks(self) -> Iterator[Draft]:
        """What the text of the task promises; of one with numbered lines, each line is a task at least, with its own time."""
        head, *lines = _LINE.split(self._task)
        yield from self._read(head if lines else self._task)
        for line in filter(None, (" ".join(text.split()).rstrip("；;。") for text in lines)):
            read = self._read(line)
            period = None if read else self._period(line)
            bare = self._bare(Kind.QUALITATIVE)
            yield from read or (bare._replace(title=line, deadline=period.last if period else None),)

    @staticmethod
    def _with_test(draft: Draft, test: str) -> Draft:
        """A goal in words is the test of a target that has no number."""
        if draft.goal.value is not None or not test:
            return draft
        return draft._replace(goal=draft.goal._replace(done_when=test))

    def _read(self, text: str) -> tuple[Draft, ...]:
        plan = self._source.plan
        if not text:
            return ()
        return extract.draft(
            f"{text}。",
            year=plan.year,
            published=plan.published,
            issuer=plan.issuer,
            level=plan.level,
            units=self._source.units,
        ).drafts

    def _bare(self, kind: Kind) -> Draft:
        title = " ".join(_SENTENCE.split(self._task, maxsplit=1)[0].split()) or self.title
        return Draft(
            self.title if self._source.is_ours else title,
            self.title,
            self.line,
            self.section,
            kind,
            Strength.FIRM,
            Goal(),
        )

    def _assigned(self, draft: Draft, due: _Due | None, units: Sequence[str]) -> Draft:
        """A draft with what the row says of time, unit and test."""
        owner = units[0] if units else "" if self._source.is_ours else draft.owner
        known = {*({"owner"} if units or not owner else ()), *({"deadline"} if due else ())}
        supporting = (*units[1:], *self._named("supporting"))
        test = self._text("goal_done_when")
        return draft._replace(
            item=self._item,
            section=self.section,
            quote=self.quote.text,
            line=self.line,
            quotes=(self.quote,),
            owner=owner,
            supporting=tuple(dict.fromkeys(name for name in supporting if name != owner)),
            deadline=due.last if due else draft.deadline,
            goal=draft.goal._replace(done_when=test) if test else draft.goal,
            assumed=tuple(name for name in draft.assumed if name not in known),
        )

    def _named(self, code: str) -> list[str]:
        """The units of a cell in their order: the first one leads."""
        parts = _PARTED.split(_ROLES.sub("、", self._text(code)))
        return [self._source.full(part.strip()) for part in parts if part.strip()]

    def _due(self) -> _Due | None:
        """The last day that the row states; None where it says nothing. A time that is not understood leaves it open."""
        value = self._row.values.get("deadline")
        try:
            text = cells.day(value, "" if value is None else self._table.headings[self._table.columns["deadline"]])
        except UsageError as error:
            self.tell(error.code, "deadline", **error.params)
            return _Due(None)
        if not text:
            return _Due(None) if self._source.is_ours else None
        period = self._period(text)
        if period and not FIRST_YEAR <= period.last.year <= LAST_YEAR:
            period = None
        if period is None and not _ONGOING.search(text):
            self.tell("time-not-read", "deadline", text=text)
        return _Due(period.last if period else None)

    def _period(self, text: str) -> dates.Period | None:
        """A time as it is typed, or the only one in words around it: 6月底前完成."""
        today, year = self._source.today, self._source.plan.year
        found = [one.period for one in dates.find(text, today=today, year=year)]
        return dates.parse(text, today=today, year=year) or (found[0] if len(found) == 1 else None)


def _own_time(draft: Draft, due: _Due | None) -> _Due | None:
    """A step of a row has the time that its own words state, where that is not after the row's."""
    own = None if "deadline" in draft.assumed else draft.deadline
    return _Due(own) if own and due and due.last and own < due.last else due


def _is_same(goal: Goal, number: Number) -> bool:
    return goal.value == number.value and number.unit in {"", goal.unit}
