"""What a form prints of a target, field by field, as text that may be typed back. Knows words; knows no file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from targettrack.exchange.columns import FORMS, Filler, Form
from targettrack.i18n import N_, _
from targettrack.ledger.selection import leader_of
from targettrack.model import Checkpoint, Decision, Ledger, Status
from targettrack.named import NamedTuple
from targettrack.rating import schedule
from targettrack.rating.compare import Comparison
from targettrack.rating.ladder import Rated
from targettrack.rating.reason import per_cent
from targettrack.rating.schedule import Window
from targettrack.rating.standing import Figure
from targettrack.render.figures import figure_unit
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import plain
from targettrack.render.reasons import grounds
from targettrack.render.safe import safe
from targettrack.render.states import state_word
from targettrack.render.words import word
from targettrack.views.row import Row, row

LEADS, SUPPORTS = N_("leads"), N_("helps")
"""The part that the unit of a sheet has in a target."""
PARTED = "、"
"""Between several units or tags of one cell."""
NODES_PARTED = "；"
QUARTERS = ("q1", "q2", "q3", "q4")


class Occasion(NamedTuple):
    """What a form is made for: in which ledger, on which day, for whom."""

    ledger: Ledger
    day: date  # that the states are of
    sentences: Mapping[str, str] = {}  # of the report, by id; of the others their quotes are shown
    unit: str = ""  # that the sheet is for; "": the office itself

    @property
    def reply_by(self) -> date:
        """The reporting day by which a month's sheet is to be back."""
        return schedule.reporting_day(self.day, self.ledger.settings.rules.reporting_day)

    @property
    def month_end(self) -> date:
        """The last day of the month that such a sheet reports on: that before the reporting day."""
        return self.reply_by.replace(day=1) - schedule.ONE_DAY


class Shown(NamedTuple):
    """One row of a form: a target, or one part of it, with what it is made from."""

    entry: Rated
    part: str  # "": the whole
    occasion: Occasion
    form: Form
    row: Row

    @property
    def stands(self) -> str:
        """Whether a figure of its own stands there: of the whole or of the part; «» for none."""
        return plain(self._newest[0])

    @property
    def stands_on(self) -> date | None:
        """The day of that figure."""
        return self._newest[1]

    @property
    def reached(self) -> Figure | None:
        """The newest step that was reported of the whole."""
        figures = () if self.part else self.entry.state.standing.figures
        return next((figure for figure in reversed(figures) if figure.stage), None)

    @property
    def _newest(self) -> tuple[Decimal | None, date | None]:
        standing = self.entry.state.standing
        figures = standing.parts.get(self.part, ()) if self.part else standing.figures
        last = next((figure for figure in reversed(figures) if figure.value is not None), None)
        own = (None, None) if last is None else (last.value, last.as_of)
        reason = self.row.reason  # which knows the sum of the parts
        is_later = reason.figure_on is not None and (own[1] is None or reason.figure_on > own[1])
        return (reason.figure, reason.figure_on) if is_later and not self.part else own


def values(form: Form, entry: Rated, occasion: Occasion, part: str = "") -> dict[str, str]:
    """What stands in each column of a form for a target, or for one part of it; "" where nothing does.

    What a unit fills in is blank in a month's sheet, which asks for news; elsewhere what is known stands there.
    """
    shown = Shown(entry, part, occasion, form, row(entry))
    return {code: _text(shown, code, filler) for code, filler in FORMS[form].items()}


def quarter_of(entry: Rated, code: str) -> Window:
    """The days of a column of nodes: a quarter of the year of the target's plan."""
    year = entry.plan.year or (entry.plan.end or entry.state.day).year
    first = date(year, 3 * QUARTERS.index(code) + 1, 1)
    return Window(first, schedule.months_later(first - schedule.ONE_DAY, Fraction(3)))


def _text(shown: Shown, code: str, filler: Filler) -> str:
    is_asked = shown.form is Form.MONTH and filler is Filler.UNIT
    if is_asked or code in _BLANK:
        return ""
    text = _VALUES[code](shown)
    if filler is Filler.NOBODY and code in _UNITS and text:
        text += _UNITS[code](shown)
    return "\n".join(map(safe, text.split("\n"))) if text.strip() else ""  # as a sheet keeps no cell of blanks


_BLANK = frozenset({"responsible", "opinion", "assess", "reason", "data", "stage", "done", "ask_deadline", "forecast"})
"""What nobody has said before the form is filled in."""


def _decision(shown: Shown) -> str:
    """Sure drafts are proposed for acceptance; of the others the reviewer says something, or accepts the rest at once."""
    confidence = shown.entry.target.confidence
    is_sure = confidence is not None and confidence >= shown.occasion.ledger.settings.sure
    return word(Decision.ACCEPT) if is_sure else ""


def _sentence(shown: Shown) -> str:
    target = shown.entry.target
    return shown.occasion.sentences.get(target.id) or "\n".join(quote.text for quote in target.quotes)


def _goal(shown: Shown) -> str:
    """The goal in signs and numbers, or the test of one that has none."""
    goal, target = shown.row.goal, shown.entry.target
    if shown.part:
        return f"{plain(goal.parts.get(shown.part))}{goal.unit}"
    return goal_phrase(goal, target.kind) or goal.done_when


def _goal_value(shown: Shown) -> str:
    goal = shown.row.goal
    return plain(goal.value) if goal.to is None else f"{plain(goal.value)}-{plain(goal.to)}"


def _deadline(shown: Shown) -> str:
    """The last day; that there is none is said where nobody is to fill it in."""
    if shown.row.deadline is not None:
        return shown.row.deadline.isoformat()
    return _("ongoing") if FORMS[shown.form]["deadline"] is Filler.NOBODY else ""


def _contact(shown: Shown) -> str:
    return next((unit.contact for unit in shown.occasion.ledger.units if unit.name == shown.row.owner), "")


def _nodes(code: str) -> Callable[[Shown], str]:
    """The planned nodes of a quarter: what is to be reached by its end, with its day where that is another one."""

    def nodes(shown: Shown) -> str:
        window = quarter_of(shown.entry, code)
        own = [node for node in shown.entry.state.standing.nodes if window.start <= node.date <= window.end]
        bare = len(own) == 1 and own[0].date == window.end
        return NODES_PARTED.join(_aim(node) if bare else f"{node.date}={_aim(node)}" for node in own)

    return nodes


def _aim(node: Checkpoint) -> str:
    return node.stage or plain(node.value)


def _next_node(shown: Shown) -> str:
    """The node that is due next, with its day."""
    node = next((node for node in shown.entry.state.standing.nodes if node.date > shown.occasion.day), None)
    return "" if node is None else f"{node.date} {_aim(node)}"


def _last(shown: Shown) -> str:
    """The newest figure, else the newest step that was reported; never one that is only planned."""
    reached = shown.reached
    return shown.stands or ("" if reached is None else reached.stage)


def _last_as_of(shown: Shown) -> str:
    on, reached = shown.stands_on, shown.reached
    return _day(on if shown.stands or reached is None else reached.as_of)


def _expected(shown: Shown) -> str:
    """The share of the way that should have been gone; of what is compared as it is, none.

    In a month's sheet by the end of its month, which its head names; else at the day of the figure, by which the state is
    judged, and without one at the day of the form.
    """
    state, rules = shown.entry.state, shown.occasion.ledger.settings.rules
    comparison = Comparison(state.standing, shown.entry.plan, rules)
    if shown.part or state.deadline is None or comparison.yardstick.share(Fraction(0)) is None:
        return ""
    judged_on = shown.stands_on or shown.occasion.day
    day = shown.occasion.month_end if shown.form is Form.MONTH else judged_on
    share, _method = comparison.expected(min(day, state.deadline))
    return "" if share is None else plain(per_cent(share))


def _state(shown: Shown) -> str:
    return "" if shown.part else state_word(shown.row)


def _closed_on(shown: Shown) -> str:
    standing = shown.entry.state.standing
    return _day(standing.status_on if standing.status is Status.CLOSED else None)


def _evidence(shown: Shown) -> str:
    updates = reversed(shown.entry.state.standing.updates)
    return next((update.evidence for update in updates if update.evidence), "")


def _role(shown: Shown) -> str:
    return _(LEADS if shown.row.owner == shown.occasion.unit else SUPPORTS) if shown.occasion.unit else ""


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _assessed(shown: Shown) -> str:
    given = shown.row.reason.assessment
    return "" if given is None else word(given)


_VALUES: Mapping[str, Callable[[Shown], str]] = {
    "id": lambda shown: shown.row.id,
    "item": lambda shown: shown.row.item,
    "part": lambda shown: shown.part,
    "section": lambda shown: shown.row.section.rpartition(" · ")[2],
    "sentence": _sentence,
    "title": lambda shown: shown.row.title,
    "role": _role,
    "kind": lambda shown: word(shown.row.kind),
    "strength": lambda shown: word(shown.row.strength),
    "goal": _goal,
    "goal_comparator": lambda shown: word(shown.row.goal.comparator) if shown.row.goal.comparator else "",
    "goal_value": _goal_value,
    "goal_unit": lambda shown: shown.row.goal.unit,
    "goal_denominator": lambda shown: plain(shown.row.goal.denominator),
    "goal_done_when": lambda shown: shown.row.goal.done_when,
    "deadline": _deadline,
    "leader": lambda shown: leader_of(shown.entry, shown.occasion.ledger.units),
    "owner": lambda shown: shown.row.owner,
    "supporting": lambda shown: PARTED.join(shown.row.supporting),
    "contact": _contact,
    "tags": lambda shown: PARTED.join(shown.row.tags),
    **{code: _nodes(code) for code in QUARTERS},
    "node": _next_node,
    "last": _last,
    "last_as_of": _last_as_of,
    "reported": lambda shown: _day(shown.row.reported),
    "share": lambda shown: plain(shown.row.reason.actual),
    "expected": _expected,
    "state": _state,
    "why": lambda shown: grounds(shown.row),
    "closed_on": _closed_on,
    "value": lambda shown: shown.stands,
    "as_of": lambda shown: _day(shown.stands_on),
    "note": lambda shown: shown.row.note,
    "problem": lambda shown: shown.row.problem,
    "next": lambda shown: shown.row.next,
    "evidence": _evidence,
    "act": _decision,
    "confidence": lambda shown: plain(shown.entry.target.confidence),
    "assessed": _assessed,
    "assessed_on": lambda shown: _day(shown.row.reason.assessed_on),
    "assessed_for": lambda shown: shown.row.assessed_for,
}
"""What stands in a column, by its code."""
_UNITS: Mapping[str, Callable[[Shown], str]] = {
    "last": lambda shown: figure_unit(shown.row) if shown.stands else "",
    "share": lambda _shown: "%",
    "expected": lambda _shown: "%",
}
"""The unit behind a number that is only shown; what is filled in is a number alone."""
