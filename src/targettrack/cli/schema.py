"""`targettrack schema`: the JSON Schema of the record and of each output."""

import json
from typing import Annotated

import typer

from targettrack.cli import options, world
from targettrack.cli.session import write_text
from targettrack.errors import ExitCode, UsageError
from targettrack.render import json_schema


def command(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="record plan units settings, or a command: list report ….")
    ] = "",
    output: options.Output = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Print the JSON Schema (2020-12) of a file or of a command's JSON; without a name, all of them by name."""
    del lang
    schemas = json_schema.all_schemas()
    if name and name not in schemas:
        raise UsageError("unknown-word", option="NAME", text=name, choices=" ".join(schemas))
    write_text(json.dumps(schemas[name] if name else schemas, ensure_ascii=not world.look().utf8, indent=2) + "\n", output)
    return ExitCode.OK
