"""Between TOML and the model, both ways, with every problem of a file at once. Knows no disk, dates-of-today, words."""

from targettrack.keys import Field, Mark, Table, Type
from targettrack.record.fields import IDENTIFIER, checked
from targettrack.record.read import read_plan, read_settings, read_target, read_units
from targettrack.record.table import ASSUMABLE, FILES, GOAL, HEAD, UPDATE
from targettrack.record.toml import MAX_DIGITS, parse
from targettrack.record.write import fields_of, head_of, plan_head

__all__ = [
    "ASSUMABLE",
    "FILES",
    "GOAL",
    "HEAD",
    "IDENTIFIER",
    "MAX_DIGITS",
    "UPDATE",
    "Field",
    "Mark",
    "Table",
    "Type",
    "checked",
    "fields_of",
    "head_of",
    "parse",
    "plan_head",
    "read_plan",
    "read_settings",
    "read_target",
    "read_units",
]
