"""The table of fields: every key of every file, put together from the attributes of the model that are stored."""

from __future__ import annotations

from typing import Any

from targettrack.fields import Field, Mark, Table, Type, table, table_of
from targettrack.model import MAX_MONTHS, Conventions, Goal, Kind, Plan, Quote, Rules, Settings, Target, Unit, Update

MANY, NAMED = Mark.MANY, Mark.NAMED
GOAL = table_of(Goal)
_head = table_of(Target).rows.values()
ASSUMABLE = tuple(row.name for row in (*_head, *GOAL.rows.values()) if Mark.ASSUMED in row.marks)
HEAD = table(*(row._replace(type=ASSUMABLE) if row.name == "assumed" else row for row in _head))
UPDATE = table(
    *table_of(Update).rows.values(),
    *(row._replace(name=f"goal_{row.name}", attribute=f"goal_{row.name}") for row in GOAL.rows.values()),
)
QUOTE = table_of(Quote)


def _quotes(also: tuple[Quote, ...] = (), **first: Any) -> tuple[Quote, ...]:
    return tuple(quote for quote in (Quote(**first), *also) if quote.text)


_also = Field("also", "also", QUOTE, "also", "other places that promise the same", MANY)
_SOURCE = table(*QUOTE.rows.values(), _also, model=_quotes)
_CYCLES = table(*(Field(kind, kind, Type.WHOLE, "months", "", Mark.NONE, 1, MAX_MONTHS) for kind in Kind))
FILES: dict[str, Table] = {
    "record": table(
        *HEAD.rows.values(),
        Field("goal", "goal", GOAL, "goal", "what was promised, in numbers where there are any"),
        Field("source", "quotes", _SOURCE, "source", "the sentence that promises it"),
        Field("updates", "updates", UPDATE, "updates", "what happened since, by key; append only", NAMED),
    ),
    "plan": table_of(Plan),
    "units": table(Field("unit", "unit", table_of(Unit), "units", "", MANY)),
    "settings": table(
        *table_of(Settings).rows.values(),
        Field("rules", "rules", table_of(Rules), "thresholds"),
        Field("conventions", "conventions", table_of(Conventions), "conventions", "where no rule is written down"),
        Field("cycle_months", "cycle_months", _CYCLES, "reporting cycles"),
        Field("results", "results", Type.MONTH_DAY, "result calendar", "indicator word or kind: its day", NAMED),
    ),
}
