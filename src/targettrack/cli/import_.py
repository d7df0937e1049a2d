"""`targettrack import`: sheets that came back. Shows what they change, and writes it once somebody says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from targettrack import store
from targettrack.cli import completion, options, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.cli.write import say_apart
from targettrack.errors import ExitCode, TargettrackError, UsageError
from targettrack.i18n import _, ngettext
from targettrack.record import UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.cli.importing.desk import Desk
    from targettrack.exchange.returned import Returned

Files = Annotated[list[str] | None, argument(metavar="FILE...", help="Workbooks that came back, or folders of them.")]
Yes = Annotated[bool, option("--yes", help="Write it without asking; else nothing is written unseen.")]
KeepGoing = Annotated[bool, option("--keep-going", help="Write what is not rejected, and end with 1.")]
Verbose = Annotated[bool, option("--verbose", "-v", help="Show every row, also of many.")]
AcceptRest = Annotated[
    bool, option("--accept-rest", help="Of a review: accept also the rows where it is not said what to do.")
]
New = Annotated[bool, option("--new", help="A list that was not made here: its tasks become drafts.")]
PlanId = Annotated[
    str | None,
    option("--plan", metavar="PLAN", help="With --new: the plan of the drafts.", autocompletion=completion.plans),
]
Columns = Annotated[
    list[str] | None,
    option("--columns", metavar="HEADING=COLUMN", help="With --new: what a column is, as 工作内容=工作任务."),
]
GROUNDS = [UPDATE.rows[name] for name in ("reason", "authority")]
MANY = 10
"""Workbooks that take about a second to read."""


@options.shared(options.WRITING, fields=GROUNDS)
def command(
    run: Run,
    files: Files = None,
    yes: Yes = False,
    keep_going: KeepGoing = False,
    verbose: Verbose = False,
    by: options.By = None,
    new_unit: options.NewUnit = False,
    accept_rest: AcceptRest = False,
    new: New = False,
    plan: PlanId = None,
    columns: Columns = None,
) -> ExitCode:
    """Take back sheets that were filled in: what was changed in them is shown, and becomes updates."""
    if not files:
        raise UsageError("no-file-named")
    if new:
        return _new(run, files, plan, columns or (), yes=yes)
    if plan or columns:
        raise UsageError("only-with-new", option="--plan" if plan else "--columns")
    paths, is_complete = _named(files)
    from targettrack.cli.importing.desk import Desk  # with all forms: 50 ms, which the page of help need not pay

    desk = Desk(
        run.open(), by=by or "", new_unit=new_unit, accept_rest=accept_rest, grounds=run.typed, is_complete=is_complete
    )
    _take(desk, paths)
    return _answer(run, desk, yes=yes, keep_going=keep_going, verbose=verbose)


def _answer(run: Run, desk: Desk, *, yes: bool, keep_going: bool, verbose: bool) -> ExitCode:
    """Show what the sheets change, and write it where that was said beforehand or is agreed to."""
    view, changes = desk.view(verbose=verbose), desk.changes
    is_open = bool(changes) and (view.is_whole or keep_going) and not run.dry_run
    if is_open and yes:
        run.apply(changes)
        view = desk.view(verbose=verbose, applied=True)
    ending = run.answer(view)
    if is_open and not yes and world.reads_terminal() and _is_agreed(len(changes)):
        run.apply(changes)
        world.say(_written(len(changes)))
    if desk.drafts.undecided:
        world.say(_undecided(desk.drafts.undecided))
    for left in desk.drafts.apart if run.written else ():
        say_apart(left)
    if view.is_whole:
        return ending
    return ExitCode.FAILED if yes and not keep_going else ExitCode.FINDINGS


def _new(run: Run, files: Sequence[str], plan: str | None, columns: Sequence[str], *, yes: bool) -> ExitCode:
    from targettrack.cli.importing import new_list  # with the reader of reports, which only such a list needs

    if len(files) > 1:
        raise UsageError("one-list")
    return new_list.take(run, files[0], plan, columns, yes=yes)


def _named(words: Sequence[str]) -> tuple[Mapping[str, Path], bool]:
    """The files that are meant, by a name each: those named, and the workbooks of the folders named; whether all are in folders.

    UsageError no-workbooks (path): a folder without one. StoreError: those of `store.listed`.
    """
    from targettrack.exchange import read  # as above

    paths: dict[Path, str] = {}
    is_complete = True
    for word in words:
        place = Path(world.folder(), word)
        found = store.listed(place, read.NAMES)
        if found == []:
            raise UsageError("no-workbooks", path=word)
        is_complete &= found is not None
        paths |= {place: word} if found is None else {path: str(Path(word, path.name)) for path in found}
    names = [path.name for path in paths]
    return {path.name if names.count(path.name) == 1 else word: path for path, word in paths.items()}, is_complete


def _take(desk: Desk, paths: Mapping[str, Path]) -> None:
    """Read all files, then take one after the other; what cannot be read is named."""
    read_: dict[str, Returned | TargettrackError] = {}
    with world.moving(_("Reading workbooks"), long=len(paths) >= MANY) as move, world.hushed():
        for name, path in paths.items():
            read_[name] = _read(path, name)
            move(len(read_), len(paths))
        for found in read_.values():
            if not isinstance(found, TargettrackError):
                desk.announce(found)
        for name, found in read_.items():
            if isinstance(found, TargettrackError):
                desk.refuse(name, found)
            else:
                desk.take(found)


def _read(path: Path, name: str) -> Returned | TargettrackError:
    from targettrack.exchange.returned import returned  # as above

    try:
        return returned(store.document(path), name)
    except TargettrackError as error:
        return error


def _is_agreed(count: int) -> bool:
    question = ngettext("Write this change? [y/N]", "Write these {n} changes? [y/N]", count).format(n=count)
    return world.agreed(question)


def _written(count: int) -> str:
    return ngettext("Written: {n} change.", "Written: {n} changes.", count).format(n=count)


def _undecided(count: int) -> str:
    said = ngettext(
        "{n} row does not say what to do and stays a draft; with --accept-rest it is accepted.",
        "{n} rows do not say what to do and stay drafts; with --accept-rest they are accepted.",
        count,
    )
    return said.format(n=count)
