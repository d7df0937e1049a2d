"""`targettrack review`: drafts become targets, one by one on a terminal, or by id in scripts."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from targettrack.acts import draft as acts
from targettrack.acts.update import is_bare
from targettrack.cli import completion, options, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.cli.write import say_apart, write
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.model import Target

ENDINGS: Mapping[str, tuple[Callable[[Target], Target], Callable[[Target], bool]]] = {
    "--accept": (acts.accept, is_bare),
    "--drop": (acts.discard, lambda draft: draft.discarded),
    "--restore": (acts.restore, lambda draft: draft.awaits_review),
    "--purge": (acts.discard, lambda _draft: False),
}
"""What becomes of a draft, and whether that has become of it already; one that is purged goes with its file."""
ALONE = frozenset({"--drop", "--restore", "--purge"})
"""What is not done together with anything else."""
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
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="FILE", help="Write the drafts into a workbook, to be reviewed there.")
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="FILE", help="The report's text, to be shown beside the drafts.")
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
    sheet: Sheet = None,
    overwrite: options.Overwrite = False,
    source: Source = None,
) -> ExitCode:
    """Go through drafts: accept, correct, split, merge or discard them."""
    asked = {"--merge": merge, "--into-one": into_one, "--split": split, "--set": set_}
    asked |= {"--accept": accept, "--drop": drop, "--restore": restore, "--purge": purge}
    actions = {option: wanted for option, wanted in asked.items() if wanted}
    if sheet and (actions or discarded):
        raise UsageError("not-together", options=" ".join(("--sheet", *(actions or ("--discarded",)))))
    _refuse_contradictions(actions, targets, run)
    # What a word means in --set, and what an earlier split has made, is known from the other records.
    session = run.open(targets=targets or None, whole=not actions or not ENDINGS.keys() >= actions.keys())
    drafts = _drafts(session, run, actions, discarded=discarded or restore or purge)
    if actions:
        after = _after(session, drafts, actions, new_unit=new_unit)
        changes = acts.changes(drafts, after, session.ledger.targets)
        return write(run, changes, also=[draft for draft in after if draft in session.ledger.targets])
    if discarded:
        return write(run, [], also=drafts)
    if sheet:
        from targettrack.cli import sheets  # with the forms, which only a sheet needs

        return sheets.review(run, drafts, sheet, source, overwrite=overwrite)
    if not world.reads_terminal():
        raise UsageError("review-needs-terminal")
    from targettrack.cli.sitting import Sitting  # with the reader of reports, 0.15 s that only a sitting pays

    return Sitting(run, session, drafts, source).hold()


def _refuse_contradictions(actions: Mapping[str, Any], targets: list[str] | None, run: Run) -> None:
    """UsageError not-together (options), missing-answer."""
    apart = not ALONE.isdisjoint(actions) or (
        "--split" in actions and not {"--merge", "--into-one"}.isdisjoint(actions)
    )
    if len(actions) > 1 and apart:
        raise UsageError("not-together", options=" ".join(actions))
    if targets and run.filters:
        raise UsageError("not-together", options="ID --plan")
    if actions and not targets and not run.filters:
        raise UsageError("missing-answer", option="ID")


def _after(session: Session, drafts: list[Target], actions: Mapping[str, Any], *, new_unit: bool) -> list[Target]:
    """What the drafts come to."""
    after = [] if "--purge" in actions else drafts
    if not {"--merge", "--into-one"}.isdisjoint(actions):
        after = list(acts.merge(after, session.records(after[0].plan), into_one="--into-one" in actions))
        say_apart(after)
    if "--split" in actions:
        plan = session.ledger.plan_of(after[0])
        after = list(acts.split(after, actions["--split"], plan, session.ledger.targets))
    said = actions.get("--set", [])
    after = [acts.correct(draft, session.corrections(draft, said, new_unit=new_unit)) for draft in after]
    for option in ENDINGS.keys() & actions.keys():
        after = [ENDINGS[option][0](draft) for draft in after]
    return after


def _drafts(session: Session, run: Run, actions: Mapping[str, Any], *, discarded: bool) -> list[Target]:
    """The drafts that are meant, in order; an interrupted act goes on with those that it has not come to.

    UsageError no-drafts, accepted-already, is-discarded, not-discarded (id).
    """
    named = list(session.named)
    if not named:
        plans = session.selection(run.filters).plans
        every = (one for one in session.ledger.targets if one.draft and one.discarded is discarded)
        named = sorted((one for one in every if not plans or one.plan in plans), key=lambda one: names.natural(one.id))
    for option in ENDINGS.keys() & actions.keys():
        named = [one for one in named if not ENDINGS[option][1](one)] or named
    if not named:
        raise UsageError("no-drafts")
    for one in named:
        if not one.draft:
            raise UsageError("accepted-already", id=one.id)
        if one.discarded is not discarded:
            raise UsageError("is-discarded" if one.discarded else "not-discarded", id=one.id)
    return named
