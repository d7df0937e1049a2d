"""The brief: what a leader has to know, on one page and one screen."""

from collections.abc import Mapping, Sequence

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.vocabulary import Light
from targettrack.render.document import Block, Cell, Column, Document, Facts, Heading, Prose, note, text
from targettrack.render.numbers import near_day, spoken_day, tenth, weekday
from targettrack.render.pages import changed, parts
from targettrack.render.pages.alert import NEXT
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import listed_parts, short_phrase
from targettrack.render.words import lamp_word, word
from targettrack.views.answer import Answer
from targettrack.views.brief import Ahead, Brief, Called, DueDay, Headline, Number, Outlook, Silent
from targettrack.views.changed import MONTH
from targettrack.views.row import Row

NAMED = 3
"""So many targets of a kind are named; the others are counted."""
SHORT = 24
"""Characters of a title in a sentence that names several."""
UNITS = 5
"""So many silent units are named."""
TELLING = ("finished", "late", "lights", "deadlines", "goals")
"""What of the changes is told by the targets' names."""
_TONES: Mapping[Headline, Light] = {
    Headline.COMPLETED: Light.BLUE,
    Headline.ON_SCHEDULE: Light.GREEN,
    Headline.RED: Light.RED,
    Headline.YELLOW: Light.YELLOW,
    Headline.SILENT: Light.GREY,
}
_COURSES = {"on_course": N_("on course"), "off_course": N_("off course"), "unknown": N_("nothing to go by")}
_FORECASTS = {
    "can": N_("will be met"),
    "hard": N_("difficult"),
    "cannot": N_("cannot be met"),
    "none": N_("no forecast"),
}


def page(view: Brief, answer: Answer) -> Document:
    """Whose it is and of which day, then the parts."""
    whose = _(", ").join((*view.whose.leaders, *view.whose.units))
    title = _("{whose}: brief as of {day} ({weekday})") if whose else _("Brief as of {day} ({weekday})")
    title = title.format(whose=whose, day=spoken_day(answer.as_of), weekday=weekday(answer.as_of))
    several = [note(ngettext("{n} plan", "{n} plans", len(view.plans)).format(n=len(view.plans)))]
    plans = parts.plan_lines(view.plans) if len(view.plans) <= NAMED else several
    notes = (*plans, *parts.unreadable_note(view.unreadable))
    return Document(title, (Heading(title, 1), *notes, *blocks(view, answer.as_of.year)), single=True)


def blocks(view: Brief, year: int) -> list[Block]:
    """The parts, in the order of a leader's questions. Days of the `year` are said without it."""
    return [
        Facts(tuple((word(number.name), _number(number)) for number in view.numbers), tiles=True),
        Heading(_("Since {day}").format(day=near_day(view.since, year))),
        _changes(view),
        *_worst(view),
        *ahead(view, view.targets, year),
    ]


def ahead(view: Ahead | Brief, targets: Mapping[str, Row], year: int) -> list[Block]:
    """Who has not reported, what falls due, how the year will end; `targets` has at least those that are due."""
    return [*_silent(view.silent), *_due(view.due, targets, year), *_outlook(view.outlook)]


def _number(number: Number) -> Cell:
    """«2/35 = 5.7%», and what it was."""
    now, before = number.now, number.before
    said = _(" (last {part}/{base})").format(part=before.part, base=before.base) if before else _(" (no last report)")
    if before and (before.part, before.base) == (now.part, now.base):
        said = _(" (as last)")
    share = f"{now.part}/{now.base}" + (f" = {tenth(now.percent)}" if now.base else "")
    return Cell(share, _TONES[number.name] if now.part else "", said)


def _changes(view: Brief) -> Prose:
    """How many changed and how; the telling ones by name."""
    changes, before = view.changes, {one.id: one for one in view.changes.changed}
    if not changes.changed:
        return text(_("No change."))

    def turned(row: Row) -> str:
        named = _name(row)
        old = before[row.id].before
        if old is None or before[row.id].earlier.lamp == row.lamp:
            return named
        return _("{name} {old} → {new}").format(
            name=named, old=lamp_word(before[row.id].earlier.lamp), new=lamp_word(row.lamp)
        )

    said = [
        _("{name}: {said}").format(name=_(changed.HEADINGS[name]), said=_several([turned(row) for row in rows]))
        for name in TELLING
        if (rows := [view.targets[id_] for id_ in changes.sections[name]])
    ]
    return _sentences(changed.counted(changes), *(_("{said}.").format(said=one) for one in said))


def _worst(view: Brief) -> list[Block]:
    """The worst, one by one: where each stands and why, who leads it and who is in charge, what is asked for."""
    if not view.worst:
        return [Heading(_("Red and yellow")), text(_("Nothing."))]
    heading = parts.numbered(_("Red and yellow"), view.attention)
    if view.attention > len(view.worst):
        heading = _("The {n} worst of {all} red or yellow").format(n=len(view.worst), all=view.attention)
    called = {one.id: one for one in view.worst}
    rows = [view.targets[id_] for id_ in called]
    leader = Shown(Column(_("Leader"), fixed=True), lambda row: Cell(called[row.id].leader or "–"))
    columns = (
        Shown(Column(_("Id"), fixed=True), lambda row: Cell(row.id)),
        Shown(Column(_("State"), fixed=True), parts.rating_cell),
        Shown(
            Column(_("Target"), grow=True, detail=_("Why")),
            lambda row: Cell(row.title, "strong", listed_parts(short_phrase(row), row.problem.rstrip("。."))),
        ),
        Shown(Column(_("Lead unit")), lambda row: parts.owner_cell(row.owner)),
        *([leader] if any(one.leader for one in view.worst) else []),
        Shown(Column(_("Asked for"), detail=_("In full"), fixed=True), lambda row: _asked(called[row.id])),
    )
    return [
        Heading(heading),
        parts.table(rows, *columns)._replace(terse=True),
    ]


def _asked(called: Called) -> Cell:
    if called.advice is None:
        return Cell(_("settled"), "muted")
    return Cell(word(called.advice), "", _(NEXT[called.advice]))


def _silent(silent: Sequence[Silent]) -> list[Block]:
    """The units that have not reported, with how many targets each."""
    count = sum(len(one.targets) for one in silent)
    units = [_("{unit} {n}").format(unit=one.owner or _("unassigned"), n=len(one.targets)) for one in silent]
    heading = _("Not reported in time ({n})").format(n=count)
    said = _(", ").join(units[:UNITS])
    if len(units) > UNITS:
        said = _("{units} and {n} more units").format(units=said, n=len(units) - UNITS)
    return [Heading(heading), text(_("{said}.").format(said=said) if units else _("Nobody."))]


def _due(due: Sequence[DueDay], targets: Mapping[str, Row], year: int) -> list[Block]:
    count = sum(len(one.targets) for one in due)
    heading = Heading(_("Due within {days} days ({n})").format(days=MONTH, n=count))
    if not count:
        return [heading, text(_("Nothing."))]
    said, left = [], NAMED
    for one in due:
        if left <= 0:
            break
        rows = [targets[id_] for id_ in one.targets]
        names = [_("{name} ({unit})").format(name=_name(row), unit=row.owner or _("unassigned")) for row in rows]
        said.append(_("{name}: {said}").format(name=near_day(one.day, year), said=_several(names, left)))
        left -= len(names)
    rest = due[len(said) :]
    if rest:
        more = sum(len(one.targets) for one in rest)
        said.append(_("{n} more by {day}").format(n=more, day=near_day(rest[-1].day, year)))
    return [heading, text(_("{said}.").format(said=_("; ").join(said)))]


def _outlook(outlook: Outlook) -> list[Block]:
    """What the units say of the year's end, and what figures and days say: two answers."""
    said = [_("The lead units say: {said}.").format(said=_forecasts(outlook)), _trend(outlook)]
    if outlook.contradicted:
        sentence = ngettext(
            "{n} is to be met by its unit's word and off course by its figure: {ids}.",
            "{n} are to be met by their units' word and off course by their figures: {ids}.",
            len(outlook.contradicted),
        )
        said.append(sentence.format(n=len(outlook.contradicted), ids=_several(outlook.contradicted)))
    heading = _("The year's end, of the {n} still open").format(n=outlook.awaited)
    return [Heading(heading), _sentences(*said) if outlook.awaited else text(_("Nothing."))]


def _forecasts(outlook: Outlook) -> str:
    if outlook.said["none"] == outlook.awaited:
        return _("no forecast yet")
    return _(", ").join(f"{_(name)} {outlook.said[code]}" for code, name in _FORECASTS.items())


def _trend(outlook: Outlook) -> str:
    if outlook.unknown == outlook.awaited:
        return _("Figures and days say nothing yet.")
    trend = _(", ").join(f"{_(name)} {getattr(outlook, course)}" for course, name in _COURSES.items())
    return _("Figures and days say: {trend}.").format(trend=trend)


def _sentences(first: str, *others: str) -> Prose:
    """Sentences one after the other, each a piece of its own, since a page folds long pieces."""
    return text(first, *(_(" {sentence}").format(sentence=one) for one in others))


def _name(row: Row) -> str:
    title = row.title if len(row.title) <= SHORT else f"{row.title[: SHORT - 1]}…"
    return f"{row.id} {title}"


def _several(names: Sequence[str], most: int = NAMED) -> str:
    """Some names, and how many there are if these are not all."""
    said = _(", ").join(names[:most])
    if len(names) <= most:
        return said
    return _("{names} and {n} more").format(names=said, n=len(names) - most)
