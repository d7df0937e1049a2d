"""The page of the progress report: the picture first, then the document, then every target with an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _, ngettext
from targettrack.rating.vocabulary import Light
from targettrack.render.document import Column, Heading
from targettrack.render.html import blocks, chart, draw, targets
from targettrack.render.html.shell import text
from targettrack.render.numbers import percent, tenth
from targettrack.render.pages.parts import owner_cell
from targettrack.render.words import word
from targettrack.views.tally import rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from targettrack.render.document import Block, Document
    from targettrack.views.picture import Due, Headline, Picture, Strip
    from targettrack.views.progress import Progress
    from targettrack.views.tally import Rate

FEW = 4
"""So many targets of a month are named at once; more are folded under their number."""


def body(view: Progress, as_of: date, document: Document) -> str:
    """All parts with a list of them. The first headings and lines of the document stand above everything."""
    opening, rest = _parted(document.blocks)
    anchors = frozenset(row.id for row in view.picture.targets)
    drawn = [
        (_("At a glance"), _headline(view)),
        *((title, part) for title, part in _pictures(view, as_of) if part),
    ]
    written = [(heading, blocks.html(members, anchors)) for heading, members in rest]
    every = _("All targets ({n})").format(n=len(anchors))
    listed = [(every, targets.table(view.picture))] if anchors else []
    sections = [*drawn, *written, *listed]
    links = "".join(f'<li><a href="#_{n}">{text(title)}</a></li>' for n, (title, _part) in enumerate(sections, 1))
    parts = "\n".join(
        f'<section aria-labelledby="_{n}">\n<h2 id="_{n}">{text(title)}</h2>\n{part}\n</section>'
        for n, (title, part) in enumerate(sections, 1)
    )
    head, label = blocks.html(opening), _("On this page")
    return f'<header>\n{head}\n</header>\n<nav aria-label="{text(label)}"><ul>{links}</ul></nav>\n{parts}'


def _parted(all_blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """What stands before the first section, then each section with its title."""
    opening: list[Block] = []
    sections: list[tuple[str, list[Block]]] = []
    for block in all_blocks:
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004  # a section
            sections.append((block.text, []))
        else:
            (sections[-1][1] if sections else opening).append(block)
    return opening, sections


def _pictures(view: Progress, as_of: date) -> tuple[tuple[str, str], ...]:
    picture = view.picture
    titles = {plan.id: plan.title for plan in view.plans}
    return (
        (_("Expected and actual progress"), chart.charts(picture.series, titles)),
        (_("Deadlines by month"), _deadlines(picture.deadlines, as_of)),
        (_("Lead units by light"), _units(picture)),
    )


def _headline(view: Progress) -> str:
    """Counts by light, each with its share; the three rates with their bases."""
    headline = view.picture.headline
    tiles = "".join(
        f'<li class="tile {light}"><a href="#_targets" data-light="{text(word(light))}">'
        f"<b>{count}</b><span>{text(word(light))}</span>"
        f"<small>{tenth(rate(count, headline.read).percent)}</small></a></li>"
        for light in draw.LIGHTS
        if (count := headline.by_light[light])
    )
    total = view.total
    rates = "".join(
        (
            _rate(_("Completion (closed / all but dropped)"), total.completion),
            _rate(_("On schedule (of those that can be rated)"), total.on_schedule),
            _rate(_("Closed on time (of those due)"), total.on_time),
        )
    )
    bar = draw.stack(headline.by_light, headline.read) if headline.read else ""
    return f'<ul class="tiles">{_whole(headline)}{tiles}</ul>\n{bar}\n<ul class="tiles rates">{rates}</ul>'


def _whole(headline: Headline) -> str:
    read = ngettext("target", "targets", headline.read)
    tile = (
        f'<li class="tile"><a href="#_targets" data-light=""><b>{headline.read}</b><span>{text(read)}</span></a></li>'
    )
    if not headline.unreadable:
        return tile
    unread = ngettext("file unreadable", "files unreadable", headline.unreadable)
    return f'{tile}<li class="tile red"><div><b>{headline.unreadable}</b><span>{text(unread)}</span></div></li>'


def _rate(name: str, share: Rate) -> str:
    bar = draw.share(share.percent, None, Light.BLUE)
    return (
        f'<li class="tile"><div><b>{percent(share.percent)}</b><span>{text(name)}</span>'
        f"{bar}<small>{share.part}/{share.base}</small></div></li>"
    )


def _deadlines(deadlines: Sequence[Due], as_of: date) -> str:
    """One row for each month with deadlines: how many by light, and which."""
    if not deadlines:
        return ""
    most = max(due.total for due in deadlines)
    month = as_of.replace(day=1)
    rows = "\n".join(_month(due, month, most) for due in deadlines)
    head = blocks.head((Column(_("Month")), Column(_("Targets by light")), Column(_("Which"))))
    return f'<table class="months plain fixed">{head}<tbody>\n{rows}\n</tbody></table>'


def _month(due: Due, now: date, most: int) -> str:
    name, mark = _("ongoing"), ""
    if due.month is not None:
        name = f"{due.month.year}-{due.month.month:02d}"
        mark = _("past") if due.month < now else _("this month") if due.month == now else ""
    small = f"<small>{text(mark)}</small>" if mark else ""
    ids = " ".join(f'<a href="#{text(id_)}">{text(id_)}</a>' for id_ in due.ids)
    if due.total > FEW:
        summary = ngettext("{n} target", "{n} targets", due.total).format(n=due.total)
        ids = f"<details><summary>{text(summary)}</summary>{ids}</details>"
    return f'<tr><th scope="row">{name}{small}</th><td>{draw.stack(due.by_light, most)}</td><td>{ids}</td></tr>'


def _units(picture: Picture) -> str:
    """One strip for each lead unit, the unit with most red first."""
    units = picture.units
    if not units:
        return ""
    most = max(unit.total for unit in units)
    rows = "\n".join(_unit(unit, most) for unit in units)
    head = blocks.head((Column(_("Lead unit")), Column(_("All"), right=True), Column(_("Targets by light"))))
    table = f'<table class="units plain">{head}<tbody>\n{rows}\n</tbody></table>'
    return f"{draw.legend(picture.headline.by_light)}\n{table}"


def _unit(unit: Strip, most: int) -> str:
    key = "-".join(f"{unit.by_light[light]:04d}" for light in draw.LIGHTS)
    return (
        f'<tr><th scope="row">{blocks.plain(owner_cell(unit.owner))}</th><td class="right">{unit.total}</td>'
        f'<td data-key="{key}">{draw.stack(unit.by_light, most)}</td></tr>'
    )
