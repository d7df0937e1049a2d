"""The short arrow back: apply an act, and show each target's line, its state before and its state now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack import store
from targettrack.acts import doubt
from targettrack.cli import world
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.model import Append
from targettrack.render.messages import sentence
from targettrack.views.recorded import receipt, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from targettrack.acts.doubt import Doubt
    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.errors import ExitCode
    from targettrack.model import Change, Target
    from targettrack.rating.ladder import Rated
    from targettrack.views.recorded import Recorded


def write(run: Run, changes: Sequence[Change], *, also: Sequence[Target] = ()) -> ExitCode:
    """Write an act and answer with a receipt of every target in it; `also` are those that it left as they are."""
    for change in changes:
        if isinstance(change, Append) and change.update in change.target.updates:
            say_known(change.target.id, change.update.key)
    told = receipts(run, changes, also=also)
    return run.answer(receipt(told, dry_run=run.dry_run, verbose=run.verbose))


def receipts(run: Run, changes: Sequence[Change], *, also: Sequence[Target] = ()) -> list[Recorded]:
    """Write an act; how each target in it stood before and stands now."""
    session, written = run.session, run.apply(changes)
    assert session is not None
    after = {one.target.id: one.target for one in written if one.target is not None}
    # A state depends on the target itself and on the one that it follows: the others stay where they are.
    follows = (session.ledger.followed(target) for target in (*also, *after.values()))
    changed = session.ledger._replace(targets=tuple(({one.id: one for one in follows if one} | after).values()))
    told = [recorded(selection.entry(changed, target, session.day)) for target in also]
    last: dict[str, Rated] = {}
    for change, one in zip(changes, written, strict=True):
        if one.target is not None:
            before = _before(session, change, last.get(one.id)) if isinstance(change, Append) else None
            last[one.id] = after_it = selection.entry(changed, one.target, session.day)
            told.append(recorded(after_it, line=one.line, before=before, change=change))
    return told


def _before(session: Session, change: Append, last: Rated | None) -> Rated:
    """How a target stood: as the line before it in the same act left it, where it follows no other target."""
    if last is not None and last.target == change.target and not change.target.goal.of:
        return last
    return selection.entry(session.ledger, change.target, session.day)


def say_doubts(run: Run, changes: Sequence[Append], known: Callable[[Append], Sequence[Doubt]] | None = None) -> None:
    """Tell what may be wrong with each line that was recorded, and how to take it back. `known`: finds that out."""
    session = run.session
    assert session is not None
    for change in changes:
        found = known(change) if known else doubt.doubts(session.ledger, change)
        if found:
            said = _("; ").join(sentence(one.code, one.params) for one in found)
            if any(one.code == "far-above" for one in found):
                said += _fitting(session, change)
            world.say(_("{id}: {doubts}. ").format(id=change.target.id, doubts=said) + _way_back(run, change))


def _fitting(session: Session, change: Append) -> str:
    """Whose goal a figure would fit; only now the other records of the plan are read."""
    ledger = store.load(session.root, (change.target.plan,))
    other = next((one for one in ledger.targets if one.id == doubt.fitting(ledger, change)), None)
    return "" if other is None else _("; it would fit {id} ({title})").format(id=other.id, title=other.title)


def _way_back(run: Run, change: Append) -> str:
    if run.dry_run:
        return _("Dry run: nothing was written.")
    own = "" if change.update.by == world.person() else f" --key {change.update.key.rpartition('-')[2]}"
    command = f"targettrack undo {change.target.id}{own}"
    return _("It is recorded; `{command}` takes it back.").format(command=command)


def say_known(identifier: str, key: str) -> None:
    """Tell that the same is on record already, under which key."""
    world.say(_("{id}: recorded already (key {key})").format(id=identifier, key=key))


def say_apart(left: Sequence[Target]) -> None:
    """Tell that a merge has left more than one draft, and why."""
    if len(left) > 1:
        ids = " ".join(target.id for target in left)
        world.say(
            _("{ids} promise different numbers: they stay apart, in item {item}").format(ids=ids, item=left[0].item)
        )
