"""The words around a form: what its sheet is called, what stands above its rows, how it is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from targettrack.exchange.columns import Form
from targettrack.exchange.forms.lines import Line
from targettrack.exchange.forms.values import Occasion
from targettrack.exchange.grid import Cell, Column, Sheet, Style
from targettrack.i18n import N_, _

_NAMES: Mapping[Form, str] = {
    Form.REVIEW: N_("Review of drafts"),
    Form.DIVISION: N_("Division of tasks"),
    Form.REGISTER: N_("Register of tasks"),
    Form.MONTH: N_("Monthly report"),
    Form.ASSESS: N_("Assessment"),
}
_NOTES: Mapping[Form, str] = {
    Form.REVIEW: N_(
        "Correct what is wrong in the tinted cells, and choose in «What to do». Then: targettrack import FILE."
        " A row that is left blank there stays a draft, or is accepted with --accept-rest."
    ),
    Form.DIVISION: N_(
        "Nodes: what is to be reached by the end of each quarter, a number or a stage; another day as 2025-05-31=400."
        " What you do not agree with goes into «Opinion»."
    ),
    Form.REGISTER: N_(
        "State on {day}; expected shares are of the day of the figure beside them."
        " Corrections of units, figures and words are taken back by: targettrack import FILE"
    ),
    Form.MONTH: N_(
        "Return by {reply_by}. Fill in the tinted cells, only what is new; a blank cell changes nothing."
        " A figure without a day is of {month_end}, as is the expected share."
    ),
    Form.ASSESS: N_(
        "Choose a finding and give its reason, from what the unit has reported. Rows without a finding stay as they are."
        " Then: targettrack import FILE"
    ),
}
MOST_PLANS = 2
"""Plans that a title names; of more it names the first."""
GUIDE = N_("How to fill in")
"""The sheet that says how; it holds no rows."""
_GUIDE: tuple[tuple[str, str], ...] = (
    (
        "value",
        N_(
            "Figure: the newest number, without its unit; where a running total is asked, the total since the beginning."
        ),
    ),
    ("as_of", N_("Figure as of: the last day that the figure holds for. Blank: {month_end}.")),
    ("data", N_("Status of the figure: an estimate or preliminary figure is said to be one; blank: final.")),
    ("node", N_("Stage: which planned node is reached, in the words of the column «Next node» or your own.")),
    ("-node", N_("Stage: which step of the work is reached, in your own words.")),
    ("expected", N_("Expected share: how far the task should be by {month_end}.")),
    ("note", N_("Progress, problem, next step: in words, what is new since the last report.")),
    (
        "evidence",
        N_("Evidence: number of the paper, name of the file or address; needed where a task is claimed done."),
    ),
    ("forecast", N_("Forecast: whether the task will be met by its deadline.")),
    (
        "done",
        N_("Claimed done: yes, with the day on which it was finished and the evidence. The office verifies it."),
    ),
    (
        "ask_deadline",
        N_("Extension asked to: the new day, with the reason, before the deadline has passed. It holds once approved."),
    ),
    ("role", N_("Supporting units report in words; a figure only in the row of their own part.")),
    (
        "id",
        N_(
            "Leave the column «Id» as it is: rows are found by it. The sheet may be filtered, its rows and columns resized."
        ),
    ),
)
"""How columns are filled in, each by the column without which nothing is said of it; with a minus, where that is not there."""


def sheet_name(form: Form) -> str:
    """What the sheet of a form is called."""
    return _(_NAMES[form])


def heads(form: Form, lines: Sequence[Line], occasion: Occasion) -> list[tuple[str, Style]]:
    """What stands above the headings: the title, whose sheet it is, how it is filled in."""
    plans = {line.entry.plan.id: line.entry.plan for line in lines}
    of = _(", ").join(plan.title for plan in plans.values())
    if len(plans) > MOST_PLANS:
        of = _("{plan} and others ({n} in all)").format(plan=next(iter(plans.values())).title, n=len(plans))
    title = _("{plan}: {form}").format(form=_(_NAMES[form]), plan=of)
    whose = [_("Unit: {unit}").format(unit=occasion.unit)] if occasion.unit else []
    note = _(_NOTES[form]).format(**_days(occasion))
    return [(title, Style.TITLE), *((text, Style.NOTE) for text in (*whose, note))]


def guide(form: Form, occasion: Occasion, columns: Iterable[str]) -> tuple[Sheet, ...]:
    """A sheet that says how each of some columns, by their codes, is filled in; only units need one."""
    if form is not Form.MONTH:
        return ()
    title = (Cell(_("How to fill in this form"), Style.TITLE),)
    there = {*columns}
    told = [text for code, text in _GUIDE if (code.strip("-") in there) is not code.startswith("-")]
    rows = [(Cell(f"{nth}. {_(text).format(**_days(occasion))}"),) for nth, text in enumerate(told, start=1)]
    return (Sheet(_(GUIDE), (title, *rows), (Column(90),)),)


def _days(occasion: Occasion) -> dict[str, str]:
    return {"day": _said(occasion.day), "reply_by": _said(occasion.reply_by), "month_end": _said(occasion.month_end)}


def _said(day: date) -> str:
    """A day in words: «2025年7月10日»."""
    return _("{year:04}-{month:02}-{day:02}").format(year=day.year, month=day.month, day=day.day)
