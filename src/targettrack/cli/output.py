"""One run of a command: what all commands alike are told, where the answer goes, and what is on disk by then."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targettrack import render, store
from targettrack.cli import world
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode, Saved, Severity, StoreError, UsageError
from targettrack.i18n import _, ngettext
from targettrack.render.messages import describe
from targettrack.views.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from targettrack.cli.session import Session
    from targettrack.errors import Problem
    from targettrack.model import Change, Written
    from targettrack.render.look import Look
    from targettrack.views.answer import ReportView, View

PROBLEMS_SHOWN = 5


@dataclass(slots=True)
class Run:
    """The shared options as they were typed (None: not given), and what the run has written so far."""

    command: str
    formats: tuple[str, ...]  # those that the command has; none: its answer is text
    typed: dict[str, Any]  # for fields of a record, as it was typed
    filters: dict[str, list[str]]  # for fields of a selection
    store: str | None = None
    as_of: str | None = None
    format: str | None = None
    output: str | None = None
    dry_run: bool = False
    session: Session | None = None
    written: tuple[Written, ...] = ()

    def check(self) -> None:
        """Refuse what could not be answered before anything is read or written.

        UsageError unknown-format, unknown-suffix; StoreError: those of `store.check_destination`.
        """
        if self.formats:
            self.format_name()
        if self._to_file:
            if str(self.output).endswith("/"):  # which `Path` would drop
                raise StoreError("not-a-destination", path=str(self.output))
            store.check_destination(self._place)

    def format_name(self) -> str:
        """The format of the answer: the one asked for, the one that the file's name says, or the one that suits the place."""
        if self.format is not None:
            if self.format not in self.formats:
                raise UsageError("unknown-format", format=self.format, choices=" ".join(self.formats))
            return self.format
        if not self._to_file:
            return "lines" if "lines" in self.formats and not world.writes_terminal() else self.formats[0]
        suffixes = {suffix: name for suffix, name in render.SUFFIXES.items() if name in self.formats}
        suffix = self._place.suffix.lower()
        if suffix not in suffixes:
            raise UsageError("unknown-suffix", output=str(self.output), choices=" ".join(suffixes))
        return suffixes[suffix]

    def open(self, *, targets: Sequence[str] | None = None, whole: bool = False) -> Session:
        """Read the ledger, or only the plans or targets that are asked for: see `open_session`, whose errors these are."""
        self.session = open_session(self.store, self.as_of, self.filters.get("plans"), targets=targets, whole=whole)
        return self.session

    @contextmanager
    def remembered(self) -> Iterator[None]:
        """Whatever goes wrong after something was written does not undo it: Saved (written)."""
        try:
            yield
        except Saved:
            raise
        except (Exception, KeyboardInterrupt) as error:
            if not self.written:
                raise
            raise Saved("saved-not-shown", written=", ".join(one.name for one in self.written)) from error

    def apply(self, changes: Sequence[Change]) -> tuple[Written, ...]:
        """Write an act whole, or in a dry run only prove it, and remember what was written."""
        assert self.session is not None
        written = store.apply(self.session.root, changes, dry_run=self.dry_run)
        if not self.dry_run:
            self.written += written
        return written

    def answer(self, data: View, *, problems: Sequence[Problem] | None = None) -> ExitCode:
        """Render a view and put it where it belongs. FINDINGS if a file could not be read whole, else OK.

        `problems`: those of the answer, if they are not those of the ledger that was read.
        """
        answer = self._answer(data, problems)
        self._emit(answer)
        return _ending(answer)

    def report(self, data: ReportView, *, summary: bool, quiet_if_empty: bool) -> ExitCode:
        """A report for a person or for cron: `summary` puts one line on standard output, a file has the report in it.

        `quiet_if_empty`: a view that calls for nobody leaves standard output empty; a file is written all the same.
        """
        from targettrack.render.summary import mail_subject  # only reports have one

        answer = self._answer(data)
        quiet = quiet_if_empty and data.is_quiet
        if self._to_file or not (summary or quiet):
            self._emit(answer, narrate=not (summary or quiet))
        if summary and not quiet:
            world.write_out(f"{mail_subject(answer, data)}\n")
        return _ending(answer)

    @property
    def look(self) -> Look:
        """What can be shown where the answer goes: a file bears any text."""
        look = world.look()
        return look._replace(utf8=True) if self._to_file else look

    def write(self, text: str, *, narrate: bool = True, as_utf8: bool = False) -> None:
        """Put text on standard output, or whole into a file: the old file stays if anything fails."""
        if not self._to_file:
            world.write_out(text, as_utf8=as_utf8)
            return
        store.replace(self._place, text.encode())
        if narrate:
            world.say(_("Written: {path}").format(path=self.output))

    def _answer(self, data: View, problems: Sequence[Problem] | None = None) -> Answer:
        if self.session is None:
            return Answer(self.command, world.now().date(), data)
        found = self.session.ledger.problems if problems is None else problems
        return Answer(self.command, self.session.day, data, tuple(found))

    def _emit(self, answer: Answer, *, narrate: bool = True) -> None:
        name = self.format_name()
        text = render.render(answer, name, self.look)
        self.write(text, narrate=narrate, as_utf8=name in render.DOCUMENTS)

    @property
    def _to_file(self) -> bool:
        return self.output not in {None, "-"}

    @property
    def _place(self) -> Path:
        return Path(world.folder(), self.output or "")


def _ending(answer: Answer) -> ExitCode:
    """Say what could not be read, and give the exit code of a read that was whole, or was not."""
    if answer.status != "partial":
        return ExitCode.OK
    if answer.command != "check":
        errors = [problem for problem in answer.problems if problem.severity is Severity.ERROR]
        for problem in errors[:PROBLEMS_SHOWN]:
            world.say(describe(problem))
        rest = len(errors) - PROBLEMS_SHOWN
        if rest > 0:
            world.say(ngettext("… and {n} more problem", "… and {n} more problems", rest).format(n=rest))
        world.say(_("Some files could not be read; `targettrack check` names every fault."))
    return ExitCode.FINDINGS
