"""`targettrack review`: drafts become targets, one by one on a terminal, or by id in scripts."""

from typing import Annotated

import typer

from targettrack import store
from targettrack.cli import completion, drafting, options, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.ledger import names, selection
from targettrack.model import Remove, Target
from targettrack.render.look import Look
from targettrack.render.pages.detail import page
from targettrack.render.terminal import document_text
from targettrack.views.answer import Answer
from targettrack.views.detail import detail
from targettrack.views.recorded import Receipt, recorded

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID...]", help="Drafts; all of them if not given.", autocompletion=completion.drafts),
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field of the drafts.")
]
Titles = Annotated[
    list[str] | None, typer.Option("--split", metavar="TITLE", help="Make one draft a title; give it twice or more.")
]


@options.shared(options.WRITING)
def command(
    run: Run,
    targets: Ids = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept: the heads stand from now on.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Remove the drafts; their ids are not used again.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Merge into the first one named.")] = False,
    set_: Changes = None,
    new_unit: options.NewUnit = False,
    split: Titles = None,
    plan: options.Plans = None,
) -> ExitCode:
    """Go through drafts: accept, correct, split, merge or drop them."""
    session = run.open()
    drafts = _drafts(session, targets, plan)
    if not (accept or drop or merge or set_ or split):
        if not world.reads_terminal():
            raise UsageError("review-needs-terminal")
        return _one_by_one(session, drafts)
    if not targets and not plan:
        raise UsageError("missing-answer", option="ID")
    if merge:
        drafts = [drafting.merge(session, drafts, dry_run=run.dry_run)]
    if split:
        drafts = [one for draft in drafts for one in drafting.split(session, draft, split, dry_run=run.dry_run)]
    if set_:
        drafts = [drafting.correct(session, draft, set_, new_unit=new_unit, dry_run=run.dry_run) for draft in drafts]
    if accept:
        drafts = drafting.accept(session, drafts, dry_run=run.dry_run)
    if drop:
        store.apply(session.root, [Remove(draft) for draft in drafts], dry_run=run.dry_run)
    receipts = tuple(recorded(selection.entry(session.ledger, draft, session.day)) for draft in drafts)
    return run.answer(Receipt(run.dry_run, receipts), session.day, session.ledger.problems)


def _drafts(session: Session, targets: list[str] | None, plan: list[str] | None) -> list[Target]:
    """The drafts that are meant, in order. UsageError no-drafts, not-draft."""
    plans = session.plans(plan)
    every = sorted((one for one in session.ledger.targets if one.draft), key=lambda one: names.natural(one.id))
    if not targets:
        found = [one for one in every if not plans or one.plan in plans]
        if not found:
            raise UsageError("no-drafts")
        return found
    named = [names.find_target(session.ledger, word) for word in dict.fromkeys(targets)]
    for one in named:
        if not one.draft:
            raise UsageError("accepted-already", id=one.id)
    return named


def _one_by_one(session: Session, drafts: list[Target]) -> ExitCode:
    """Show each draft and ask; what was done stays done when the reviewer stops."""
    question = _("[a]ccept  [c]orrect  [s]plit  [m]erge with the one before  [d]rop  [n]ext  [q]uit")
    before: Target | None = None
    position = 0
    while position < len(drafts):
        draft = drafts[position]
        world.write_out(_shown(session, draft))
        world.say(_("{n} of {total}").format(n=position + 1, total=len(drafts)))
        answer = str(typer.prompt(question, err=True, default="n", show_default=False)).strip().casefold()[:1]
        if answer == "q":
            break
        if answer == "c":
            typed_fields = str(typer.prompt(_("FIELD=VALUE; several parted by ;"), err=True)).split(";")
            drafts[position] = _tried(session, draft, typed_fields)
            continue
        if answer == "s":
            titles = [title.strip() for title in str(typer.prompt(_("Titles, parted by ;"), err=True)).split(";")]
            drafts[position : position + 1] = drafting.split(session, draft, titles)
            continue
        if answer == "a":
            before = drafting.accept(session, [draft])[0]
        elif answer == "d":
            store.apply(session.root, [Remove(draft)])
        elif answer == "m" and before is not None and before.draft:
            drafts[position - 1] = before = drafting.merge(session, [before, draft])
        elif answer == "n":
            before = draft
        else:
            continue
        position += 1
    return ExitCode.OK


def _tried(session: Session, draft: Target, fields: list[str]) -> Target:
    """The corrected draft, or the draft as it was after saying what is wrong with the correction."""
    from targettrack.render.messages import sentence  # only for a slip of the pen

    try:
        return drafting.correct(session, draft, [field for field in fields if field.strip()])
    except UsageError as error:
        world.say(_("Error: {message}").format(message=sentence(error.code, error.params)))
        return draft


def _shown(session: Session, draft: Target) -> str:
    look = world.look()
    answer = Answer("review", session.day, detail(selection.entry(session.ledger, draft, session.day)))
    return document_text(page(answer.data, answer), Look(look.width, look.color))
