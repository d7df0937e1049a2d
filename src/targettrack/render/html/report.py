"""The page of the progress report: the picture first, then the document, then every target with an anchor."""

from collections.abc import Sequence
from datetime import date

from targettrack.i18n import _, ngettext
from targettrack.rating.counts import Rate
from targettrack.rating.vocabulary import LAMPS, Light
from targettrack.render.document import Block, Column, Document, Heading
from targettrack.render.html import blocks, chart, draw, targets
from targettrack.render.html.shell import text
from targettrack.render.numbers import percent, tenth
from targettrack.render.pages import parts
from targettrack.render.words import lamp_word
from targettrack.views.picture import Due, Picture
from targettrack.views.progress import Progress
from targettrack.views.tally import Tally, rate

FEW = 4
"""So many targets of a month are named at once; more are folded under their number."""


def body(view: Progress, document: Document) -> str:
    """All parts with a list of them. The first headings and lines of the document stand above everything."""
    opening, rest = _parted(document.blocks)
    picture, titles = view.draw(), {plan.id: plan.title for plan in view.plans}
    drawn = (
        (_("At a glance"), _headline(view)),
        (_("Expected and actual progress"), chart.charts(picture.series, titles)),
        (_("Deadlines by month"), _deadlines(picture)),
        (_("Lead units by light"), _units(view)),
    )
    written = ((heading, blocks.html(members, view.targets)) for heading, members in rest)
    every = parts.numbered(_("All targets"), len(view.targets))
    listed = (every, targets.table(view.targets.values(), picture.shares) if view.targets else "")
    sections = [(title, part) for title, part in (*drawn, *written, listed) if part]
    links = "".join(f'<li><a href="#_{n}">{text(title)}</a></li>' for n, (title, _part) in enumerate(sections, 1))
    shown = "\n".join(
        f'<section aria-labelledby="_{n}">\n<h2 id="_{n}">{text(title)}</h2>\n{part}\n</section>'
        for n, (title, part) in enumerate(sections, 1)
    )
    head, label = blocks.html(opening), _("On this page")
    return f'<header>\n{head}\n</header>\n<nav aria-label="{text(label)}"><ul>{links}</ul></nav>\n{shown}'


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


def _headline(view: Progress) -> str:
    """Counts by light, each with its share; the three rates with their bases."""
    total = view.total
    tiles = _tile("", str(total.total), ngettext("target", "targets", total.total), pick="")
    if view.unreadable:
        unread = ngettext("file unreadable", "files unreadable", view.unreadable)
        tiles += _tile(" red", str(view.unreadable), unread)
    for lamp in LAMPS:
        if count := total.by_lamp[lamp]:
            share = f"<small>{tenth(rate(count, total.total).percent)}</small>"
            tiles += _tile(f" {lamp.code}", str(count), lamp_word(lamp), share, pick=lamp_word(lamp))
    rates = "".join(_rate(name, share) for name, share in parts.rates(total))
    bar = draw.stack(total.by_lamp, total.total) if total.total else ""
    return f'<ul class="tiles">{tiles}</ul>\n{bar}\n<ul class="tiles rates">{rates}</ul>'


def _rate(name: str, share: Rate) -> str:
    bar = draw.share(share.percent, None, Light.BLUE)
    return _tile("", percent(share.percent), name, f"{bar}<small>{share.part}/{share.base}</small>")


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
    ids = " ".join(f'<a href="#{text(id_)}">{text(id_)}</a>' for id_ in due.ids)
    if len(due.ids) > FEW:
        ids = f"<details><summary>{text(parts.counted_targets(len(due.ids)))}</summary>{ids}</details>"
    return f'<tr><th scope="row">{name}{small}</th><td>{draw.stack(due.by_lamp, most)}</td><td>{ids}</td></tr>'


def _units(view: Progress) -> str:
    """One strip for each lead unit, the unit with most red first, then with most yellow."""
    units = sorted(view.by_owner, key=lambda unit: tuple(-unit.by_light[light] for light in (Light.RED, Light.YELLOW)))
    most = max((unit.total for unit in units), default=0)
    columns = (Column(_("Lead unit")), Column(_("All"), right=True), Column(_("Targets by light")))
    table = blocks.drawn("units plain", columns, [_unit(unit, most) for unit in units])
    return f"{draw.legend(view.total.by_lamp)}\n{table}" if units else ""


def _unit(unit: Tally, most: int) -> str:
    key = "-".join(f"{unit.by_lamp[lamp]:04d}" for lamp in LAMPS)
    return (
        f'<tr><th scope="row">{blocks.plain(parts.owner_cell(unit.name))}</th><td class="right">{unit.total}</td>'
        f'<td data-key="{key}">{draw.stack(unit.by_lamp, most)}</td></tr>'
    )
