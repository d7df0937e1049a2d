"""JSON Schemas (2020-12) of every output and file, made from the classes themselves, so that they cannot drift apart.

A class is described by its docstring, a field by its row in the table of fields or the comment beside it: what the code
says to its reader, the schema says.
"""

import inspect
import re
import sys
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from targettrack.errors import Problem
from targettrack.model import Assessment, DataStatus
from targettrack.named import notes
from targettrack.rating.vocabulary import Outcome
from targettrack.record.shapes import file_schemas
from targettrack.render.json import ALWAYS, SCHEMA, said_fields
from targettrack.views.alert import Alerts
from targettrack.views.brief import Ahead, Brief
from targettrack.views.bulletin import Bulletin
from targettrack.views.byowner import ByOwner
from targettrack.views.checkup import Checkup
from targettrack.views.coverage import Coverage
from targettrack.views.detail import Detail
from targettrack.views.exported import Export
from targettrack.views.extracted import Extracted
from targettrack.views.fed import Feed
from targettrack.views.imported import Imported
from targettrack.views.listing import Listing
from targettrack.views.notice import NoticeView
from targettrack.views.preview import Preview
from targettrack.views.progress import Progress
from targettrack.views.recorded import Receipt
from targettrack.views.register import Register
from targettrack.views.updates import Updates
from targettrack.views.yearend import YearEnd

OUTPUTS = {
    "list": Listing,
    "show": Detail,
    "report": Progress,
    "report-brief": Brief,
    "report-bulletin": Bulletin,
    "report-notice": NoticeView,
    "report-by-owner": ByOwner,
    "report-changes": Register,
    "report-year-end": YearEnd,
    "alerts": Alerts,
    "check": Checkup,
    "export": Export,
    "export-updates": Updates,
    "extract": Extracted,
    "extract-coverage": Coverage,
    "import-new": Extracted,
    "review-preview": Preview,
    "import": Imported,
    "update-from": Feed,
    **dict.fromkeys(("add", "update", "undo", "review"), Receipt),
}
_SCALARS: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}
_NAMES: dict[str, Any] = {
    named.__name__: named for named in (Mapping, date, datetime, Decimal, Ahead, Assessment, DataStatus, Outcome)
}
"""What the annotations of fields name that their modules import for the type checker only."""
_LINE = re.compile(r"^(?:class )?(\w+)|^    (\w+): .*?  # (.*)$", re.MULTILINE)
"""Of a module's source: a name at the margin, or a field below it with the comment beside it."""
_ENVELOPE: dict[str, tuple[str, dict[str, Any]]] = {
    "schema": ("name and version of this contract; within a version fields are only added", {"const": SCHEMA}),
    "command": ("which command answers", {}),
    "as_of": ("the day that the answer is about", _SCALARS[date]),
    "status": ("partial where a file could not be read whole", {"enum": ["ok", "partial"]}),
    "data": ("the answer", {}),
    "problems": ("every fault met on the way", {}),
}


def all_schemas() -> dict[str, Any]:
    """Every schema by name: the commands' outputs, then the files of a ledger."""
    return {name: output_schema(name) for name in OUTPUTS} | file_schemas()


def output_schema(name: str) -> dict[str, Any]:
    """The schema of a command's `--format json`; «extract-coverage» is that of `extract --coverage`."""
    classes = _Classes()
    own = {
        "command": {"const": name.partition("-")[0]},
        "data": classes.of(OUTPUTS[name]),
        "problems": {"type": "array", "items": classes.of(Problem)},
    }
    envelope = {key: {**shape, **own.get(key, {}), "description": said} for key, (said, shape) in _ENVELOPE.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"targettrack {name}",
        "type": "object",
        "properties": envelope,
        "required": list(envelope),
        "additionalProperties": True,
        "$defs": dict(classes),
    }


class _Classes(dict[str, Any]):
    """The schemas of the classes that one output is made of, each once, by name."""

    def of(self, kind: Any, bound: Mapping[Any, Any] | None = None) -> dict[str, Any]:
        """The schema of a type; `bound`: what the parameters of a generic class stand for."""
        kind = (bound or {}).get(kind, kind)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in {typing.Union, types.UnionType}:
            return {"anyOf": [self.of(one) for one in arguments]}
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin in {dict, Mapping}:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if origin is not None:
            return self._object(origin, dict(zip(origin.__parameters__, arguments, strict=True)))
        return dict(_SCALARS[kind]) if kind in _SCALARS else self._class(kind)

    def _class(self, kind: Any) -> dict[str, Any]:
        if kind.__name__ not in self:
            self[kind.__name__] = {}
            is_codes = issubclass(kind, StrEnum)
            shape = {"enum": [str(member) for member in kind]} if is_codes else self._object(kind, {})
            self[kind.__name__] = {"description": inspect.getdoc(kind), **shape}
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _object(self, kind: type, bound: Mapping[Any, Any]) -> dict[str, Any]:
        """Fields are only ever added within a schema version, so a reader has to bear more than these."""
        types_of, names, said = hints(kind), said_fields(kind), _said(kind)
        properties = {name: self.of(types_of[name], bound) | {"description": said[name]} for name in names}
        return {
            "type": "object",
            "properties": properties,
            "required": [name for name in names if name in ALWAYS.get(kind, names)],
        }


@cache
def hints(kind: type) -> dict[str, Any]:
    """The types of a class's fields; outputs share most classes."""
    return typing.get_type_hints(kind, localns=_NAMES)


@cache
def _said(kind: type) -> dict[str, str]:
    """What is said of each field: by its row in the table of fields, by the comment beside it, or by its name alone."""
    found = {name: name.replace("_", " ") for name in hints(kind)}
    found |= _comments(kind.__module__).get(kind.__name__, {})
    return found | {name: ": ".join(filter(None, (row["word"], row["about"]))) for name, row in notes(kind).items()}


@cache
def _comments(module: str) -> Mapping[str, Mapping[str, str]]:
    """The comments beside fields, by class: one pass, where `inspect` would parse the whole module for every class."""
    found: dict[str, dict[str, str]] = {}
    name = ""
    for margin, field, comment in _LINE.findall(inspect.getsource(sys.modules[module])):
        name = margin or name
        if field:
            found.setdefault(name, {})[field] = comment
    return found
