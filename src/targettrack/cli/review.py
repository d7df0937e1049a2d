"""`targettrack review`: drafts become targets, one by one on a terminal, or by id in scripts."""

from collections.abc import Mapping
from typing import Annotated

import typer

from targettrack.acts import draft as acts
from targettrack.cli import completion, options, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.cli.sitting import Sitting
from targettrack.cli.write import say_apart, write
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.model import Target

ENDINGS = {"accept": acts.accept, "drop": acts.discard, "restore": acts.restore}
"""What becomes of a draft; of one that is purged, nothing."""
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID...]", help="Drafts; all of them if not given.", autocompletion=completion.drafts),
]
Assignments = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field of the drafts.")
]
Titles = Annotated[
    list[str] | None, typer.Option("--split", metavar="TITLE", help="Make one draft a title; give it twice or more.")
]
OneDraft = Annotated[bool, typer.Option("--into-one", help="Merge into one, or refuse where two numbers differ.")]


@options.shared(options.WRITING, filters=("plans",))
def command(
    run: Run,
    targets: Ids = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept: the heads stand from now on.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Discard the drafts: kept, but counted nowhere.")] = False,
    discarded: Annotated[bool, typer.Option("--discarded", help="Show the discarded drafts.")] = False,
    restore: Annotated[bool, typer.Option("--restore", help="Make discarded drafts drafts again.")] = False,
    purge: Annotated[bool, typer.Option("--purge", help="Remove discarded drafts for good.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Merge into the first one named.")] = False,
    into_one: OneDraft = False,
    set_: Assignments = None,
    new_unit: options.NewUnit = False,
    split: Titles = None,
) -> ExitCode:
    """Go through drafts: accept, correct, split, merge or discard them."""
    asked = {"accept": accept, "drop": drop, "restore": restore, "purge": purge}
    endings = [name for name, wanted in asked.items() if wanted]
    if len(endings) > 1:
        raise UsageError("one-ending", options=" ".join(f"--{name}" for name in endings))
    # What a word means in --set, and what an earlier split has made, is known from the other records.
    session = run.open(targets=targets or None, whole=not endings or bool(set_ or split or merge or into_one))
    drafts = _drafts(session, targets, run.filters, discarded=discarded or restore or purge)
    if discarded and not endings:
        return write(run, [], also=drafts)
    if not (endings or merge or into_one or set_ or split):
        if not world.reads_terminal():
            raise UsageError("review-needs-terminal")
        return Sitting(run, session, drafts).hold()
    if not targets and not run.filters:
        raise UsageError("missing-answer", option="ID")
    after = drafts
    if merge or into_one:
        after = list(acts.merge(after, session.records(after[0].plan), into_one=into_one))
        say_apart(after)
    if split:
        records, plans = session.ledger.targets, {plan.id: plan for plan in session.ledger.plans}
        after = [part for draft in after for part in acts.split(draft, split, plans[draft.plan], records)]
    if set_:
        after = [acts.correct(one, session.corrections(one, set_, new_unit=new_unit)) for one in after]
    for name in endings:
        after = [ENDINGS[name](draft) for draft in after] if name in ENDINGS else []
    changes = acts.changes(drafts, after, session.ledger.targets)
    return write(run, changes, also=[draft for draft in after if draft in session.ledger.targets])


def _drafts(
    session: Session, targets: list[str] | None, filters: Mapping[str, list[str]], *, discarded: bool
) -> list[Target]:
    """The drafts that are meant, in order. UsageError no-drafts, accepted-already, is-discarded, not-discarded (id)."""
    plans = session.selection(filters).plans
    if not targets:
        every = (one for one in session.ledger.targets if one.draft and one.discarded is discarded)
        found = [one for one in every if not plans or one.plan in plans]
        if not found:
            raise UsageError("no-drafts")
        return sorted(found, key=lambda one: names.natural(one.id))
    for one in session.named:
        if not one.draft:
            raise UsageError("accepted-already", id=one.id)
        if one.discarded is not discarded:
            raise UsageError("is-discarded" if one.discarded else "not-discarded", id=one.id)
    return list(session.named)
