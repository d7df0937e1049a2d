"""The page of the progress report, in the order of a leader's questions; what only a few look up is folded.

Each count and each target stands in it once.
"""

from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from targettrack.i18n import _, ngettext
from targettrack.named import NamedTuple
from targettrack.rating.vocabulary import LAMPS, Light
from targettrack.render.document import Column, Document, Heading
from targettrack.render.html import blocks, chart, draw, targets
from targettrack.render.html.shell import text
from targettrack.render.numbers import percent, tenth
from targettrack.render.pages import brief, changed, parts, progress
from targettrack.render.words import lamp_word
from targettrack.views.picture import Due, Picture
from targettrack.views.progress import Progress
from targettrack.views.tally import Tally, rate

FEW = 4
"""So many targets of a month are named at once; more are counted, with a way to find them."""


FOLDED, ANNEX = "folded", "annex"


class _Section(NamedTuple):
    """A part of the page. `fold`: as it stands at first; an annex is not printed either, unless it was opened."""

    title: str
    part: str
    fold: str = ""  # FOLDED, ANNEX or "" for neither


def body(view: Progress, document: Document, *, annex: bool) -> str:
    """The title and the documents, the headings as contents, then all parts; what `annex` asks for is unfolded."""
    opening = takewhile(lambda block: not (isinstance(block, Heading) and block.level > 1), document.blocks)
    sections = [section for section in _sections(view) if section.part]
    links = "".join(f'<li><a href="#_{n}">{text(section.title)}</a></li>' for n, section in enumerate(sections, 1))
    shown = "\n".join(_section(n, section, annex=annex) for n, section in enumerate(sections, 1))
    head, label = blocks.html(opening), _("On this page")
    return f'<header>\n{head}\n</header>\n<nav aria-label="{text(label)}"><ul>{links}</ul></nav>\n{shown}'


def _section(n: int, section: _Section, *, annex: bool) -> str:
    heading, part = f'<h2 id="_{n}">{text(section.title)}</h2>', section.part
    if section.fold:
        opened = " open" if annex and section.fold == ANNEX else ""
        inner = f'<details class="{section.fold}"{opened}><summary>{heading}</summary>\n{part}\n</details>'
        if section.fold == ANNEX:
            hint = _("Not printed. To print it, unfold it on the screen, or write the page with --annex.")
            inner += f'\n<p class="paper muted">{text(hint)}</p>'
    else:
        inner = f"{heading}\n{part}"
    return f'<section aria-labelledby="_{n}">\n{inner}\n</section>'


def _sections(view: Progress) -> Iterable[_Section]:
    picture = view.draw()
    yield _Section(_("At a glance"), _headline(view) + _ahead(view, picture))
    if view.changes is not None:
        heading, *told = changed.blocks(view.changes, view.targets)
        assert isinstance(heading, Heading)
        yield _Section(heading.text, blocks.html(told, view.targets))
    yield from _targets(view, picture)
    titles = {plan.id: plan.title for plan in view.plans}
    if len(view.by_plan) > 1:
        yield _Section(_("By plan"), blocks.html([progress.by_lights(view.by_plan, _("Plan"))]), FOLDED)
    yield _Section(_("By section"), blocks.html([progress.by_lights(view.by_section, _("Section"))]), FOLDED)
    yield _Section(_("By state"), blocks.html([progress.states(view.total)]), FOLDED)
    yield _Section(_("Deadlines by month"), _deadlines(picture), FOLDED)
    yield _Section(_("Expected and actual progress"), chart.charts(picture.series, titles), FOLDED)


def _targets(view: Progress, picture: Picture) -> Iterable[_Section]:
    """Every target in one list: what needs attention, then the units, then the lists of those that can wait."""
    lists = {name: [view.targets[id_] for id_ in ids] for name, ids in view.sections.items()}
    told = {row.id for rows in lists.values() for row in rows}
    lists["others"] = [row for row in view.targets.values() if row.id not in told]
    for name, heading in (*progress.HEADINGS.items(), ("others", _("All others"))):
        rows, urgent = lists[name], name == "attention"
        shown = targets.table(rows, picture.shares) if rows else ""
        if urgent:
            nothing = f"<p>{text(_('Nothing.'))}</p>"
            yield _Section(parts.numbered(_(heading), len(rows)), f'<div id="_targets"></div>{shown or nothing}')
            yield _Section(_("Lead units by light"), _units(view))
        else:
            fold = "" if name == "claimed" else ANNEX
            yield _Section(parts.numbered(_(heading), len(rows)), shown, fold)


def _headline(view: Progress) -> str:
    """Counts by light, each with its share; the rates with their bases; in items and by strength; what is left out."""
    total = view.total
    tiles = _tile("", str(total.total), ngettext("target", "targets", total.total), pick="")
    if view.unreadable:
        unread = ngettext("file unreadable", "files unreadable", view.unreadable)
        tiles += _tile(" red", str(view.unreadable), unread)
    for lamp in LAMPS:
        if count := total.by_lamp[lamp]:
            share = f"<small>{tenth(rate(count, total.total).percent)}</small>"
            tiles += _tile(f" {lamp.code}", str(count), lamp_word(lamp), share, pick=lamp.code)
    rates = "".join(_rate(fact) for fact in parts.facts(total, view.apart))
    bar = draw.stack(total.by_lamp, total.total) if total.total else ""
    notes = blocks.html([parts.apart_note(view.apart), *progress.notes(view), *parts.extended_note(total)])
    return f'<ul class="tiles">{tiles}</ul>\n{bar}\n<ul class="tiles rates">{rates}</ul>\n{notes}'


def _ahead(view: Progress, picture: Picture) -> str:
    """The last questions of a brief: who is silent, what comes due, how the year will end."""
    if picture.month is None:
        return ""
    shown = brief.ahead(view.ahead(), view.targets, picture.month.year)
    return "\n" + blocks.html(block._replace(level=3) if isinstance(block, Heading) else block for block in shown)


def _rate(fact: parts.Fact) -> str:
    bar = draw.share(fact.share.percent, None, Light.BLUE)
    beside = f"<small>{text(fact.beside)}</small>" if fact.share.base and fact.beside else ""
    below = f"{bar}<small>{fact.share.part}/{fact.share.base}</small>{beside}"
    return _tile("", percent(fact.share.percent), fact.name, below)


def _tile(tone: str, number: str, name: str, below: str = "", pick: str | None = None) -> str:
    """A number with its name. `pick`: by which light it picks the targets below; None: it picks none."""
    inner = f"<b>{number}</b><span>{text(name)}</span>{below}"
    box = f"<div>{inner}</div>"
    if pick is not None:
        box = f'<a href="#_targets" data-light="{text(pick)}">{inner}</a>'
    return f'<li class="tile{tone}">{box}</li>'


def _deadlines(picture: Picture) -> str:
    """One row for each month with deadlines: how many by light, and which."""
    most = max((len(due.ids) for due in picture.deadlines), default=0)
    rows = [_month(due, picture.month, most) for due in picture.deadlines]
    titles = (_("Month"), _("Targets by light"), _("Which"))
    return blocks.drawn("months plain fixed", [Column(title) for title in titles], rows)


def _month(due: Due, now: date | None, most: int) -> str:
    name, mark = _("ongoing"), ""
    if due.month and now:
        name = f"{due.month.year}-{due.month.month:02d}"
        mark = _("past") if due.month < now else _("this month") if due.month == now else ""
    small = f"<small>{text(mark)}</small>" if mark else ""
    which = " ".join(f'<a href="#{text(id_)}">{text(id_)}</a>' for id_ in due.ids[:FEW])
    if len(due.ids) > FEW:
        counted = text(parts.counted_targets(len(due.ids)))
        which = f'<a href="#_targets" data-find="{text(name)}">{counted}</a>'
    return f'<tr><th scope="row">{text(name)}{small}</th><td>{draw.stack(due.by_lamp, most)}</td><td>{which}</td></tr>'


def _units(view: Progress) -> str:
    """One strip for each lead unit, the unit with most red first, then with most yellow."""
    units = sorted(view.by_owner, key=lambda unit: tuple(-unit.by_light[light] for light in (Light.RED, Light.YELLOW)))
    most = max((unit.total for unit in units), default=0)
    columns = (
        Column(_("Lead unit")),
        Column(_("All"), right=True),
        Column(_("Completion"), right=True),
        Column(_("Targets by light")),
    )
    table = blocks.drawn("units plain", columns, [_unit(unit, most) for unit in units])
    return f"{draw.legend(view.total.by_lamp)}\n{table}" if units else ""


def _unit(unit: Tally, most: int) -> str:
    key = "-".join(f"{unit.by_lamp[lamp]:04d}" for lamp in LAMPS)
    return (
        f'<tr><th scope="row">{blocks.plain(parts.owner_cell(unit.name))}</th><td class="right">{unit.total}</td>'
        f'<td class="right">{unit.completion.part}/{unit.completion.base}</td>'
        f'<td data-key="{key}">{draw.stack(unit.by_lamp, most)}</td></tr>'
    )
