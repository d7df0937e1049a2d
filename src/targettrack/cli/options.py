"""The options that several commands share, each named once. Help texts are catalogue keys; `help` translates them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from targettrack import render
from targettrack.cli import completion, recording, typed
from targettrack.cli.output import Run
from targettrack.cli.parameters import Parameter, argument, declared, option, parameters_of
from targettrack.errors import ExitCode, Saved
from targettrack.named import NamedTuple
from targettrack.record import HEAD, Field, Mark, Type
from targettrack.render import words


class Command(NamedTuple):
    """A command: what it takes, what it does with it, and what its help page says of it."""

    parameters: tuple[Parameter, ...]
    run: Callable[..., ExitCode]
    about: str


Offers = Callable[..., Any] | None

Lang = Annotated[str | None, option("--lang", metavar="zh|en", help="Language of words and messages.")]
NewUnit = Annotated[bool, option("--new-unit", help="The unit is new: do not look it up.")]
By = Annotated[str | None, option("--by", metavar="NAME", help="Who records this.")]
Key = Annotated[str | None, option("--key", metavar="KEY", help="A key of your own; a retry with it changes nothing.")]
Again = Annotated[bool, option("--again", help="Record it although the same words have just been recorded.")]
Target = Annotated[str, argument(metavar="ID", help="A target: KP2025-061, or 61.", autocompletion=completion.targets)]
SomeTargets = Annotated[
    list[str] | None,
    argument(metavar="ID...", help="One or more targets: KP2025-061, or 61.", autocompletion=completion.targets),
]
GoalFields = Annotated[
    list[str] | None,
    option("--goal", metavar="FIELD=VALUE", help="A field of the goal: value=1000, value=5-8, to=8, every=month."),
]


def _option(kind: Any, flags: str, metavar: str | None, help_: str, offers: Offers = None) -> Any:
    return Annotated[kind, option(*flags.split(), metavar=metavar, help=help_, autocompletion=offers)]


SHARED: Mapping[str, Any] = {
    "verbose": _option(bool, "--verbose -v", None, "Show the line itself and the whole reason, too."),
    "dry_run": _option(bool, "--dry-run", None, "Show what would be written; write nothing."),
    "as_of": _option(str | None, "--as-of", "DATE", "The day to look at: 2025-06-30, 上半年, 6月底."),
    "headers": _option(
        str | None,
        "--headers",
        "zh|en|codes",
        "Of a CSV (-f csv, -o FILE.csv): its headings in words, for people; codes if not given.",
        completion.one_of(("zh", "en", "codes")),
    ),
    "output": _option(str | None, "--output -o", "FILE", "Write to a file; its suffix chooses the format."),
    "no_cache": _option(bool, "--no-cache", None, "Work everything out again, and keep nothing for the next time."),
    "store": _option(str | None, "--store", "DIR", "The ledger's folder; found upwards from here if not given."),
}
Output = SHARED["output"]
Overwrite = Annotated[bool, option("--overwrite", help="Replace workbooks although something was entered in them.")]
READING = ("as_of", "format", "headers", "output", "store", "no_cache")
WRITING = ("dry_run", "format", "output", "store")
RECORDING = ("verbose", *WRITING)

_MANY = list[str] | None
_several = partial(_option, _MANY)
FILTERS: Mapping[str, Any] = {
    "plans": _several("--plan", "PLAN", "Only this plan.", completion.plans),
    "owners": _several("--owner", "UNIT", "Only this lead unit; none: unassigned.", completion.owners),
    "units": _several("--unit", "UNIT", "Only what this unit leads or supports.", completion.owners),
    "leaders": _several("--leader", "NAME", "Only what this person is in charge of.", completion.leaders),
    "sections": _several("--section", "TEXT", "Only sections with this in the name."),
    "levels": _several("--level", "LEVEL", "Only plans of this level.", completion.words_of(words.levels)),
    "ratings": _several("--rating", "RATING", "Only this rating.", completion.words_of(words.ratings)),
    "groups": _several("--in-group", "GROUP", "Only this group of ratings.", completion.words_of(words.groups)),
    "whys": _several("--why", "WHY", "Only where this is why it stands as it does.", completion.words_of(words.whys)),
    "statuses": _several("--status", "STATUS", "Only this status.", completion.words_of(words.statuses)),
    "kinds": _several("--kind", "KIND", "Only this kind.", completion.words_of(words.kinds)),
    "ids": _several("--id", "ID", "Only these: KP2025-061, KP2025-10..40.", completion.targets),
    "items": _several("--item", "ITEM", "Only these items of the office's list: 7, 3..7."),
    "confidence": _several("--confidence", "RANGE", "Only drafts that are as sure as this: 0.9..1, <0.5."),
    "text": _option(str | None, "--text", "TEXT", "Only with this text in id, title, quote, unit or notes."),
    "tags": _several("--tag", "TAG", "Only with this tag."),
    "due_before": _option(str | None, "--due-before", "DATE", "Due on or before a day."),
    "due_after": _option(str | None, "--due-after", "DATE", "Due on or after a day."),
}
"""What narrows a command's targets: fields of `Selection`, of which all but days may be given several times."""


def flag(name: str) -> str:
    """How a filter is typed."""
    return declared(name, FILTERS[name]).flags[0]


def shared(
    options: Sequence[str],
    *,
    fields: Sequence[Field] = (),
    filters: Sequence[str] = (),
    formats: tuple[str, ...] = tuple(render.FORMATS),
) -> Callable[[Callable[..., ExitCode]], Command]:
    """Put options for fields, filters, shared options and --lang behind a command's own; it gets their values as one `Run`.

    The language is settled before. `formats`: those that the command's answer has, the one of a terminal first.
    """
    format_ = _option(str | None, "--format -f", "FORMAT", f"{' '.join(formats)}.", completion.one_of(formats))
    known = {**SHARED, "format": format_}
    added = {row.name: _of_field(row) for row in fields} | {name: FILTERS[name] for name in filters}
    added |= {name: known[name] for name in options} | {"lang": Lang}

    def decorate(function: Callable[..., ExitCode]) -> Command:
        def command(**given: Any) -> ExitCode:
            del given["lang"]
            said = {row.name: value for row in fields if (value := given.pop(row.name)) not in (None, [])}
            narrowed = {name: value for name in filters if (value := given.pop(name)) not in (None, [])}
            settled = {name: given.pop(name) for name in options}
            run = Run(function.__module__.rpartition(".")[2].rstrip("_"), formats, said, narrowed, settled)
            if "output" not in given:  # a command that makes more of -o than a file checks it itself
                run.check()
            try:
                return recording.recorded(run, partial(function, run, **given))
            except Saved:
                raise
            except (Exception, KeyboardInterrupt) as error:
                if not run.written:
                    raise
                raise Saved("saved-not-shown", written=", ".join(one.name for one in run.written)) from error

        more = (declared(name, what, _DEFAULTS.get(name)) for name, what in added.items())
        return Command((*parameters_of(function), *more), command, function.__doc__ or "")

    return decorate


_DEFAULTS = {"dry_run": False, "verbose": False, "no_cache": False}
_SHORT = {"status": "-s", "note": "-n"}
_METAVARS: Mapping[Any, str] = {Type.DAY: "DATE", Type.NUMBER: "NUMBER", Type.WHOLE: "N", Type.ID: "ID"}
_TAKES = {"owner": "UNIT", "supporting": "UNIT", "checkpoint": "DATE=VALUE", "waive": "REASON"}
_OFFERS: Mapping[str, Offers] = {
    "owner": completion.owners,
    "supporting": completion.owners,
    "stage": completion.stages,
    "node_met": completion.node_days,
    "part": completion.parts,
}
_HELP = {
    "checkpoint": "DATE=400, DATE=主体完工; DATE= takes it away. Several times, or in a file.",
    "reopened": "Take the closing back; needs --reason.",
    "assess": "The office's own judgement; needs --reason.",
    "data": "How final the figure is; absent: final.",
    "node_met": "The day of a checkpoint that the office holds for met.",
    "waive": "Close without evidence, or below the goal, and why.",
}
"""What an option says otherwise than its field does where it stands in a file."""


def _of_field(row: Field) -> Any:
    """The option for a field of a record: what it is called, what it takes and what Tab offers all follow from its row."""
    flags = f"{typed.option(row.name)} {_SHORT.get(row.name, '')}"
    help_ = _HELP.get(row.name) or row.about or HEAD.rows.get(row.name, row).about or row.word
    if row.type is Type.FLAG:
        return _option(bool | None, flags, None, help_)
    metavar, offers = _TAKES.get(row.name, "TEXT"), _OFFERS.get(row.name)
    if isinstance(row.type, type):
        metavar, offers = row.name.upper(), completion.words_of(partial(words.typed, row.type))
    elif isinstance(row.type, Type):
        metavar = _TAKES.get(row.name, _METAVARS.get(row.type, "TEXT"))
        offers = completion.targets if row.type is Type.ID else offers
    return _option(_MANY if Mark.MANY in row.marks else str | None, flags, metavar, help_, offers)
