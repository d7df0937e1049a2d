"""`targettrack export`: the whole ledger for other tools, or the forms of an office as workbooks."""

from typing import Annotated

from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, UsageError
from targettrack.render import words
from targettrack.views.exported import walked

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
SUFFIX = ".xlsx"


@options.shared(
    ("as_of", "format", "headers", "store", "no_cache"), filters=("plans", "units"), formats=("json", "ndjson", "csv")
)
def command(
    run: Run,
    output: options.Output = None,
    for_: For = None,
    by: By = None,
    to_assess: ToAssess = None,
    overwrite: options.Overwrite = False,
) -> ExitCode:
    """Export every target with its updates and its state for other programs, or the forms of an office as workbooks."""
    run.output = output or to_assess
    form = _form(run, for_, by, to_assess, output)
    if form:
        from targettrack.cli import sheets  # with the forms, which other programs need none of

        return sheets.export(run, form, is_by_unit=by is not None, overwrite=overwrite)
    run.check()
    session = run.open(walked=True)
    wanted = session.selection(run.filters)
    # A bar would move among the lines of an answer that comes out on the screen as it is made.
    found = session.everything(wanted, is_shown=run.path is not None or not world.writes_terminal())
    return run.answer(walked(found.plans, found, found.records))


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
