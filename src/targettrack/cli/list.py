"""`targettrack list`: which targets, in which order, in which groups."""

from typing import Annotated

from targettrack.cli import completion, options, typed
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.errors import ExitCode
from targettrack.ledger import selection
from targettrack.render import words
from targettrack.views.listing import listing
from targettrack.views.row import lean

Text = Annotated[str, argument(metavar="[TEXT]", help="Only with this text in id, title, quote, unit or notes.")]
Draft = Annotated[bool, option("--draft", help="Drafts, which reports leave out.")]
Sort = Annotated[
    str,
    option(
        "--sort",
        metavar="KEY",
        help="id deadline rating owner gap updated title; -KEY turns it round.",
        autocompletion=completion.one_of(selection.SORTS),
    ),
]
GroupBy = Annotated[
    str | None,
    option(
        "--group",
        metavar="KEY",
        help="plan owner rating status kind section.",
        autocompletion=completion.one_of(selection.GROUPS),
    ),
]


FILTERS = (
    *("plans", "owners", "units", "leaders", "ratings", "groups", "whys", "statuses", "kinds", "sections", "tags"),
    *("due_before", "due_after", "ids", "items", "confidence"),
)


@options.shared(options.READING, filters=FILTERS)
def command(run: Run, text: Text = "", draft: Draft = False, sort: Sort = "id", group: GroupBy = None) -> ExitCode:
    """List targets with their state on a day."""
    session = run.open(walked=True)
    wanted = session.selection(run.filters, text=text)
    typed_key = words.fold(sort)
    key = typed.code(typed_key.removeprefix("-"), words.fields(selection.SORTS), "--sort")
    entries = selection.sort(map(lean, session.asked(wanted, drafts=draft)), key, descending=typed_key.startswith("-"))
    by = typed.code(group, words.fields(selection.GROUPS), "--group") if group else ""
    view = listing(entries, read=session.number(drafts=draft), unreadable=len(session.ledger.unreadable), grouped_by=by)
    return run.answer(view)
