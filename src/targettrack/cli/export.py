"""`targettrack export`: the whole ledger for other tools, a calendar of its days, or the forms of an office as workbooks."""

from collections.abc import Sequence
from typing import Annotated

from targettrack import render
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import N_, _
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating.ladder import Rated
from targettrack.render import words
from targettrack.views.exported import exported, walked

FORMS = ("division", "register", "month")
"""The forms that are asked for by name."""
BY = ("owner",)
For = Annotated[
    str | None,
    option(
        "--for",
        metavar="FORM",
        help="A workbook instead: division, register or month.",
        autocompletion=completion.one_of(FORMS),
    ),
]
By = Annotated[
    str | None,
    option("--by", metavar="owner", help="One workbook a unit, into a folder.", autocompletion=completion.one_of(BY)),
]
ToAssess = Annotated[str | None, option("--to-assess", metavar="FILE", help="A workbook of what is to be assessed.")]
TABLES = {"targets": N_("targets"), "updates": N_("updates")}
"""What has a row, by what it is called."""
Table = Annotated[
    str,
    option(
        "--table",
        metavar="targets|updates",
        help="One row a target, or one an update.",
        autocompletion=completion.one_of(TABLES),
    ),
]
SUFFIX, CALENDAR, PARQUET = ".xlsx", ".ics", ".parquet"


@options.shared(
    ("as_of", "format", "headers", "store", "no_cache"),
    filters=("plans", "owners", "units", "leaders"),
    formats=("json", "ndjson", "csv"),
)
def command(
    run: Run,
    output: options.Output = None,
    table: Table = "targets",
    for_: For = None,
    by: By = None,
    to_assess: ToAssess = None,
    overwrite: options.Overwrite = False,
) -> ExitCode:
    """Export every target or update for other programs, the days that are due as a calendar, or forms as workbooks."""
    run.output = output or to_assess
    is_updates = typed.code(table, words.named(TABLES), "--table") == "updates"
    form = _form(run, for_, by, to_assess, output)
    if is_updates and (form or _is(run, CALENDAR)):
        raise UsageError("not-together", options=f"--table updates -o {run.output}")
    if form:
        from targettrack.cli import sheets  # with the forms, which other programs need none of

        return sheets.export(run, form, is_by_unit=by is not None, overwrite=overwrite)
    _check(run)
    session = run.open(walked=True)
    wanted = session.selection(run.filters)
    if _is(run, CALENDAR):
        return _calendar(run, session.ledger, tuple(session.asked(wanted)))
    if is_updates or _is(run, PARQUET):
        entries = selection.sort((*session.asked(wanted), *session.asked(wanted, drafts=True)), "id")
        return _rows(run, session.ledger, entries, is_updates=is_updates)
    # A bar would move among the lines of an answer that comes out on the screen as it is made.
    found = session.everything(wanted, is_shown=run.path is not None or not world.writes_terminal())
    return run.answer(walked(found.plans, found, found.records))


def _is(run: Run, suffix: str) -> bool:
    """Whether the answer goes into a file of a kind that its name alone asks for."""
    return run.format is None and str(run.output).lower().endswith(suffix)


def _check(run: Run) -> None:
    """UsageError, StoreError: those of `Run.check`; TargettrackError data-missing."""
    if not (_is(run, CALENDAR) or _is(run, PARQUET)):
        known = (
            *(suffix for suffix, name in render.SUFFIXES.items() if name in run.formats),
            CALENDAR,
            PARQUET,
            SUFFIX,
        )
        if run.format is None and run.path and run.path.suffix.lower() not in known:
            raise UsageError("unknown-suffix", output=str(run.output), choices=" ".join(known))
        run.check()
        return
    if run.headers:
        raise UsageError("headers-of-csv", format=str(run.output).rpartition(".")[2])
    run.check_place()
    if _is(run, PARQUET):
        from targettrack.exchange import parquet

        parquet.ready()


def _calendar(run: Run, ledger: Ledger, entries: Sequence[Rated]) -> ExitCode:
    from targettrack.exchange.calendar import calendar  # with the words of goals

    titles = {entry.plan.title for entry in entries}
    name = titles.pop() if len(titles) == 1 else _("What is due")
    run.write(calendar(entries, ledger.settings.rules, name), as_utf8=True)
    return run.ending(exported(ledger, entries))


def _rows(run: Run, ledger: Ledger, entries: Sequence[Rated], *, is_updates: bool) -> ExitCode:
    """The updates in any format, or either table as Parquet."""
    from targettrack.views.updates import UpdateRow, Updates, updates  # 2 ms that the targets need not pay

    view = updates(ledger, entries) if is_updates else exported(ledger, entries)
    if not _is(run, PARQUET):
        return run.answer(view)
    from targettrack.exchange.parquet import parquet_bytes  # with the schemas: 20 ms
    from targettrack.views.row import Row, row

    data = view.updates if isinstance(view, Updates) else map(row, entries)
    assert run.path is not None
    run.put(run.path, [parquet_bytes(data, UpdateRow if is_updates else Row)])
    return run.ending(view)


def _form(run: Run, for_: str | None, by: str | None, to_assess: str | None, output: str | None) -> str:
    """The form that is asked for; "" for none.

    UsageError not-together, unknown-word, sheet-without-file, folder-not-file, unknown-suffix.
    """
    asked = {
        "--to-assess": to_assess,
        "--for": for_,
        "--by": by,
        "-o": output,
        "--format": run.format,
        "--headers": run.headers,
    }
    given = [option for option, value in asked.items() if value]
    form = typed.code(for_, words.named({name: name for name in FORMS}), "--for") if for_ else ""
    if by:
        typed.code(by, words.fields(BY), "--by")
        form = form or "month"
    elif to_assess:
        form = "assess"
    elif not form and str(output).lower().endswith(SUFFIX):
        form = "register"
    apart = {"--to-assess"} if to_assess else {"--format", "--headers"} if form else set()
    if len(given) > 1 and apart & set(given):
        raise UsageError("not-together", options=" ".join(given))
    if form and not run.output:
        raise UsageError("sheet-without-file")
    if by and str(run.output).lower().endswith(SUFFIX):
        raise UsageError("folder-not-file", output=str(run.output))
    if form and not by and not str(run.output).lower().endswith(SUFFIX):
        raise UsageError("unknown-suffix", output=str(run.output), choices=SUFFIX)
    return form
