"""An office's own list, taken in: its columns confirmed once, its drafts shown, and kept when somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cli import world
from targettrack.errors import ExitCode, Problem, Severity, UsageError
from targettrack.exchange import carried, newlist, read, recognise
from targettrack.exchange.entry import COLUMNS, Source
from targettrack.exchange.recognise import folded
from targettrack.extract import Extraction, Sentence
from targettrack.i18n import _, ngettext
from targettrack.ledger import names
from targettrack.model import Create, Replan
from targettrack.named import NamedTuple
from targettrack.render import words
from targettrack.render.messages import describe
from targettrack.render.pages.extracted import kept
from targettrack.views.extracted import Extracted, extracted

if TYPE_CHECKING:
    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.exchange.newlist import NewList
    from targettrack.exchange.recognise import Tables
    from targettrack.model import Change, Plan

LONG = 150
"""Rows that take about a second to read."""
NAMED = 12
"""Things not read that are named; of more of them only the number is, and JSON has all."""


class _List(NamedTuple):
    name: str
    plan: Plan
    tables: Tables
    found: NewList
    columns: Mapping[str, str]  # as they are to be kept: the heading in the list, our name for it

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.tables.tables)


def take(run: Run, file: str, plan: str | None, columns: Sequence[str], *, yes: bool) -> ExitCode:
    """Draft the tasks of a list that was not made here; what records of the plan quote already is left out.

    UsageError no-such-plan, list-of-year, bad-column, no-list-found, columns-not-confirmed; those of `read.book` and `store.document`.
    """
    session = run.open()
    into = _plan(session, plan)
    listed = _read(session, into, file, columns, yes=yes, is_named=plan is not None)
    _say_left(listed)
    problems = (*session.ledger.problems, *listed.found.problems)
    changes = _changes(session, listed)
    is_open = bool(changes) and not run.dry_run
    if run.dry_run:
        run.apply(changes)
    written = _keep(run, changes) if is_open and yes else ()
    ending = run.answer(_view(listed, written), problems=problems)
    if is_open and not yes and world.reads_terminal() and _is_agreed(len(listed.found.drafts)):
        written = _keep(run, changes)
    if written and not yes:
        world.say(kept(written, into.id))
    return ending or (ExitCode.FINDINGS if any(map(newlist.is_unread, problems)) else ExitCode.OK)


def _plan(session: Session, word: str | None) -> Plan:
    """The plan that a word names; where none is typed, the current one, or the only one."""
    plans = {plan.id.casefold(): plan for plan in session.ledger.plans}
    only = next(iter(plans)) if len(plans) == 1 else session.ledger.settings.plan
    if not (word or only):
        raise UsageError("missing-answer", option="--plan")
    found = plans.get((word or only).casefold())
    if found is None:
        raise UsageError("no-such-plan", plan=word or only)
    return found


def _read(session: Session, plan: Plan, file: str, columns: Sequence[str], *, yes: bool, is_named: bool) -> _List:
    name = Path(file).name
    book = read.book(store.document(Path(world.folder(), file)), name)
    told = dict(plan.columns) | _told(columns)
    tables = recognise.tables(book.sheets, COLUMNS.values(), newlist.NEEDED, told)
    if not tables.tables:
        raise UsageError("no-list-found", path=name, column=_(COLUMNS["title"].heading))
    _check_year(newlist.years(book.sheets, tables.tables), plan, name, is_named=is_named)
    meant = {
        table.headings[column]: code
        for table in tables.tables
        for code, column in sorted(table.columns.items(), key=lambda one: one[1])
    }
    left = dict.fromkeys((heading for heading, code in told.items() if not code), "")
    if not meant.items() <= told.items():
        _confirm(tables, meant, is_asked=world.reads_terminal() and not yes)
    sheet = carried.from_book(book)
    if sheet is not None:
        world.say(
            _("{name} is a sheet that targettrack made; without --new its entries are taken back.").format(name=name)
        )
    source = Source(plan, session.ledger.units, _full(session, plan), session.today, sheet is not None)
    rows = sum(len(table.rows) for table in tables.tables)
    with world.moving(_("Reading"), long=rows > LONG) as tell:
        found = newlist.drafts(tables.tables, source, session.records(plan.id), tell)
    unread = (Problem("sheet-not-read", name_, severity=Severity.WARNING) for name_ in tables.unread)
    found = found._replace(problems=(*unread, *found.problems))
    return _List(name, plan, tables, found, {**plan.columns, **meant, **left})


def _check_year(years: Collection[int], plan: Plan, path: str, *, is_named: bool) -> None:
    """Say that a list is of another year than the plan; refuse it where nobody named the plan. UsageError list-of-year."""
    if not years or plan.year is None or plan.year in years:
        return
    params: dict[str, str | int] = {"path": path, "year": max(years), "plan": plan.id, "plan_year": plan.year}
    if not is_named:
        raise UsageError("list-of-year", **params)
    world.say(
        _("{path} says {year}, but {plan} is of {plan_year}: days without a year are of {plan_year}").format(**params)
    )


def _told(columns: Sequence[str]) -> dict[str, str]:
    """What was typed as HEADING=COLUMN: our name or code for it; nothing, or a dash, for one that is not to be read."""
    known = {folded(name): code for code, caption in COLUMNS.items() for name in (code, *caption.names)}
    told: dict[str, str] = {}
    for entry in columns:
        for pair in entry.replace("，", ",").split(","):
            heading, equals, name = (part.strip() for part in pair.rpartition("="))
            code = "" if name in {"", "-"} else known.get(folded(name))
            if not (heading and equals) or code is None:
                choices = _(", ").join(_(caption.heading) for caption in COLUMNS.values())
                raise UsageError("bad-column", option="--columns", text=pair, choices=choices)
            told[heading] = code
    return told


def _confirm(tables: Tables, meant: Mapping[str, str], *, is_asked: bool) -> None:
    """Say which column is read as what, and ask once whether that is so. UsageError columns-not-confirmed."""
    pairs = (
        heading if folded(heading) == folded(name) else f"{heading} = {name}"
        for heading, code in meant.items()
        for name in [_(COLUMNS[code].heading)]
    )
    world.say(_("Columns: {columns}").format(columns=_("; ").join(pairs)))
    added = [heading for table in tables.tables for heading in table.added]
    if added:
        world.say(_("Not read: {columns}").format(columns=_(", ").join(added)))
    if is_asked and words.answer(world.ask(_("Are the columns right? [Y/n]"), default="y")) is False:
        raise UsageError("columns-not-confirmed")


def _full(session: Session, plan: Plan) -> Callable[[str], str]:
    """The full name of a unit that a list names; the name as it is written where it means none, or several."""

    def full(word: str) -> str:
        try:
            return names.lead_unit(session.ledger, word, plan)
        except UsageError:
            return word

    return full


def _changes(session: Session, listed: _List) -> tuple[Change, ...]:
    plan = listed.plan
    is_new = dict(plan.columns) != dict(listed.columns)
    targets = newlist.targets(listed.found, plan.id, session.now)
    if not (targets or listed.found.known):
        return ()  # columns are kept with what was read by them
    return (*([Replan(plan, listed.columns)] if is_new else []), *map(Create, targets))


def _keep(run: Run, changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(one.target.id for one in run.apply(changes) if one.target is not None)


def _view(listed: _List, written: Sequence[str]) -> Extracted:
    plan, found = listed.plan, listed.found
    rows = tuple(
        Sentence(str(row.values.get("title", "")), row.number + 1, row.section)
        for table in listed.tables.tables
        for row in table.rows
    )
    whole = Extraction(
        drafts=tuple(one.draft for one in found.drafts),
        promise=rows,
        title=plan.title,
        year=plan.year,
        issuer=plan.issuer,
        level=plan.level,
        items=found.items,
    )
    return extracted(whole, document=listed.name, plan=plan.id, written=written)


def _say_left(listed: _List) -> None:
    """Name what is not read, and count what the plan has already."""
    for problem in listed.found.problems[:NAMED]:
        world.say(describe(problem))
    more = len(listed.found.problems) - NAMED
    if more > 0:
        world.say(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    if listed.found.known:
        said = ngettext("{n} row is in the plan already.", "{n} rows are in the plan already.", listed.found.known)
        world.say(said.format(n=listed.found.known))


def _is_agreed(count: int) -> bool:
    question = ngettext("Keep this draft? [y/N]", "Keep these {n} drafts? [y/N]", count).format(n=count)
    return world.agreed(question)
