"""`targettrack list`: which targets, in which order, in which groups."""

from typing import Annotated

import typer

from targettrack.cli import completion, options, typed
from targettrack.cli.output import Run
from targettrack.errors import ExitCode
from targettrack.ledger import selection
from targettrack.render import words
from targettrack.views.listing import listing

Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="KEY",
        help="id deadline rating owner gap updated title; -KEY turns it round.",
        autocompletion=completion.sorts,
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group", metavar="KEY", help="plan owner rating status kind section.", autocompletion=completion.groups
    ),
]


@options.shared(options.READING)
def command(
    run: Run,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help="Only with this text in id, title, quote, unit or notes.")
    ] = "",
    plan: options.Plans = None,
    owner: options.Owners = None,
    rating: options.Ratings = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    section: options.Sections = None,
    tag: options.Tags = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", help="Due on or before a day.")
    ] = None,
    due_after: Annotated[str | None, typer.Option("--due-after", metavar="DATE", help="Due on or after a day.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Drafts, which reports leave out.")] = False,
    sort: Sort = "id",
    group: GroupBy = None,
) -> ExitCode:
    """List targets with their state on a day."""
    session = run.open(plan)
    wanted = selection.Selection(
        plans=session.plans(plan),
        owners=session.owners(owner),
        ratings=typed.codes(rating, words.ratings(), "--rating"),
        statuses=typed.codes(status, words.statuses(), "--status"),
        kinds=typed.codes(kind, words.kinds(), "--kind"),
        sections=tuple(section or ()),
        tags=tuple(tag or ()),
        due_before=typed.day(due_before, "--due-before", today=session.today) if due_before is not None else None,
        due_after=typed.day(due_after, "--due-after", today=session.today) if due_after is not None else None,
        text=text,
    )
    every = session.survey(drafts=draft)
    key = typed.code(sort.removeprefix("-"), {name: name for name in selection.SORTS}, "--sort")
    entries = selection.sort(selection.select(every, wanted), key, descending=sort.startswith("-"))
    by = typed.code(group, {name: name for name in selection.GROUPS}, "--group") if group else ""
    view = listing(entries, read=len(every), unreadable=len(session.ledger.unreadable), grouped_by=by)
    return run.answer(view, session.day, session.ledger.problems)
