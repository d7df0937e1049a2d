"""A paper before it is a file: what stands above it, its text, its annexes, who signs it. Knows views and words; no format.

A report's page becomes a paper by one rule: tables of targets go into annexes, which lie across, the rest stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from targettrack.i18n import _
from targettrack.named import NamedTuple
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, text
from targettrack.render.numbers import day as iso_day
from targettrack.render.pages import bulletin as bulletin_page
from targettrack.render.pages import page, parts
from targettrack.render.reasons import short_phrase
from targettrack.render.states import state_word
from targettrack.views.bulletin import Bulletin, WorkClass
from targettrack.views.byowner import ByOwner
from targettrack.views.notice import NoticeView

if TYPE_CHECKING:
    from targettrack.model import Ledger
    from targettrack.views.answer import Answer
    from targettrack.views.register import Register
    from targettrack.views.row import PlanHead, Row
    from targettrack.views.yearend import YearEnd

    PlansView = ByOwner | Register | YearEnd

MOST_NAMED = 6
"""Units that a paper is addressed to by name; more are «各有关单位»."""
MOST_TOLD = 20
"""Rows of a list that the text tells; all of them stand in the annex."""
OFFICE = "办公室"
"""What a government's office is called after it, which signs its papers, where the ledger lists such a unit."""


class Head(NamedTuple):
    """What stands above the title of a paper that is one of a series."""

    name: str  # 督查通报
    number: str  # 〔2025〕第3期
    sender: str
    day: str


class Annex(NamedTuple):
    """Tables that lie across, behind the paper, under one title."""

    title: str
    blocks: tuple[Block, ...]


class Paper(NamedTuple):
    """A paper in the language in use."""

    title: str
    addressed: str  # 主送; "" for nobody
    blocks: tuple[Block, ...]  # headings of level 2 and 3, text, small tables
    annexes: tuple[Annex, ...]
    signed: tuple[str, ...]  # who, and on which day
    head: Head | None = None


def paper(answer: Answer, ledger: Ledger) -> Paper:
    """The paper of a report. Views that have none of their own are told as their page tells them."""
    view: Any = answer.data  # of papers, which are of plans
    if isinstance(view, Bulletin):
        return _bulletin(view, answer, ledger)
    document = page(answer)
    signed = (_sender(view.plans, ledger), spoken_day(answer.as_of))
    if isinstance(view, NoticeView):
        return Paper(document.title, _("{units}:").format(units=view.row.owner), document.blocks[1:], (), signed)
    title, addressed = _titled(view, document)
    known = {block for block in parts.plan_lines(view.plans) if block not in parts.fictional_note(view.plans)}
    blocks, tables = _parted([block for block in document.blocks if block not in known])
    opening = text(_("As of {day}.").format(day=spoken_day(answer.as_of)))
    annexes = (Annex(_("Lists"), tuple(tables)),) if tables else ()
    return Paper(title, addressed, (opening, *blocks), annexes, signed)


def _titled(view: PlansView, document: Document) -> tuple[str, str]:
    """The title of a paper, and to whom it goes."""
    if isinstance(view, ByOwner):
        unit = view.units[0].owner or _("unassigned") if len(view.units) == 1 else _("All units concerned")
        return _("Targets of {unit}").format(unit=unit), _("{units}:").format(units=unit)
    names = {"yearend": _("Account of the year"), "register": _("Register of changes")}
    name = names.get(type(view).__module__.rpartition(".")[2], document.title)
    return (_("{plans}: {name}").format(plans=_named(view.plans), name=name) if view.plans else name), ""


def _named(plans: Iterable[PlanHead]) -> str:
    return _(", ").join(_("«{title}»").format(title=plan.title) for plan in plans)


def spoken_day(on: date) -> str:
    """A date as prose has it: «2025年9月30日»."""
    return _("{year:04}-{month:02}-{day:02}").format(year=on.year, month=on.month, day=on.day)


def _sender(plans: Iterable[PlanHead], ledger: Ledger) -> str:
    """The one government that the report is of, or its office where that is a unit of the ledger; "" where there are several."""
    issuers = {plan.issuer for plan in plans}
    if len(issuers) != 1:
        return ""
    issuer = issuers.pop()
    return next((unit.name for unit in ledger.units if unit.name == f"{issuer}{OFFICE}"), issuer)


def _bulletin(view: Bulletin, answer: Answer, ledger: Ledger) -> Paper:
    issue = _("[{year}] No. {n}") if view.issue else _("[{year}] No. ____")
    on, sender = spoken_day(answer.as_of), _sender(view.plans, ledger)
    head = Head(_("Supervision bulletin"), issue.format(year=view.year, n=view.issue or ""), sender, on)
    titles = _named(view.plans)
    title = _("Bulletin on how {plans} is carried out").format(plans=titles) if titles else head.name
    opening = [
        text(_("How the targets stood on {day} is made known as follows.").format(day=on)),
        *parts.fictional_note(view.plans),
    ]
    document = Document(title, (Heading(title, 1), *bulletin_page.sections(view, MOST_TOLD)))
    blocks = [block for block in document.blocks[1:] if not isinstance(block, Grid)]
    annexes = []
    if view.attention:
        rows = [view.targets[id_] for id_ in view.attention]
        annexes.append(Annex(_("Targets behind schedule"), (_late(view, rows),)))
    told = [block for one in view.classes for block in _told(view, one.name, one.targets)]
    if told:
        annexes.append(Annex(_("Progress by class"), tuple(told)))
    return Paper(title, _addressed(view), (*opening, *blocks), tuple(annexes), (sender, on), head)


def _addressed(view: Bulletin) -> str:
    units = list(dict.fromkeys(row.owner for row in view.targets.values() if row.owner))
    named = _(", ").join(units) if 0 < len(units) <= MOST_NAMED else _("All units concerned")
    return _("{units}:").format(units=named)


def _late(view: Bulletin, rows: Sequence[Row]) -> Grid:
    said = (
        (_("Deadline"), lambda row: iso_day(row.deadline) if row.deadline else _("ongoing")),
        (_("State"), state_word),
        (_("Why"), short_phrase),
        (_("Problem and next step"), lambda row: _("; ").join(filter(None, (row.problem, row.next)))),
    )
    return _table(view, rows, said)


def _told(view: Bulletin, name: WorkClass, ids: Iterable[str]) -> list[Block]:
    rows = [row for id_ in ids if bulletin_page.is_told(row := view.targets[id_])]
    if not rows:
        return []
    said = ((_("Goal and newest figure"), bulletin_page.figures), (_("State"), state_word))
    return [Heading(_(bulletin_page.CLASSES[name]), 3), _table(view, rows, said)]


def _table(view: Bulletin, rows: Sequence[Row], said: Iterable[tuple[str, Callable[[Row], str]]]) -> Grid:
    """Number, id, target, lead unit and who is in charge, then what is said; a column that says nothing is left out."""
    first: tuple[tuple[str, Callable[[Row], str]], ...] = (
        (_("Id"), lambda row: row.id),
        (_("Target"), lambda row: row.title),
        (_("Lead unit"), lambda row: row.owner or _("unassigned")),
        (_("In charge"), lambda row: view.leaders.get(row.id, "")),
    )
    shown = [(name, say) for name, say in (*first, *said) if any(map(say, rows))]
    columns = (Column(_("No."), right=True), *(Column(name) for name, _say in shown))
    cells = ((Cell(str(n)), *(Cell(say(row)) for _name, say in shown)) for n, row in enumerate(rows, 1))
    return Grid(columns, tuple(cells))


def _parted(page_blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The text of a page, where the headings of tables of targets are one sentence; and these tables with their headings."""
    blocks: list[Block] = []
    tables: list[Block] = []
    named: list[str] = []
    every = _raised(page_blocks)
    for block, after in zip(every, [*every[1:], None], strict=True):
        if isinstance(after, Grid) and isinstance(block, Heading) and _is_long(after):
            named.append(block.text)
            tables.append(block._replace(level=3))
        elif isinstance(block, Grid) and _is_long(block):
            tables.append(spread(block))
        else:
            blocks += [*_listed(named), block]
            named = []
    return [*blocks, *_listed(named)], tables


def _is_long(grid: Grid) -> bool:
    """Whether it lists targets."""
    return any(column.grow for column in grid.columns)


def _listed(names: Sequence[str]) -> list[Block]:
    return [text(_("{named}; see the annex.").format(named=_(", ").join(names)))] if names else []


def _raised(blocks: Sequence[Block]) -> list[Block]:
    """Without the title; a lone heading of the second level says what the title does, and those below it move up."""
    body = [block for block in blocks if not (isinstance(block, Heading) and block.level == 1)]
    seconds = [block for block in body if isinstance(block, Heading) and block.level == 2]  # noqa: PLR2004  # h2
    if len(seconds) != 1 or not any(isinstance(block, Heading) and block.level == 3 for block in body):  # noqa: PLR2004  # h3
        return body
    return [
        block._replace(level=2) if isinstance(block, Heading) else block for block in body if block is not seconds[0]
    ]


def spread(grid: Grid) -> Grid:
    """The same with second lines in columns of their own, where they have a name."""
    columns: list[Column] = []
    for column in grid.columns:
        columns += [column._replace(detail=""), Column(column.detail)] if column.detail else [column]
    rows = []
    for row in grid.rows:
        cells: list[Cell] = []
        for column, cell in zip(grid.columns, row, strict=True):
            cells += [cell._replace(detail=""), Cell(cell.detail)] if column.detail else [cell]
        rows.append(tuple(cells))
    return Grid(tuple(columns), tuple(rows))
