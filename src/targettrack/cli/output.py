"""One run of a command: what all commands alike are told, where the answer goes, and what is on disk by then."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targettrack import render, store
from targettrack.cli import world
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode, Severity, UsageError
from targettrack.i18n import _, ngettext
from targettrack.render.messages import describe
from targettrack.views.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from targettrack.cli.session import Session
    from targettrack.errors import Problem
    from targettrack.model import Change, Written

PROBLEMS_SHOWN = 5


@dataclass(slots=True)
class Run:
    """The shared options as they were typed (None: not given), and what the run has written so far."""

    command: str
    formats: tuple[str, ...]  # those that the command has; none: its answer is text
    store: str | None = None
    as_of: str | None = None
    format: str | None = None
    output: str | None = None
    dry_run: bool = False
    written: tuple[Written, ...] = ()

    def check(self) -> None:
        """Refuse what could not be answered before anything is read or written.

        UsageError unknown-format, unknown-suffix; StoreError: those of `store.check_destination`.
        """
        if self.formats:
            self.format_name()
        if self._to_file:
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

    def open(self, plans: list[str] | None = None) -> Session:
        """Read the ledger, or only the plans that are asked for. StoreError, UsageError: those of `open_session`."""
        return open_session(self.store, self.as_of, plans)

    def apply(self, root: Path, changes: Sequence[Change]) -> tuple[Written, ...]:
        """Write an act whole, or in a dry run only prove it, and remember what was written."""
        written = store.apply(root, changes, dry_run=self.dry_run)
        if not self.dry_run:
            self.written += written
        return written

    def answer(self, data: Any, day: date, problems: Sequence[Problem] = ()) -> ExitCode:
        """Render a view and put it where it belongs. FINDINGS if a file could not be read whole, else OK."""
        answer = Answer(self.command, day, data, tuple(problems))
        self._emit(answer)
        return _ending(answer)

    def report(
        self, data: Any, day: date, problems: Sequence[Problem], *, summary: bool, quiet_if_empty: bool
    ) -> ExitCode:
        """A report for a person or for cron: `summary` puts one line on standard output, a file has the report in it.

        `quiet_if_empty`: a view that calls for nobody leaves standard output empty; a file is written all the same.
        """
        from targettrack.render.summary import mail_subject  # only reports have one

        answer = Answer(self.command, day, data, tuple(problems))
        quiet = quiet_if_empty and data.is_quiet
        if self._to_file or not (summary or quiet):
            self._emit(answer, narrate=not (summary or quiet))
        if summary and not quiet:
            world.write_out(f"{mail_subject(answer)}\n")
        return _ending(answer)

    def write(self, text: str, *, narrate: bool = True) -> None:
        """Put text on standard output, or whole into a file: the old file stays if anything fails."""
        if not self._to_file:
            world.write_out(text)
            return
        store.replace(self._place, text.encode())
        if narrate:
            world.say(_("Written: {path}").format(path=self.output))

    def _emit(self, answer: Answer, *, narrate: bool = True) -> None:
        self.write(render.render(answer, self.format_name(), world.look()), narrate=narrate)

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
