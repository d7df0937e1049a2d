"""Between TOML and the model, both ways, with every problem of a file at once. Knows no disk, dates-of-today, words."""

from targettrack.fields import Field, Mark, Table, Type
from targettrack.record.keys import PAIRS, fits, new_key
from targettrack.record.read import read_plan, read_settings, read_target, read_units
from targettrack.record.table import ASSUMABLE, FILES, GOAL, HEAD, UPDATE
from targettrack.record.toml import MAX_DIGITS, parse
from targettrack.record.values import IDENTIFIER, checked
from targettrack.record.write import fields_of, head_of, plan_head

__all__ = [
    "ASSUMABLE",
    "FILES",
    "GOAL",
    "HEAD",
    "IDENTIFIER",
    "MAX_DIGITS",
    "PAIRS",
    "UPDATE",
    "Field",
    "Mark",
    "Table",
    "Type",
    "checked",
    "fields_of",
    "fits",
    "head_of",
    "new_key",
    "parse",
    "plan_head",
    "read_plan",
    "read_settings",
    "read_target",
    "read_units",
]
