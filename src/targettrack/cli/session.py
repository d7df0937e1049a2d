"""One run of a command: which ledger, which day, where the answer goes. What every command would otherwise repeat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import render, store
from targettrack.cli import typed, world
from targettrack.errors import ExitCode, Severity, UsageError
from targettrack.i18n import _, ngettext
from targettrack.ledger import names, selection
from targettrack.rating import workdays
from targettrack.render.messages import describe
from targettrack.views.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.errors import Problem
    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated
    from targettrack.views.answer import ReportView, View

PROBLEMS_SHOWN = 5
FILES_OF_A_SECOND = 2000
"""Records that take about a second to read; a person at a terminal is told that it goes on."""
NOBODY = frozenset({"none", "未分工"})


@dataclass(frozen=True, slots=True)
class Session:
    """A ledger that was read, the moment of the run and the day that it looks at."""

    root: Path
    ledger: Ledger
    now: datetime  # in the store's time zone
    day: date

    @property
    def today(self) -> date:
        """The day of the run in the store's time zone."""
        return self.now.date()

    def survey(self, *, drafts: bool = False) -> tuple[Rated, ...]:
        """Every accepted target (or every draft) with its state on the day."""
        return selection.survey(self.ledger, self.day, drafts=drafts)

    def plans(self, typed_plans: list[str] | None) -> tuple[str, ...]:
        """Full ids of the plans that were typed."""
        return tuple(names.find_plan(self.ledger, plan).id for plan in typed_plans or ())

    def owners(self, typed_owners: list[str] | None) -> tuple[str, ...]:
        """Full names of the units that were typed; `none` and 未分工 mean those without one."""
        return tuple("" if owner in NOBODY else names.find_owner(self.ledger, owner) for owner in typed_owners or ())

    def lead(self, typed_owner: str, *, new: bool) -> str:
        """The unit that is to lead or support: looked up, or taken as typed where it is `new`; none and 未分工 mean nobody."""
        if typed_owner in NOBODY:
            return ""
        return typed_owner if new else names.lead_unit(self.ledger, typed_owner)

    def leads(self, typed_units: list[str], *, new: bool) -> tuple[str, ...]:
        """The units that are to support; none and 未分工 take all of them away."""
        return tuple(filter(None, (self.lead(unit, new=new) for unit in typed_units)))

    def answer(
        self,
        command: str,
        data: View,
        format_: str | None,
        output: str | None,
        *,
        problems: Sequence[Problem] | None = None,
    ) -> ExitCode:
        """Render a view and put it where it belongs. FINDINGS if the ledger could not be read whole, else OK."""
        whole = Answer(command, self.day, data, tuple(self.ledger.problems if problems is None else problems))
        emit(whole, format_, output)
        if whole.status == "partial" and command != "check":
            self._say_problems()
        return ExitCode.FINDINGS if whole.status == "partial" else ExitCode.OK

    def report(
        self, view: ReportView, format_: str | None, output: str | None, *, summary: bool, quiet_if_empty: bool
    ) -> ExitCode:
        """A report for a person or for cron: `summary` puts one line on standard output, a file has the report in it.

        `quiet_if_empty`: a view that calls for nobody leaves standard output empty; a file is written all the same.
        """
        from targettrack.render.summary import mail_subject  # only reports have one

        whole = Answer("report", self.day, view, self.ledger.problems)
        quiet = quiet_if_empty and view.is_quiet
        to_file = output not in {None, "-"}
        if to_file or not (summary or quiet):
            emit(whole, format_, output, narrate=not (summary or quiet))
        if summary and not quiet:
            world.write_out(f"{mail_subject(whole, view)}\n")
        if whole.status == "partial":
            self._say_problems()
        return ExitCode.FINDINGS if whole.status == "partial" else ExitCode.OK

    def _say_problems(self) -> None:
        errors = [problem for problem in self.ledger.problems if problem.severity is Severity.ERROR]
        for problem in errors[:PROBLEMS_SHOWN]:
            world.say(describe(problem))
        rest = len(errors) - PROBLEMS_SHOWN
        if rest > 0:
            world.say(ngettext("… and {n} more problem", "… and {n} more problems", rest).format(n=rest))
        world.say(_("Some files could not be read; `targettrack check` names every fault."))


def open_session(store_: str | None, as_of: str | None = None, plans: list[str] | None = None) -> Session:
    """Find and read the ledger, or only the plans that are asked for, and settle the day.

    StoreError no-store; UsageError bad-date.
    """
    root = store.find(Path(world.folder()), store_ or world.environment().get("TARGETTRACK_STORE"))
    whole_names = plans and {plan.casefold() for plan in plans} <= {name.casefold() for name in store.plan_names(root)}
    if world.talks_to_terminal() and store.size(root) >= FILES_OF_A_SECOND:
        world.say(_("Reading {n} files …").format(n=store.size(root)))
    ledger = store.load(root, tuple(plans) if plans and whole_names else None)
    now = world.local(world.now(), ledger.settings.timezone)
    day = now.date() if as_of is None else typed.day(as_of, "--as-of", today=now.date())
    notes = workdays.problems(ledger, day)
    for note in notes:
        world.say(describe(note))
    return Session(root, replace(ledger, problems=(*ledger.problems, *notes)) if notes else ledger, now, day)


def answer_without_ledger(command: str, data: View, day: date, format_: str | None, output: str | None) -> ExitCode:
    """Render a view that is about a document, not about the ledger."""
    emit(Answer(command, day, data), format_, output)
    return ExitCode.OK


def emit(answer: Answer, format_: str | None, output: str | None, *, narrate: bool = True) -> None:
    """Write an answer to standard output or to a file, in the format asked for, or the one that suits the place."""
    name, look = format_name(format_, output), world.look()
    to_screen = output in {None, "-"}
    text = render.render(answer, name, look if to_screen else look._replace(utf8=True))
    write_text(text, output, narrate=narrate, as_utf8=name in render.DOCUMENTS)


def write_text(text: str, output: str | None, *, narrate: bool = True, as_utf8: bool = False) -> None:
    """Put text on standard output, or whole into a file: the old file stays if anything fails."""
    if output is None or output == "-":
        world.write_out(text, as_utf8=as_utf8)
    else:
        store.replace(Path(world.folder(), output), text.encode())
        if narrate:
            world.say(_("Written: {path}").format(path=output))


def format_name(format_: str | None, output: str | None) -> str:
    """The format of an answer. UsageError unknown-format, unknown-suffix; a command that writes asks before it does."""
    if format_ is not None:
        if format_ not in render.FORMATS:
            raise UsageError("unknown-format", format=format_, choices=" ".join(render.FORMATS))
        return format_
    if output is not None and output != "-":
        suffix = Path(output).suffix.lower()
        if suffix not in render.SUFFIXES:
            raise UsageError("unknown-suffix", output=output, choices=" ".join(render.SUFFIXES))
        return render.SUFFIXES[suffix]
    return "table" if world.writes_terminal() else "lines"
