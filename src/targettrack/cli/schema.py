"""`targettrack schema`: the JSON Schema of the record and of each output."""

import json
from typing import Annotated

from targettrack.cli import options
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument
from targettrack.errors import ExitCode, UsageError


@options.shared(("output",), formats=())
def command(
    run: Run,
    name: Annotated[
        str, argument(metavar="[NAME]", help="record plan units settings, or a command: list report ….")
    ] = "",
) -> ExitCode:
    """Print the JSON Schema (2020-12) of a file or of a command's JSON; without a name, all of them by name."""
    from targettrack.render import json_schema  # every view: 20 ms, which the page of help need not pay

    schemas = json_schema.all_schemas()
    if name and name not in schemas:
        raise UsageError("unknown-word", option="NAME", text=name, choices=" ".join(schemas))
    run.write(json.dumps(schemas[name] if name else schemas, ensure_ascii=not run.look.utf8, indent=2) + "\n")
    return ExitCode.OK
