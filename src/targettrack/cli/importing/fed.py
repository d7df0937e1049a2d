"""`update --from`: many lines of another program, understood one by one and written as one act."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import render, store
from targettrack.acts.batch import Batch
from targettrack.cli import entry, world
from targettrack.cli.write import receipts, say_doubts
from targettrack.errors import ExitCode, TargettrackError, UsageError
from targettrack.exchange import feed
from targettrack.i18n import _
from targettrack.model import Append
from targettrack.named import NamedTuple
from targettrack.record import UPDATE
from targettrack.render.messages import sentence
from targettrack.views import fed
from targettrack.views.fed import Fate, Fed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.exchange.feed import Line
    from targettrack.model import Target

Resolved = tuple["Line", "Append | TargettrackError"]


def enter(run: Run, file: str, *, by: str, keep_going: bool, new_unit: bool) -> ExitCode:
    """Write what a file says, all or nothing; with `keep_going` what is not refused. The answer names each line.

    `by`: who says so where a line does not. UsageError not-text, those of `feed.lines`; StoreError: those of `store.document`.
    """
    lines = read(file)
    refused: dict[str, TargettrackError] = {}
    is_whole = any(not {"owner", "supporting"}.isdisjoint(line.said) for line in lines)
    session = run.open(targets=[line.id for line in lines if line.id], whole=is_whole, refused=refused)
    named = {target.id: target for target in session.named}
    batch, entries = Batch(session.ledger), Entries(session, refused, by or world.person(), new_unit, named)
    resolved = [(line, _resolved(entries, batch, line)) for line in lines]
    is_refused = any(isinstance(found, TargettrackError) for _line, found in resolved)
    is_held = is_refused and not keep_going
    told = receipts(run, batch.changes) if batch.changes and not is_held else []
    news = [one for one in told if not (isinstance(one.change, Append) and batch.is_known(one.change))]
    answered = _answered(resolved, batch, is_held=is_held)
    ending = run.answer(fed.feed(answered, news, dry_run=run.dry_run))
    if run.format_name() in render.DATA:
        for one in answered:
            if one.fate is Fate.REFUSED:
                world.say(f"{Path(file).name}:{one.line}: {sentence(one.code, one.params)}")
    if not is_held:
        say_doubts(run, batch.changes, batch.doubts)
    return (ExitCode.FAILED if is_held else ExitCode.FINDINGS) if is_refused else ending


def read(file: str) -> tuple[Line, ...]:
    """The lines of a file, or of standard input for «-»."""
    from targettrack import extract  # 90 ms of patterns, of which only the encodings are wanted

    data = world.read_in() if file == "-" else store.document(Path(world.folder(), file))
    try:
        text = extract.read_bytes(data)
    except TargettrackError as error:
        raise UsageError("not-a-feed", path=file) from error
    return feed.lines(text, Path(file).name)


class Entries(NamedTuple):
    """What all lines of a file are entered by."""

    session: Session
    refused: Mapping[str, TargettrackError]  # words that mean no target
    by: str
    new_unit: bool
    named: Mapping[str, Target]  # by their ids, as most lines name them


def _resolved(entries: Entries, batch: Batch, line: Line) -> Append | TargettrackError:
    """The change that a line makes, or why it is refused."""
    goal = [f"{name.removeprefix(feed.GOAL_PREFIX)}={text}" for name, text in line.said.items() if _is_goal(name)]
    try:
        said = {name: feed.plain(name, text) for name, text in line.said.items() if not _is_goal(name)}
        target = _target(entries, line)
        now = batch.standing(target)
        update = entry.line(
            entries.session, now, said, goal, by=entries.by, key=line.key, new_unit=entries.new_unit, place=_called
        )
        return batch.add(target, update, again=bool(line.key))
    except TargettrackError as error:
        return error


def _called(name: str) -> str:
    """What an error calls a field."""
    return _(UPDATE.rows[name].word)


def _is_goal(name: str) -> bool:
    return name.startswith(feed.GOAL_PREFIX)


def _target(entries: Entries, line: Line) -> Target:
    """UsageError id-missing; the line's own fault; those of `names.no_target`."""
    if line.fault:
        raise line.fault
    if not line.id:
        raise UsageError("id-missing")
    if line.id in entries.refused:
        raise entries.refused[line.id]
    return entries.named.get(line.id) or entries.session.find(line.id)


def _answered(resolved: Sequence[Resolved], batch: Batch, *, is_held: bool) -> list[Fed]:
    """What became of each line; one that says what a line of the file has said is the same as that."""
    told: list[Fed] = []
    keys: set[tuple[str, str]] = set()
    for line, found in resolved:
        if isinstance(found, TargettrackError):
            told.append(Fed(line.number, line.id, Fate.REFUSED, "", found.code, found.params))
            continue
        id_, key = found.target.id, found.update.key
        is_known, is_said = batch.is_known(found), (id_, key) in keys
        fate = Fate.SAME if is_known else Fate.HELD if is_held else Fate.SAME if is_said else Fate.WRITTEN
        told.append(Fed(line.number, id_, fate, "" if fate is Fate.HELD else key, "", {}))
        keys.add((id_, key))
    return told
