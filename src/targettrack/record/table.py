"""Every key of every file: one row each, with its type, its words, its bounds, and who may set it. Knows no values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Flag, StrEnum, auto
from typing import Any, NamedTuple

from targettrack.model import (
    Assessment,
    Better,
    Checkpoint,
    Comparator,
    DataStatus,
    Every,
    Forecast,
    Goal,
    Kind,
    Level,
    Measure,
    Quantity,
    Status,
    Strength,
)

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a date may have: beyond them it is a slip of the pen (0205, 20225), and calendars run out."""
MAX_DAYS, MAX_MONTHS, MAX_POINTS, MAX_WHOLE = 3660, 120, 1000, 10**9


class Type(StrEnum):
    """What a value is in the file; the code is what a fault calls it, a key of the catalogues."""

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    WHOLE = "whole number"
    DAY = "date"
    MONTH_DAY = "month and day"  # 02-28
    MOMENT = "time with offset"
    FLAG = "true or false"
    LIST = "list"
    TABLE = "table"


class Mark(Flag):
    """What else holds for a row."""

    NONE = 0
    REQUIRED = auto()
    SET = auto()  # a person may set it: by `review --set`, and a field of a goal by `--goal`
    ASSUMED = auto()  # may be named in `assumed`
    MANY = auto()  # a list of such values
    NAMED = auto()  # such values by names that are free


class Table(NamedTuple):
    """The rows of a table, in the order in which they are written, and what is made of their values."""

    rows: Mapping[str, Field]
    required: frozenset[str]
    model: Callable[..., Any]


class Field(NamedTuple):
    """One key. `word` names it on a page, `about` says the rest in the schema; both are keys of the catalogues."""

    name: str
    type: Type | type[StrEnum] | tuple[str, ...] | Table  # a tuple: one of these words
    word: str
    about: str = ""
    marks: Mark = Mark.NONE
    least: int | None = None
    most: int | None = None


def _table(*fields: Field, model: Callable[..., Any] = dict) -> Table:
    required = frozenset(field.name for field in fields if Mark.REQUIRED in field.marks)
    return Table({field.name: field for field in fields}, required, model)


TEXT, ID, NUMBER, WHOLE, DAY, MONTH_DAY, MOMENT, FLAG, _LIST, _TABLE = Type
REQUIRED, SET, ASSUMED, MANY, NAMED = Mark

_QUANTITY = _table(
    Field("value", NUMBER, "value", marks=REQUIRED),
    Field("unit", TEXT, "unit"),
    model=Quantity,
)
GOAL = _table(
    Field("indicator", TEXT, "indicator", "what is counted or measured", SET | ASSUMED),
    Field("comparator", Comparator, "comparator", "~ is «about»; absent: not known", SET | ASSUMED),
    Field("value", NUMBER, "value", "the number as it was written, in the unit", SET),
    Field("to", NUMBER, "upper end", "the higher end of a range; it is met at the value", SET),
    Field("unit", TEXT, "unit", "as it was written: 个, 万人, %", SET | ASSUMED),
    Field("tolerance", NUMBER, "tolerance", "how far «about» reaches, in the unit", SET | ASSUMED, 0),
    Field("baseline", NUMBER, "baseline", "where the indicator stood before", SET | ASSUMED),
    Field("baseline_date", DAY, "baseline date", "the day that the baseline is of", SET | ASSUMED),
    Field("denominator", NUMBER, "denominator", "how many units «all» means", SET | ASSUMED, 0),
    Field("per", TEXT, "counted in", "what one unit of a coverage goal is: 行政村", SET | ASSUMED),
    Field("every", Every, "every", "the period that the number holds for", SET | ASSUMED),
    Field("set_by", TEXT, "set by", "who gives the number, where the document leaves it to them: 省", SET | ASSUMED),
    Field("better", Better, "better", "the good side, where the comparator does not say", SET | ASSUMED),
    Field("measure", Measure, "measure", "whether it can be delivered after the deadline", SET | ASSUMED),
    Field("done_when", TEXT, "done when", "the acceptance test", SET | ASSUMED),
    Field("of", ID, "follows", "id of the target that a relative goal follows", SET | ASSUMED),
    Field("result_due", DAY, "result due", "when the figure can be known", SET | ASSUMED),
    Field("cycle", WHOLE, "cycle", "months between two reports", SET | ASSUMED, 1, MAX_MONTHS),
    Field("equivalent", _QUANTITY, "the same in another unit", marks=SET),
    Field("parts", NUMBER, "parts", "what each town or unit has of the value", SET | NAMED),
    model=Goal,
)
_QUOTE = (
    Field("quote", TEXT, "quote", "verbatim"),
    Field("line", WHOLE, "line", "of the text that was read, from 1", least=1),
    Field("page", WHOLE, "page", "of the document, from 1", least=1),
)
_SOURCE = _table(*_QUOTE, Field("also", _table(*_QUOTE), "also", "other places that promise the same", MANY))
_CHECKPOINT = _table(
    Field("date", DAY, "date", "the day by which it is to be reached", REQUIRED),
    Field("value", NUMBER, "value", "in the goal's unit; of a work, per cent of it"),
    Field("stage", TEXT, "stage", "a named step of the work"),
    model=Checkpoint,
)
_PROMISE = (
    Field("id", ID, "id", "equals the name of the file; given once, never again", REQUIRED),
    Field("item", TEXT, "item", "the task of the office's list; several records may share one", SET),
    Field("title", TEXT, "title", "the commitment in a few words", REQUIRED | SET),
    Field("owner", TEXT, "lead unit", "exactly one; empty while not assigned", SET | ASSUMED),
    Field("supporting", TEXT, "supporting", "the units that support the lead unit", SET | ASSUMED | MANY),
    Field("leader", TEXT, "leader", "in charge of it; absent: that of the lead unit", SET | ASSUMED),
    Field("start", DAY, "start", "the first day, if it is not the plan's", SET | ASSUMED),
    Field("deadline", DAY, "deadline", "the last day, inclusive; absent: ongoing", SET | ASSUMED),
    Field("status", Status, "status", "what people state of it"),
    Field("kind", Kind, "kind", "how it is measured", REQUIRED | SET | ASSUMED),
    Field("strength", Strength, "strength", "a firm promise, or an endeavour", SET | ASSUMED),
    Field("section", TEXT, "section", "its headings verbatim, from the highest down", SET),
    Field("tags", TEXT, "tags", "words to find it by", SET | MANY),
)
ASSUMABLE = tuple(field.name for field in (*_PROMISE, *GOAL.rows.values()) if ASSUMED in field.marks)
HEAD = _table(
    *_PROMISE,
    Field("assumed", ASSUMABLE, "assumed", "the fields that the source does not state", MANY),
    Field("draft", FLAG, "draft", "not accepted yet"),
    Field("confidence", NUMBER, "confidence", "how often a draft of this make is right, from 0 to 1", least=0, most=1),
    Field("discarded", FLAG, "discarded", "a draft that was dropped; its id stays used"),
    Field("upper", ID, "plan above", "id of the same matter in a plan above", SET),
    Field("previous", ID, "last year", "id of the same matter in last year's plan", SET),
    Field("recorded", MOMENT, "recorded", "when the record was made", REQUIRED),
    Field("key", TEXT, "key", "of the command that made it; repeated, it changes nothing"),
    Field(
        "checkpoint", _CHECKPOINT, "checkpoints", "positions on the way; in an update a day alone takes one away", MANY
    ),
)
UPDATE = _table(
    Field("at", MOMENT, "entered", "when it was entered", REQUIRED),
    Field("as_of", DAY, "holds for", "the day that the fact holds for; absent: the day of entry"),
    Field("by", TEXT, "by", "who entered it"),
    HEAD.rows["status"],
    Field("value", NUMBER, "figure", "in the goal's unit"),
    Field("stage", TEXT, "stage", "the step that is reached, as a checkpoint names it"),
    Field("note", TEXT, "note", "progress in words"),
    Field("problem", TEXT, "problem", "what stands in the way"),
    Field("next", TEXT, "next step"),
    Field("evidence", TEXT, "evidence", "proof: a paper's number, a path, an address"),
    Field("forecast", Forecast, "forecast", "what the lead unit expects of the full term"),
    Field("assess", Assessment, "assessment", "the office's own judgement"),
    Field("data", DataStatus, "status of the figure", "absent: final"),
    Field("part", TEXT, "part", "the part that the value is of"),
    Field("total", FLAG, "running total", "where the goal expects the value of a period"),
    Field("completed", DAY, "completed on", "the day the work was finished"),
    Field("waive", TEXT, "waived", "why it is closed without evidence, or below the goal"),
    Field("returned", FLAG, "returned", "the claim is sent back"),
    Field("reopened", FLAG, "reopened", "the closing is taken back"),
    HEAD.rows["checkpoint"],
    Field("node_met", DAY, "checkpoint met", "the day of the checkpoint that the office holds for met"),
    *(HEAD.rows[name] for name in ("owner", "supporting", "leader", "item", "upper", "previous")),
    Field("into", ID, "carried into", "id in the next plan"),
    HEAD.rows["deadline"],
    Field("ask_deadline", DAY, "deadline asked for", "a unit's request, until the office answers"),
    Field("notice", TEXT, "notice", "a letter of supervision that was sent"),
    Field("reply_by", DAY, "reply by", "the day by which the notice is to be answered"),
    Field("unmentioned", FLAG, "not mentioned", "the later report says nothing of it"),
    Field("via", TEXT, "by way of", "file, sheet and row of an import, or the later report"),
    Field("reason", TEXT, "reason", "why something is changed"),
    Field("authority", TEXT, "authority", "who allowed a change"),
    Field("void", TEXT, "takes back", "key of the update that is taken back"),
    *(field._replace(name=f"goal_{field.name}") for field in GOAL.rows.values()),
)
RECORD = _table(
    *HEAD.rows.values(),
    Field("goal", GOAL, "goal", "what was promised, in numbers where there are any"),
    Field("source", _SOURCE, "source", "the sentence that promises it"),
    Field("updates", UPDATE, "updates", "what happened since, by key; append only", NAMED),
)
PLAN = _table(
    Field("id", ID, "id", "equals the name of the folder", REQUIRED),
    Field("title", TEXT, "title", "of the document", REQUIRED),
    Field("issuer", TEXT, "issuer", "the government that promises"),
    Field("level", Level, "level", "its tier"),
    Field("year", WHOLE, "year", "", least=FIRST_YEAR, most=LAST_YEAR),
    Field("start", DAY, "start", "the first day of the plan", REQUIRED),
    Field("end", DAY, "end", "the last day of the plan, inclusive", REQUIRED),
    Field("published", DAY, "published"),
    Field("document", TEXT, "document", "name of the file that was read"),
    Field("sha256", TEXT, "checksum", "SHA-256 of that file"),
    Field("parent", ID, "plan above"),
    Field("previous", ID, "last year", "last year's plan"),
    Field("columns", TEXT, "columns", "of the office's own list: its heading, our field", NAMED),
    Field("reviewed", TEXT, "later report", "the report of the next year that it was held against"),
    Field("closed", DAY, "closed", "afterwards only corrections are entered"),
    Field("fictional", FLAG, "fictional", "an example"),
    Field("remind_days", WHOLE, "reminder days", "days before a deadline", MANY, 0, MAX_DAYS),
)
_UNIT = _table(
    Field("name", TEXT, "name", "in full", REQUIRED),
    Field("aliases", TEXT, "other names", "that may be typed for it", MANY),
    Field("level", Level, "level", "the tier of its government"),
    Field("leader", TEXT, "leader", "in charge of the unit"),
    Field("contact", TEXT, "contact"),
    Field("leads", TEXT, "lead words", "words of a promise that it usually leads", MANY),
)
UNITS = _table(Field("unit", _UNIT, "units", marks=MANY))
_RULES = _table(
    Field("method", ("month", "day"), "method", "how the expected share is counted: by whole months or by days"),
    Field("ahead", NUMBER, "ahead", "points above the expected share", least=0, most=MAX_POINTS),
    Field("behind", NUMBER, "behind", "points, below zero; far behind below them", least=-MAX_POINTS, most=0),
    Field("checkpoint_months", WHOLE, "months after a checkpoint", "far behind afterwards", least=0, most=MAX_MONTHS),
    Field("near_share", NUMBER, "due soon", "per cent of the window that is left", least=0, most=100),
    Field("imminent_share", NUMBER, "due very soon", "per cent of the window that is left", least=0, most=100),
    PLAN.rows["remind_days"],
    Field("working_days", FLAG, "working days", "reminder days are working days of the PRC"),
    Field("stale_cycles", NUMBER, "stale after", "reporting cycles without news", least=0, most=MAX_MONTHS),
)
_CONVENTIONS = _table(
    Field("about", NUMBER, "about", "points that a rate may lie below «about» its number", least=0, most=MAX_POINTS),
    Field("early_warning", NUMBER, "early warning", "per cent of a ceiling that is used", least=0, most=100),
    Field(
        "small_count", NUMBER, "small counts", "points of one piece from which on a gap is not red", least=0, most=100
    ),
    Field("account_due", MONTH_DAY, "account due", "when a year's account is due in the next year"),
)
SETTINGS = _table(
    Field("language", TEXT, "language", "zh or en; empty: that of the reader's system"),
    Field("timezone", TEXT, "time zone", "in which a day begins"),
    Field("plan", ID, "current plan"),
    Field("reporting_day", WHOLE, "reporting day", "of the month, for the month before", least=1, most=28),
    Field("sure", NUMBER, "sure", "confidence from which on a draft counts as sure", least=0, most=1),
    Field("rules", _RULES, "thresholds"),
    Field("conventions", _CONVENTIONS, "conventions", "where no rule is written down anywhere"),
    Field(
        "cycle_months",
        _table(*(Field(kind, WHOLE, "reporting cycle", "months", least=1, most=MAX_MONTHS) for kind in Kind)),
        "reporting cycles",
    ),
    Field("results", MONTH_DAY, "result calendar", "indicator word or kind: when its figure is known", NAMED),
)
FILES = {"record": RECORD, "plan": PLAN, "units": UNITS, "settings": SETTINGS}
