"""The options that several commands share, each named once. Help texts are catalogue keys; `help` translates them."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from targettrack import render
from targettrack.cli import completion
from targettrack.cli.output import Run
from targettrack.errors import ExitCode, Saved

Store = Annotated[
    str | None,
    typer.Option("--store", metavar="DIR", help="The ledger's folder; found upwards from here if not given."),
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="Language of words and messages.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day to look at: 2025-06-30, 上半年, 6月底.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table lines json ndjson markdown html csv.",
        autocompletion=completion.formats,
    ),
]
ExportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="json ndjson csv; json if not given.",
        autocompletion=completion.exports,
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its suffix chooses the format.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")]
NewUnit = Annotated[bool, typer.Option("--new-unit", help="The unit is new: do not look it up.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who records this.")]

Target = Annotated[
    str, typer.Argument(metavar="ID", help="A target: KP2025-061, or 61.", autocompletion=completion.targets)
]
Targets = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="One or more targets: KP2025-061, or 61.", autocompletion=completion.targets),
]
Plans = Annotated[
    list[str] | None, typer.Option("--plan", metavar="PLAN", help="Only this plan.", autocompletion=completion.plans)
]
Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner", metavar="UNIT", help="Only this lead unit; none: unassigned.", autocompletion=completion.owners
    ),
]
Sections = Annotated[
    list[str] | None, typer.Option("--section", metavar="TEXT", help="Only sections with this in the name.")
]
Ratings = Annotated[
    list[str] | None,
    typer.Option(
        "--rating", metavar="RATING", help="Only this rating: overdue, 逾期.", autocompletion=completion.ratings
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="STATUS", help="Only this status: active, 推进中.", autocompletion=completion.statuses
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only this kind: quantity, 数量.", autocompletion=completion.kinds),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="Only with this tag.")]

READING: Mapping[str, Any] = {"as_of": AsOf, "format": Format, "output": Output, "store": Store}
WRITING: Mapping[str, Any] = {"dry_run": DryRun, "format": Format, "output": Output, "store": Store}
CHECKING: Mapping[str, Any] = {"format": Format, "output": Output, "store": Store}
TEXT: Mapping[str, Any] = {"output": Output}
DRY: Mapping[str, Any] = {"dry_run": DryRun}
EXPORTS = ("json", "ndjson", "csv")
EXPORTING: Mapping[str, Any] = {**READING, "format": ExportFormat}
Command = Callable[..., ExitCode]


def shared(
    options: Mapping[str, Any], *, formats: tuple[str, ...] = tuple(render.FORMATS)
) -> Callable[[Command], Command]:
    """Put shared options and --lang behind a command's own; it gets the former as one `Run`, the language is settled.

    `formats`: those that the command's answer has, the one of a terminal first.
    """

    def decorate(function: Command) -> Command:
        run, *own = inspect.signature(function, eval_str=True).parameters.values()
        added = [
            inspect.Parameter(
                name, run.POSITIONAL_OR_KEYWORD, default=False if option is DryRun else None, annotation=option
            )
            for name, option in {**options, "lang": Lang}.items()
        ]

        def command(**typed: Any) -> ExitCode:
            del typed["lang"]
            call = Run(function.__module__.rpartition(".")[2], formats, **{name: typed.pop(name) for name in options})
            call.check()
            try:
                return function(call, **typed)
            except Saved:
                raise
            except (Exception, KeyboardInterrupt) as error:
                if not call.written:
                    raise
                names = ", ".join(one.name for one in call.written)
                raise Saved("saved-not-shown", written=names) from error

        command.__doc__ = function.__doc__
        command.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]  # what Typer reads
        command.__annotations__ = {}
        return command

    return decorate
