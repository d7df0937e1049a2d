"""One run of a command: what all commands alike are told, where the answer goes, and what is on disk by then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from targettrack import i18n, render, store
from targettrack.cli import memory, world
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode, Severity, StoreError, UsageError
from targettrack.i18n import _, ngettext
from targettrack.render.messages import describe
from targettrack.views.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from targettrack.cli.recording import Said
    from targettrack.cli.session import Session
    from targettrack.errors import Problem, TargettrackError
    from targettrack.model import Change, Written
    from targettrack.render.look import Look
    from targettrack.views.answer import View

CODES = "codes"
NO_OPTIONS: Mapping[str, Any] = {}
PROBLEMS_SHOWN = 5
GATHERED = 1 << 18
"""Characters of an answer that are written at once."""


class Run:
    """The shared options as they were typed (None: not given), and what the run has written so far."""

    store: str | None = None
    as_of: str | None = None
    format: str | None = None
    headers: str | None = None
    output: str | None = None
    dry_run: bool = False
    verbose: bool = False
    no_cache: bool = False
    annex: bool = False
    is_whole: bool = False  # whether the session has all records of the ledger, or of the plans that are asked for
    told: Said | None = None  # who keeps what is said and written
    session: Session | None = None
    written: tuple[Written, ...] = ()

    def __init__(
        self,
        command: str,
        formats: tuple[str, ...],
        typed: dict[str, Any],
        filters: dict[str, Any],
        options: Mapping[str, Any] = NO_OPTIONS,
    ) -> None:
        """What a command is told. No dataclass, which would load `inspect`: 7 ms.

        `formats`: those that the command has; none: its answer is text. `typed`: for fields of a record, as it was typed;
        `filters`: for fields of a selection; `options`: of those above, by name.
        """
        self.command, self.formats, self.typed, self.filters = command, formats, typed, filters
        vars(self).update(options)

    @property
    def path(self) -> Path | None:
        """The file that the answer goes to; None: standard output."""
        return None if self.output in {None, "-"} else Path(world.folder(), str(self.output))

    @property
    def is_folder(self) -> bool:
        """Whether -o names a folder for several files: by a stroke at its end, or by having no suffix."""
        return self.path is not None and (str(self.output).endswith("/") or not self.path.suffix)

    def format_name(self) -> str:
        """The format of the answer: the one asked for, the one that the file's name says, or the one that suits the place.

        UsageError unknown-format, unknown-suffix.
        """
        if self.format is not None:
            if self.format not in self.formats:
                raise UsageError("unknown-format", format=self.format, choices=" ".join(self.formats))
            return self.format
        if self.path is None:
            return "lines" if "lines" in self.formats and not world.writes_terminal() else self.formats[0]
        suffixes = {suffix: name for suffix, name in render.SUFFIXES.items() if name in self.formats}
        suffix = self.path.suffix.lower()
        if suffix not in suffixes:
            raise UsageError("unknown-suffix", output=str(self.output), choices=" ".join(suffixes))
        return suffixes[suffix]

    def check(self) -> None:
        """Refuse what could not be answered before anything is read or written.

        UsageError: those of `format_name`; StoreError: those of `store.check_destination`.
        """
        if self.formats:
            self.format_name()
        self._headers()
        self.check_place()

    def check_place(self) -> None:
        """Refuse a file that could not be written. StoreError: those of `store.check_destination`."""
        if self.path:
            if str(self.output).endswith("/"):  # which `Path` would drop
                raise StoreError("not-a-destination", path=str(self.output))
            store.check_destination(self.path)

    def _headers(self) -> str:
        """The language of the columns, "" for codes. UsageError unknown-word, headers-of-csv."""
        wish = (self.headers or CODES).strip().casefold()
        language = "" if wish == CODES else i18n.match(wish)
        if language is None:
            raise UsageError("unknown-word", option="--headers", text=str(self.headers), choices=f"zh en {CODES}")
        if language and self.format_name() != "csv":
            raise UsageError("headers-of-csv", format=self.format_name())
        return language

    def open(
        self,
        *,
        targets: Sequence[str] | None = None,
        whole: bool = False,
        walked: bool = False,
        plan: str | None = None,
        refused: dict[str, TargettrackError] | None = None,
    ) -> Session:
        """Read the ledger, or only the plans or targets that are asked for: see `open_session`, whose errors these are.

        `plan`: read this plan alone, for what is added to it.
        """
        plans = [plan] if plan else None if whole else self.filters.get("plans")
        self.is_whole = targets is None or whole
        self.session = open_session(
            self.store, self.as_of, plans, targets=targets, whole=whole, walked=walked, refused=refused
        )._replace(is_narrow=plan is not None)
        return self.session

    def apply(self, changes: Sequence[Change]) -> tuple[Written, ...]:
        """Write an act whole, or in a dry run only prove it, and remember what was written."""
        assert self.session is not None
        written = store.apply(self.session.root, changes, dry_run=self.dry_run, shelf=memory.shelf(self.session.root))
        if not self.dry_run:
            self.written += written
        return written

    def answer(
        self,
        data: View,
        *,
        problems: Sequence[Problem] | None = None,
        summary: Callable[[Answer], str] | None = None,
        quiet: bool = False,
    ) -> ExitCode:
        """Render a view and put it where it belongs. FINDINGS if a file could not be read whole, else OK.

        `problems`: those of the answer, if they are not those of the ledger that was read. `summary`: the line that standard
        output gets, while the view goes to a file or nowhere. `quiet`: it gets nothing.
        """
        day, found = world.now().date(), problems or ()
        if self.session is not None:
            day = self.session.day
            found = self.session.ledger.problems if problems is None else problems
        answer, name = Answer(self.command, day, data, tuple(found)), self.format_name()
        narrate = not (summary or quiet)
        if self.path or narrate:
            self.write(render.render(answer, name, self.look), narrate=narrate, as_utf8=name in render.AS_UTF8)
        if summary and not quiet:
            world.write_out(f"{summary(answer)}\n")
        return _ending(answer)

    def ending(self, data: View) -> ExitCode:
        """How a command ends whose answer is no text: as `answer` does, of what could not be read."""
        assert self.session is not None
        return _ending(Answer(self.command, self.session.day, data, tuple(self.session.ledger.problems)))

    @property
    def look(self) -> Look:
        """What can be shown where the answer goes: a file bears any text."""
        look = world.look()._replace(headers=self._headers(), annex=self.annex)
        return look._replace(utf8=True) if self.path else look

    def write(self, text: str | Iterable[str], *, narrate: bool = True, as_utf8: bool = False) -> None:
        """Put text, or its pieces, on standard output, or whole into a file: the old file stays if anything fails."""
        texts = _gathered([text] if isinstance(text, str) else text)
        if self.path is None:
            world.write_out(texts, as_utf8=as_utf8)
            return
        self.put(self.path, (piece.encode() for piece in texts), narrate=narrate)

    def put(self, path: Path, data: Iterable[bytes], *, narrate: bool = True) -> None:
        """Put the pieces of a file in its place: the old one stays if anything fails."""
        if self.told is None:
            store.replace(path, data)
        else:
            store.replace(path, self.told.passing(data))
            self.told.file = str(path)
        if narrate:
            world.say(_("Written: {path}").format(path=self.output))


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces that are worth writing, at least one: each that goes out is a call of the system, and heard."""
    waiting, size = [""], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= GATHERED:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)


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
