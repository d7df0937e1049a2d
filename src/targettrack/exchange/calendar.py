"""Days of targets as iCalendar (RFC 5545): deadlines, checkpoints, reporting days. Knows no file and no clock.

A day is in the calendar while somebody waits for it. What an event says depends on the record alone, never on the day of the
export: its UID is that of the record, its stamp the last update, so that who imports the file again moves what has moved.
How a target stands is not said, since a calendar is seldom fetched anew. There are no alarms: whoever subscribes to three
hundred days sets his own; `targettrack alerts` reminds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from targettrack.i18n import _
from targettrack.named import NamedTuple
from targettrack.rating import schedule
from targettrack.rating.vocabulary import RATINGS
from targettrack.render.figures import figure_unit
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import quantity
from targettrack.render.safe import safe
from targettrack.render.words import field_word
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from targettrack.model import Plan, Rules
    from targettrack.rating.ladder import Rated

OCTETS = 75
"""What a line may have without its end (RFC 5545, 3.1)."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Event(NamedTuple):
    """A whole day, or, with an end, the same day of every month until then."""

    day: date
    uid: str  # without the domain
    stamp: datetime  # of the last change
    changes: int  # how often it may have been changed: never fewer than before
    category: str
    summary: str
    description: str
    until: date | None = None


def calendar(entries: Iterable[Rated], rules: Rules, name: str) -> str:
    """The days of some entries and of their plans, as the text of a file. `name`: what a calendar program calls it."""
    found = [*events(entries, rules)]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//targettrack//targettrack//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    body = [line for event in sorted(found) for line in _lines(event)]
    return "".join(f"{_folded(line)}\r\n" for line in (*head, *body, "END:VCALENDAR"))


def events(entries: Iterable[Rated], rules: Rules) -> Iterator[Event]:
    """What is still awaited: of each open target its deadline and checkpoints, of each of their plans the reporting days."""
    plans: dict[str, Plan] = {}
    for entry in entries:
        if RATINGS[entry.state.rating].is_open:
            plans[entry.plan.id] = entry.plan
            yield from _of_target(entry)
    yield from (event for plan in plans.values() for event in _of_plan(plan, rules))


def _of_target(entry: Rated) -> Iterator[Event]:
    target, state, shown = entry.target, entry.state, row(entry)
    made = f"{target.recorded.astimezone(UTC):%Y%m%dT%H%M%SZ}-{target.id}"
    stamp = max((target.recorded, *(update.at for update in target.updates)))
    about = _about(shown)
    whose = _(" ({owner})").format(owner=shown.owner) if shown.owner else ""
    changes = len(target.updates)
    if state.deadline is not None:
        said = _("Due: {title}").format(title=shown.title) + whose
        yield Event(state.deadline, f"{made}-deadline", stamp, changes, _("deadline"), said, about)
    for node in state.standing.nodes:
        if node.date >= state.day or node.date == state.missed_checkpoint:
            step = " ".join(filter(None, (node.stage, quantity(node.value, figure_unit(shown)))))
            said = _("Checkpoint: {step}: {title}").format(step=step, title=shown.title) + whose
            yield Event(
                node.date, f"{made}-checkpoint-{node.date:%Y%m%d}", stamp, changes, _("checkpoint"), said, about
            )


def _about(shown: Row) -> str:
    """What a person needs to know whose matter it is, a fact a line."""
    facts = {
        field_word("id"): shown.id,
        field_word("item"): shown.item,
        field_word("owner"): shown.owner,
        field_word("supporting"): _(", ").join(shown.supporting),
        field_word("leader"): shown.leader,
        _("goal"): goal_phrase(shown.goal, shown.kind),
    }
    return "\n".join(_("{name}: {value}").format(name=name, value=value) for name, value in facts.items() if value)


def _of_plan(plan: Plan, rules: Rules) -> Iterator[Event]:
    """The reporting day of every month for the month before; none of a plan that is closed."""
    if plan.start is None or plan.end is None or plan.closed is not None:
        return
    next_month = (plan.start.replace(day=1) + timedelta(days=31)).replace(day=1)
    first = schedule.reporting_day(next_month - timedelta(days=1), rules.reporting_day)
    last = max(first, schedule.reporting_day(plan.end, rules.reporting_day))
    stamp = datetime.combine(plan.published or plan.start, time(), UTC)
    said = _("Progress of last month to be reported: {plan}").format(plan=plan.title)
    yield Event(first, f"{plan.id}-reporting", stamp, 0, _("reporting day"), said, plan.id, last)


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@targettrack"
    yield f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.changes}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.until is not None:
        yield f"RRULE:FREQ=MONTHLY;UNTIL={event.until:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"CATEGORIES:{_text(event.category)}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because something is due
    yield "END:VEVENT"


def _text(value: str) -> str:
    return "\n".join(safe(line) for line in value.split("\n")).translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line in pieces of at most OCTETS bytes, no character halved; every piece but the first begins with a blank."""
    data, pieces, room = line.encode(), [], OCTETS
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # the middle of a character  # noqa: PLR2004  # as UTF-8 marks it
            cut -= 1
        pieces.append(data[:cut])
        data, room = data[cut:], OCTETS - 1
    return b"\r\n ".join((*pieces, data)).decode()
